"""My journal, « It was not me », and that nobody enters as somebody else anywhere."""

import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from accounts.domain import cards, contacts, disputes, journal, recoveries
from accounts.enums import AccountEventKind, ContactPath, IdentityPart
from accounts.models import Dispute, Person
from common import clock
from common.exceptions import Refused
from tests import cast
from tests.routes.addresses import every_address

pytestmark = pytest.mark.django_db
NUMBER, NEW = "10203040", "864203"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def fresh_tries():
    cache.clear()


@pytest.fixture
def person(db):
    person = cast.citizen(pin=cast.PIN)
    cards.issue_card(by=None, person=person, now=clock.now(), number=NUMBER)
    return person


def recover(person, by, *, needs_two=False, nip=NEW):
    made = recoveries.make_code(by=by, person=person, needs_two=needs_two, now=clock.now())
    browser = Client()
    browser.post("/nip-oublie/", {"login": NUMBER, "code": made.digits})
    assert browser.post("/nip-oublie/nouveau/", {"pin": nip, "again": nip}).url == "/entrer/"
    return cast.sign_in(Client(), Person.objects.get(pk=person.pk))


def said(response) -> str:
    return response.content.decode().replace("\u00a0", " ").replace("&#x27;", "'")


def last(person, kind):
    return person.account_events.filter(kind=kind).latest("pk")


def not_me(client, event, pin=""):
    return client.post(f"/moi/journal/{event.pk}/pas-moi/", {"pin": pin})


def test_the_journal_says_who_did_what_with_role_and_employer_and_no_private_thing(person):
    worker = cast.facilitator(username="elodie-prive")
    contacts.choose(by=worker, person=worker, path=ContactPath.PHONE, phone="418 555-0199", now=clock.now())
    mine = recover(person, worker)
    journal.note_look(person=person, viewer=worker, part=IdentityPart.CONTACT, now=clock.now())

    for page in (said(mine.get("/moi/journal/")), said(mine.get("/moi/journal/papier/"))):
        assert "Le code a été fait par Élodie (animation, CRD)." in page
        assert "Élodie (animation, CRD) a regardé" in page
        assert "elodie-prive" not in page
        assert "555-0199" not in page


def test_nobody_else_reads_it(person):
    worker = cast.facilitator()
    recover(person, worker)
    event = last(person, AccountEventKind.RECOVERY_USED)

    for other in (worker, cast.admin(), cast.citizen("Autre")):
        client = cast.sign_in(Client(), other)
        assert "Le code a été fait par" not in said(client.get("/moi/journal/"))
        assert not_me(client, event).status_code == 404
    assert Client().get("/moi/journal/").status_code == 302


def test_the_home_tells_it_until_it_is_read(person):
    mine = recover(person, cast.facilitator())
    before = said(mine.get("/mon-accueil/"))

    mine.post("/moi/journal/lu/")

    assert ("Ce n'était pas moi" in before, "Ce n'était pas moi" in said(mine.get("/mon-accueil/"))) == (
        True,
        False,
    )


def test_it_was_not_me_holds_the_account_when_the_nip_of_now_is_known(person):
    worker, other = cast.facilitator(), cast.second_facilitator()
    mine, elsewhere = recover(person, worker), cast.sign_in(Client(), Person.objects.get(pk=person.pk))

    answer = not_me(mine, last(person, AccountEventKind.RECOVERY_USED), NEW)

    assert answer.url == "/pas-moi/"
    assert 'href="tel:' in said(mine.get("/pas-moi/"))
    assert (mine.get("/moi/").status_code, elsewhere.get("/moi/").status_code) == (302, 302)
    back = Person.objects.get(pk=person.pk)
    assert (back.check_password(NEW), back.check_password(cast.PIN), back.has_nip) == (False, False, True)
    assert "Ce n'était pas moi" in said(cast.sign_in(Client(), other).get("/animation/"))
    assert "Ce n'était pas moi" not in said(cast.sign_in(Client(), worker).get("/animation/"))


def test_an_account_on_hold_opens_again_with_two_others_only(person):
    worker, other, third = cast.facilitator(), cast.second_facilitator(), cast.support()
    not_me(recover(person, worker), last(person, AccountEventKind.RECOVERY_USED), NEW)
    person = Person.objects.get(pk=person.pk)

    for by, call in ((other, recoveries.make_code), (worker, recoveries.make_code)):
        with pytest.raises(Refused) as caught:
            call(by=by, person=person, needs_two=False, now=clock.now())
        assert caught.value.code == "needs_two"
    with pytest.raises(Refused) as caught:
        recoveries.ask(by=worker, person=person, now=clock.now())
    assert caught.value.code == "involved"
    with pytest.raises(Refused) as caught:
        disputes.settle(by=third, dispute=Dispute.objects.get(), now=clock.now())
    assert caught.value.code == "on_hold"

    recoveries.ask(by=other, person=person, now=clock.now())
    recover(person, third, nip="975318")

    assert Person.objects.get(pk=person.pk).check_password("975318")
    assert Dispute.objects.get().settled_by == third


def test_an_open_session_without_the_nip_closes_everything_but_locks_nobody_out(person):
    mine = recover(person, cast.facilitator())
    event = last(person, AccountEventKind.RECOVERY_USED)

    wrong = not_me(mine, event, "111222")
    empty = not_me(mine, event)

    assert (wrong.status_code, empty.status_code) == (422, 302)
    assert mine.get("/moi/").status_code == 302
    assert Person.objects.get(pk=person.pk).check_password(NEW)
    assert Dispute.objects.get().is_held is False


def test_a_code_that_somebody_asked_for_in_my_place_dies_and_my_nip_stays(person):
    made = recoveries.make_code(by=cast.facilitator(), person=person, needs_two=False, now=clock.now())
    mine = cast.sign_in(Client(), person)

    assert not_me(mine, last(person, AccountEventKind.RECOVERY_ISSUED)).status_code == 302

    late = Client().post("/nip-oublie/", {"login": NUMBER, "code": made.digits})
    assert late.status_code == 422
    assert Person.objects.get(pk=person.pk).check_password(cast.PIN)


def test_only_another_employer_settles_after_a_talk(person):
    worker, same = cast.facilitator(), cast.facilitator("Même employeur")
    recoveries.make_code(by=worker, person=person, needs_two=False, now=clock.now())
    not_me(cast.sign_in(Client(), person), last(person, AccountEventKind.RECOVERY_ISSUED))
    address = f"/animation/cartes/{person.pk}/nip/regler/"

    tries = [cast.sign_in(Client(), one).post(address).status_code for one in (worker, same, cast.citizen())]
    settled = cast.sign_in(Client(), cast.support()).post(address)

    assert (tries, settled.status_code) == ([403, 403, 403], 302)
    assert Dispute.objects.get().settled_at is not None


@pytest.mark.parametrize("kind", [AccountEventKind.PIN_CHANGED, AccountEventKind.MANDATE_GRANTED])
def test_what_is_one_s_own_or_no_change_of_the_account_is_not_disputed(person, kind):
    event = journal.note(person=person, kind=kind, by=person, now=clock.now())

    assert not_me(cast.sign_in(Client(), person), event).status_code == 404
    assert not Dispute.objects.exists()


@pytest.mark.parametrize(
    "page", ["/animation/cartes/{}/", "/animation/accueil/{}/", "/animation/cartes/{}/nip/"]
)
def test_each_page_of_a_worker_that_tells_who_somebody_is_writes_the_look(page):
    newcomer, worker = cast.newcomer(), cast.facilitator()
    client = cast.sign_in(Client(), worker)

    for _time in range(2):
        assert client.get(page.format(newcomer.pk)).status_code == 200

    looks = newcomer.identity_views.values_list("viewer", "part")
    assert list(looks) == [(worker.pk, IdentityPart.ACCOUNT)]


def test_cards_nips_and_roles_write_the_journal(person):
    cards.choose_pin(by=person, person=person, pin=NEW, now=clock.now())
    kinds = set(person.account_events.values_list("kind", flat=True))

    assert {"card_issued", "mandate_granted"} <= kinds


# Nobody enters as somebody else

IMPERSONATION = re.compile(r"hijack|impersonat|login[-_ ]?as|loginas|become|switch[-_ ]?user|(^|/)su/", re.I)


def patterns(resolver, path=""):
    for one in resolver.url_patterns:
        here = path + str(one.pattern)
        if isinstance(one, URLPattern):
            yield here, one.name or ""
        else:
            yield from patterns(one, here)


def test_no_address_and_no_dependency_lets_anybody_enter_as_somebody_else():
    addresses = list(patterns(get_resolver()))
    needed = [(ROOT / name).read_text() for name in ("requirements.txt", "requirements-dev.txt")]

    assert len(addresses) > 100
    assert [pair for pair in addresses if any(IMPERSONATION.search(word) for word in pair)] == []
    assert [text for text in needed if IMPERSONATION.search(text)] == []
    # The administration shows no password of somebody else either.
    assert [path for path, _name in addresses if "password" in path] == [
        "admin/password_change/",
        "admin/password_change/done/",
    ]


def test_a_session_or_a_token_is_only_opened_by_the_doors():
    """`login(` and `AuthToken.objects.create(`: in the views where one enters with one's own proof."""
    opening = re.compile(r"(?<![\w.])login\(\w|\.login\(request|AuthToken\.objects\.create\(")
    found = {
        str(path.relative_to(ROOT))
        for app in ("common", "accounts", "deliberation", "voting", "participation", "config")
        for path in (ROOT / app).rglob("*.py")
        if opening.search(path.read_text(encoding="utf-8"))
    }

    assert {path.split("/")[0] for path in found} == {"accounts"}
    assert all(path.startswith(("accounts/web/", "accounts/api/")) for path in found)
    assert not found & {"accounts/web/views/cards.py", "accounts/web/views/staff_codes.py"}


@pytest.mark.parametrize("role", [cast.facilitator, cast.admin])
def test_no_page_gives_a_worker_the_session_of_somebody_else(role, person):
    worker, other = role(), cast.newcomer()
    client = cast.sign_in(Client(raise_request_exception=False), worker)
    for address in every_address():
        if address.takes not in ((), ("pk",)) or address.name == "accounts:quick_exit":
            continue
        for pk in (person.pk, other.pk) if address.takes else (None,):
            client.post(reverse(address.name, args=[pk] if pk else []), {"pin": NEW, "again": NEW})
            inside = client.session.get("_auth_user_id")
            if inside is None:
                client = cast.sign_in(Client(raise_request_exception=False), worker)
            assert inside in (None, str(worker.pk)), address.name
