"""« Je n'ai pas de carte »: an account opened alone, without e-mail, that gives no right before the welcome talk."""

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.domain.queries.people import capacity
from accounts.enums import AgeGroup, IdentityPart
from accounts.models import ContactDetails, IdentityView, Person
from common import clock
from tests import cast

pytestmark = pytest.mark.django_db
NAME, PLACE, REACH, LOGIN, DONE = (
    "/sans-carte/",
    "/sans-carte/toi/",
    "/sans-carte/te-joindre/",
    "/sans-carte/entree/",
    "/sans-carte/fait/",
)


@pytest.fixture(autouse=True)
def fresh_tries():
    cache.clear()


@pytest.fixture
def mrc(db):
    return cast.territories()["la-mitis"]


def go_to_the_last_question(mrc, *, name="Marée Lilas", age="35-49", **reach) -> Client:
    browser = Client()
    answers = (
        (NAME, {"choice": "autre", "own": name}),
        (PLACE, {"territory": mrc.pk, "age_group": age}),
        (REACH, {"phone": "", "email": "", **reach}),
    )
    for path, answer in answers:
        assert browser.post(path, answer).status_code == 302
    return browser


def ends(browser, login="brume-47", pin="246813", again=None):
    return browser.post(LOGIN, {"login": login, "pin": pin, "again": again or pin})


@pytest.mark.parametrize("secret", ["246 813", "la marée monte à six heures"])
def test_somebody_without_card_nor_email_comes_in_and_comes_back(mrc, secret):
    browser = go_to_the_last_question(mrc)

    sent = ends(browser, pin=secret)
    person = Person.objects.get(username="brume-47")
    done = browser.get(DONE).content.decode()
    back = Client()
    entered = back.post("/entrer/", {"login": "Brume-47", "pin": secret})

    assert (sent.status_code, sent.url) == (302, DONE)
    assert (person.display_name, person.territory, person.age_group) == ("Marée Lilas", mrc, "35-49")
    assert person.email == ""
    assert not ContactDetails.objects.exists()
    assert "brume-47" in done
    assert entered.status_code == 302


def test_the_account_has_no_right_before_the_welcome_talk(mrc):
    browser = go_to_the_last_question(mrc)
    ends(browser)

    person = Person.objects.get(username="brume-47")

    assert capacity(person, on=clock.today()).roles == frozenset()
    assert browser.get("/dire/").status_code == 403
    assert browser.get("/mon-accueil/").context["is_welcomed"] is False


def test_facilitation_sees_who_waits_and_who_wants_a_call_and_the_look_is_written(mrc):
    ends(go_to_the_last_question(mrc, phone="418 555-0177"))
    person = Person.objects.get(username="brume-47")
    elodie = cast.facilitator()
    staff = cast.sign_in(Client(), elodie)

    waiting = staff.get("/animation/cartes/").content.decode()
    reach = staff.get(f"/animation/cartes/{person.pk}/joindre/").content.decode().replace("\u00a0", " ")

    assert "Marée Lilas" in waiting
    assert "attend un appel" in waiting
    assert "555-0177" not in waiting
    assert "418 555-0177" in reach
    assert IdentityView.objects.get(person=person, viewer=elodie).part == IdentityPart.CONTACT


def test_only_facilitation_reads_how_to_reach_somebody(mrc, client):
    ends(go_to_the_last_question(mrc, phone="418 555-0177"))
    path = f"/animation/cartes/{Person.objects.get(username='brume-47').pk}/joindre/"

    assert client.get(path).status_code == 302
    for make in (cast.citizen, cast.table_member, cast.admin, cast.support):
        assert cast.sign_in(Client(), make()).get(path).status_code == 403
    assert not IdentityView.objects.exists()


@pytest.mark.parametrize("age", ["moins", "", "12"])
def test_one_takes_part_from_fourteen_and_the_phone_is_there(mrc, age):
    browser = Client()
    browser.post(NAME, {"choice": "autre", "own": "Marée Lilas"})

    response = browser.post(PLACE, {"territory": mrc.pk, "age_group": age})

    assert response.status_code == 422
    assert 'href="tel:' in response.content.decode()
    assert browser.get(LOGIN).status_code == 302


@pytest.mark.parametrize("age", AgeGroup.values)
def test_every_age_group_of_the_rules_may_sign_up(mrc, age):
    assert go_to_the_last_question(mrc, age=age).get(LOGIN).status_code == 200


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"login": "ginette"}, "déjà pris"),
        ({"login": "GINETTE"}, "déjà pris"),
        ({"login": "marée-lilas"}, "Les autres voient"),
        ({"login": "12345678"}, "au moins une lettre"),
        ({"login": "a b"}, "3 à 30 lettres"),
        ({"pin": "111111"}, "trop facile"),
        ({"pin": "2468"}, "6 chiffres"),
        ({"pin": "court"}, "6 chiffres"),
        ({"pin": "motdepasse", "again": "autre chose"}, "pas pareils"),
        ({"pin": "password123"}, "Beaucoup de gens"),
    ],
)
def test_a_refused_answer_keeps_the_name_typed_and_never_the_nip(mrc, fields, words):
    cast.citizen("Ginette", username="ginette", pin=cast.PIN)
    browser = go_to_the_last_question(mrc)

    response = ends(browser, **fields)
    html = response.content.decode().replace("\u00a0", " ")

    assert response.status_code == 422
    assert words in html
    assert f'value="{fields.get("login", "brume-47")}"' in html
    assert f'value="{fields.get("pin", "246813")}"' not in html
    assert Person.objects.filter(display_name="Marée Lilas").count() == 0


def test_twenty_five_people_sign_up_from_one_address_and_a_machine_does_not(mrc, settings):
    workshop = [
        ends(go_to_the_last_question(mrc, name=f"Marée {chr(97 + n)}x"), login=f"personne-{n}").status_code
        for n in range(25)
    ]
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "sign_up": "3/h/ip"}
    cache.clear()
    machine = [
        ends(go_to_the_last_question(mrc, name=f"Robot {chr(97 + n)}x"), login=f"robot-{n}").status_code
        for n in range(5)
    ]

    assert workshop == [302] * 25
    assert machine == [302] * 3 + [429] * 2


def test_the_proposed_name_to_enter_is_free_and_is_not_the_name_that_others_see(mrc):
    browser = go_to_the_last_question(mrc)

    first = browser.get(LOGIN).context["form"]["login"].value()
    again = browser.get(LOGIN).context["form"]["login"].value()

    assert first == again
    assert "maree" not in first.split("-")[:2] or "lilas" not in first


def test_nothing_is_written_and_no_secret_kept_before_the_last_button(mrc):
    browser = go_to_the_last_question(mrc, phone="418 555-0177")
    ends(browser, pin="111111")

    assert not Person.objects.exists()
    assert "111111" not in str(dict(browser.session))


def test_the_questions_cannot_be_skipped_nor_asked_again_inside(mrc):
    ways = [Client().get(path).url for path in (PLACE, REACH, LOGIN)]
    browser = go_to_the_last_question(mrc)
    ends(browser)

    assert ways == [NAME, PLACE, REACH]
    assert browser.get(NAME).status_code == 302
    assert ends(browser).status_code == 302
    assert Person.objects.count() == 1
