"""Entering with a card or a login name, leaving, leaving fast."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from accounts import doors
from accounts.domain import cards, people
from accounts.domain.queries.people import capacity
from accounts.enums import Role
from accounts.rules.homes import HOMES, home_of, menu_of
from accounts.web.context import who
from common import clock
from common.exceptions import Refused
from tests import cast

ENTER = "/entrer/"


@pytest.fixture(autouse=True)
def fresh_tries():
    cache.clear()


@pytest.fixture
def ginette(db):
    person = cast.citizen(username="ginette", pin=cast.PIN)
    cards.issue_card(by=None, person=person, now=cast.NOW, number="10203040")
    return person


def enter(client, login="10203040", pin=cast.PIN, **more):
    return client.post(ENTER + more.pop("query", ""), {"login": login, "pin": pin, **more})


def entered_as(client) -> str | None:
    return client.session.get("_auth_user_id")


def test_the_page_asks_for_the_card_and_the_nip_with_shared_computer_ticked(client, ginette):
    response = client.get(ENTER)
    html = response.content.decode()

    assert response.status_code == 200
    assert html.count("<h1") == 1
    assert 'name="login"' in html
    assert 'type="password" name="pin"' in html
    assert 'name="shared"' in html[: html.index("checked") + 10]
    assert response["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("login", ["10203040", "1020 3040", " 1020-3040 ", "ginette", "Ginette"])
@pytest.mark.parametrize("pin", ["246813", "246 813"])
def test_card_or_login_name_with_or_without_spaces_enters(client, ginette, login, pin):
    response = enter(client, login, pin)

    assert (response.status_code, response.url) == (302, reverse("participation:my_home"))
    assert entered_as(client) == str(ginette.pk)


@pytest.mark.parametrize(
    ("shared", "at_browser_close", "age"), [("on", True, None), (None, False, 14 * 24 * 3600)]
)
def test_a_shared_computer_forgets_when_the_browser_closes(client, ginette, shared, at_browser_close, age):
    enter(client, **({"shared": shared} if shared else {}))

    assert client.session.get_expire_at_browser_close() == at_browser_close
    assert client.session.get("_session_expiry") == (age or 0)


@pytest.mark.parametrize(
    ("login", "pin", "words"),
    [
        ("10203040", "000000", "ne vont pas ensemble"),
        ("99999999", "246813", "ne vont pas ensemble"),
        ("personne", "246813", "ne vont pas ensemble"),
        ("1020304", "246813", "8 chiffres"),
        ("10203040", "2468", "6 chiffres"),
        ("10203040", "482 917 365", "le code de ton coupon"),
        ("", "246813", "Écris le numéro de ta carte"),
        ("10203040", "", "Écris ton NIP"),
        ("10203040\x00", "246813", "Erreur"),
    ],
)
def test_a_wrong_pair_keeps_the_number_typed_and_never_the_nip(client, ginette, login, pin, words):
    response = enter(client, login, pin)
    html = response.content.decode()

    assert response.status_code == 422
    assert words in html.replace("\u00a0", " ")
    assert entered_as(client) is None
    if login and "\x00" not in login:
        assert f'value="{login}"' in html
    assert pin == "" or f'value="{pin}"' not in html


def test_the_code_of_the_slip_typed_as_a_nip_shows_the_way_to_the_first_visit(client, ginette):
    way = 'href="/premiere-fois/?carte=10203040"'
    code, short = (enter(client, "1020 3040", pin).content.decode() for pin in ("482917365", "48291736"))

    assert (way in code, way in short) == (True, False)
    assert code.index(way) < code.index('name="pin"')


def test_a_known_and_an_unknown_card_answer_the_same_words(client, ginette):
    def error(login):
        html = enter(client, login, "000000").content.decode()
        return html[html.index('id="pin_error"') :].split("</p>")[0]

    assert error("10203040") == error("99999999")


def test_five_wrong_tries_close_the_card_for_a_while_whatever_it_is_called(client, ginette):
    wrong = [enter(client, login, "135790").status_code for login in ("10203040", "1020 3040", "ginette") * 2]
    right = enter(client)

    assert wrong == [422] * 5 + [429]
    assert right.status_code == 429
    assert entered_as(client) is None
    assert '<h1 class="say">' in right.content.decode()
    assert "tel:" in right.content.decode()
    assert right.context["minutes"] == 5
    assert 0 < (right.context["again_at"] - clock.now()).total_seconds() <= 360
    assert right.context["again_at"].second == 0


def test_wrong_tries_on_one_card_do_not_close_another(client, ginette):
    for _attempt in range(6):
        enter(client, "99999999", "135790")

    assert enter(client).status_code == 302


def test_a_badly_written_number_is_not_a_try(client, ginette):
    for _attempt in range(6):
        enter(client, "10203040", "2468")

    assert enter(client).status_code == 302


def test_a_workshop_of_twenty_five_enters_from_one_address(client, db):
    for n in range(25):
        cast.citizen(f"Personne {n}", username=f"personne-{n}", pin=cast.PIN)
    codes = []
    for n in range(25):
        codes += [
            enter(client, f"personne-{n}", "135790").status_code,
            enter(client, f"personne-{n}").status_code,
        ]
        client.logout()

    assert codes == [422, 302] * 25


@pytest.mark.parametrize(
    ("wanted", "lands"),
    [
        ("/fils/3/", "/fils/3/"),
        ("/fils/3/?apres=4", "/fils/3/?apres=4"),
        ("https://ailleurs.example/", None),
        ("//ailleurs.example/", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_after_entering_one_goes_back_only_to_our_own_pages(client, ginette, wanted, lands):
    by_address = enter(client, query=f"?next={wanted.replace('?', '%3F')}").url
    client.logout()
    by_form = enter(client, next=wanted).url

    assert [by_address, by_form] == [lands or reverse("participation:my_home")] * 2


def test_somebody_already_inside_is_not_asked_again(client, ginette):
    cast.sign_in(client, ginette)

    response = client.get(ENTER)

    assert (response.status_code, response.url) == (302, reverse("participation:my_home"))


def test_who_left_or_is_closed_does_not_enter(client, ginette):
    people.leave(by=ginette, person=ginette, now=cast.NOW)

    assert enter(client, "ginette").status_code == 422
    assert enter(client, "10203040").status_code == 422


def test_a_session_dies_with_the_account_and_with_the_nip(client, ginette):
    enter(client)
    cards.choose_pin(by=ginette, person=ginette, pin="975318", now=cast.NOW)
    after_new_nip = client.get(ENTER).status_code
    enter(client, pin="975318")
    people.leave(by=ginette, person=ginette, now=cast.NOW)

    # 200: the page asks who it is; somebody inside would be sent home.
    assert (after_new_nip, client.get(ENTER).status_code) == (200, 200)


def test_leaving_ends_the_session_and_empties_the_browser(client, ginette):
    enter(client)

    refused = client.get("/quitter/")
    response = client.post("/quitter/")

    assert refused.status_code == 405
    assert (response.status_code, response.url) == (302, reverse("participation:home") + "?sortie=1")
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert entered_as(client) is None


def test_leaving_forgets_every_cookie_but_how_one_reads_and_that_it_is_ones_own_device(client, ginette):
    enter(client)
    client.cookies["confort"], client.cookies["autre"] = "grandes.normal.appareil", "1"
    client.cookies["langue"] = "en"

    client.post("/quitter/")

    kept = sorted(name for name, cookie in client.cookies.items() if cookie["max-age"] != 0)
    assert (kept, client.cookies["sessionid"].value) == (["appareil", "confort", "langue"], "")


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_quick_exit_ends_the_session_and_shows_the_weather(client, ginette, settings, method):
    enter(client)

    response = getattr(client, method)("/sortir/")

    assert (response.status_code, response.url) == (302, "https://www.meteomedia.com/")
    assert response["Referrer-Policy"] == "no-referrer"
    assert entered_as(client) is None
    assert "form-action 'self' https://www.meteomedia.com" in response["Content-Security-Policy"]


def test_the_language_is_the_one_the_person_chose(client, db):
    chosen = client.post("/langue/", {"langue": "en", "next": ENTER})
    page = client.get(ENTER).content.decode()
    unknown = client.post("/langue/", {"langue": "de"})
    elsewhere = client.post("/langue/", {"langue": "fr", "next": "https://ailleurs.example/"})

    assert (chosen.status_code, chosen.url, chosen.cookies["langue"].value) == (302, ENTER, "en")
    assert "Enter with my card" in page
    assert (unknown.status_code, elsewhere.url) == (422, "/")


# Homes and doors


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "home", "menu"),
    [
        (cast.citizen, "participation:my_home", "citoyenne"),
        (cast.newcomer, "participation:my_home", "nouvelle"),
        (cast.facilitator, "participation:facilitation", "animation"),
        (cast.support, "participation:facilitation", "animation"),
        (cast.crd_agent, "participation:facilitation", "animation"),
        (cast.mrc_resource, "participation:mrc_desk", "mrc"),
        (cast.signatory, "participation:reviews", "signataire"),
        (cast.table_member, "participation:table_inbox", "table"),
        (cast.carrier, "participation:carrier_desk", "porteur"),
        (cast.admin, "admin:index", "admin"),
        (cast.superuser, "admin:index", "admin"),
    ],
)
def test_each_role_lands_on_its_own_home(make, home, menu):
    person = make()
    result = capacity(person, on=clock.today())

    assert (home_of(result), menu_of(result)) == (home, menu)


def test_every_home_exists():
    missing = []
    for name in {*HOMES.values(), "participation:home"}:
        try:
            reverse(name)
        except NoReverseMatch:
            missing.append(name)

    assert missing == []


def asked_by(person, path="/porte/?n=1", method="get"):
    request = getattr(RequestFactory(), method)(path)
    request.user = person
    return request


@doors.entered
def open_to_all_inside(request):
    return HttpResponse("inside")


@doors.citizen_only
def open_to_citizens(request):
    return HttpResponse("citizens")


@doors.role_required(Role.FACILITATOR, Role.CRD_AGENT)
def open_to_staff(request):
    return HttpResponse("staff")


@pytest.mark.django_db
def test_a_door_opens_to_its_role_and_refuses_the_others(anonymous):
    citizen, facilitator, superuser = cast.citizen(), cast.facilitator(), cast.superuser()

    assert open_to_all_inside(asked_by(superuser)).content == b"inside"
    assert open_to_citizens(asked_by(citizen)).content == b"citizens"
    assert open_to_staff(asked_by(facilitator)).content == b"staff"
    for door, person in [
        (open_to_citizens, facilitator),
        (open_to_citizens, superuser),
        (open_to_staff, citizen),
        (doors.facilitator_only(open_to_staff), citizen),
    ]:
        with pytest.raises(Refused) as caught:
            door(asked_by(person))
        assert (caught.value.code, caught.value.status) == ("not_your_role", 403)
    assert open_to_citizens(asked_by(anonymous)).url == "/entrer/?next=/porte/%3Fn%3D1"
    assert open_to_citizens(asked_by(anonymous, method="post")).url == "/entrer/"


@pytest.mark.django_db
def test_rights_are_asked_once_per_request(django_assert_num_queries, anonymous):
    request = asked_by(cast.citizen())

    with django_assert_num_queries(1):
        open_to_citizens(request)
        me = who(request)["me"]
        shown = (me.display_name, me.is_citizen, me.is_member, me.is_facilitator, me.menu, me.home_url_name)
    with django_assert_num_queries(0):
        nobody = who(asked_by(anonymous))["me"]

    assert shown == ("Ginette", True, True, False, "citoyenne", "participation:my_home")
    assert (nobody.person, nobody.display_name, nobody.menu, nobody.role_label) == (None, "", "public", "")


@pytest.fixture
def anonymous():
    return AnonymousUser()
