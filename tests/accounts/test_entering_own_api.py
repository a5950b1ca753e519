"""One's own account by program: the same verbs, the same refusals and the same counts as the pages."""

import pytest
from django.core.cache import cache
from django.test import Client
from knox.models import AuthToken

from accounts.domain import contacts
from accounts.enums import AccountEventKind
from accounts.models import AccountEvent, Dispute, Person
from common import clock
from tests import cast

pytestmark = pytest.mark.django_db
SIGN_UP, TOKEN = "/api/v1/sign-up/", "/api/v1/token/"
CONTACT, DEVICES, JOURNAL = "/api/v1/me/contact/", "/api/v1/me/devices/", "/api/v1/me/journal/"
BODY = {
    "name": "Marée Lilas",
    "login": "brume-47",
    "pin": cast.PIN,
    "territory": "la-matapedia",
    "age_group": "35-49",
}


@pytest.fixture(autouse=True)
def fresh_tries():
    cache.clear()


@pytest.fixture
def places(db):
    cast.territories()


def sign_up(**changed):
    return Client().post(SIGN_UP, {**BODY, **changed}, content_type="application/json")


class Program:
    """A program that carries the token of this person."""

    def __init__(self, person) -> None:
        self.headers = {"Authorization": f"Token {cast.token(person)}"}

    def __getattr__(self, verb):
        def call(address, body=None):
            more = {} if body is None else {"data": body, "content_type": "application/json"}
            return getattr(Client(), verb)(address, headers=self.headers, **more)

        return call


# Signing up


def test_one_signs_up_by_program_and_waits_for_the_welcome_talk(places):
    made = sign_up(phone="418 555-0142")
    person = Person.objects.get(username="brume-47")
    me = Client().get("/api/v1/me/", headers={"Authorization": f"Token {made.json()['token']}"})

    assert (made.status_code, made.json()["display_name"]) == (201, "Marée Lilas")
    assert me.json()["roles"] == []
    assert contacts.details_of(person).phone == "418 555-0142"
    assert "pin" not in made.json()


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"age_group": "moins"}, 403, "too_young"),
        ({"pin": "123456"}, 422, "easy_pin"),
        ({"pin": "court"}, 422, "pin"),
        ({"login": "Marée Lilas"}, 422, "login_name"),
        ({"login": "12345678"}, 422, "login_name"),
        ({"territory": "ailleurs"}, 422, "territory"),
        ({"phone": "appelle-moi"}, 422, "phone"),
        ({"email": "pas une adresse"}, 422, "email"),
        ({"name": ""}, 422, "bad_input"),
    ],
)
def test_what_the_page_refuses_the_program_reads_too(places, changed, status, code):
    answer = sign_up(**changed)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["sentence"]
    assert not Person.objects.filter(display_name="Marée Lilas").exists()


def test_a_taken_name_is_said_as_on_the_page(places):
    sign_up()

    assert sign_up(name="Autre Nom").json()["code"] == "login_name_taken"
    assert sign_up(login="brume-48").json()["code"] == "name_taken"


def test_twenty_five_from_one_address_pass_and_pages_and_programs_share_one_count(places, settings):
    statuses = [sign_up(name=f"Personne {n:02}", login=f"brume-{n:03}").status_code for n in range(25)]

    assert statuses == [201] * 25
    for n in range(25, 200):
        answer = sign_up(name=f"Personne {n:03}", login=f"brume-{n:03}")
        if answer.status_code == 429:
            break
    assert answer.json()["code"] == "too_many_tries"


# How to reach me


def test_how_to_reach_me_is_said_read_and_erased(db):
    program = Program(cast.citizen())
    said = program.put(CONTACT, {"path": "telephone", "phone": "418 555-0142", "may_leave_message": True})
    read = program.get(CONTACT).json()
    erased = program.delete(CONTACT)

    assert (said.status_code, said.json()) == (200, read)
    assert (read["path"], read["phone"], read["may_leave_message"]) == ("telephone", "418 555-0142", True)
    assert erased.status_code == 204
    assert program.get(CONTACT).json()["phone"] == ""
    assert AccountEvent.objects.filter(kind=AccountEventKind.CONTACT_CHANGED).count() == 2


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"path": "telephone"}, "phone"),
        ({"path": "courrier"}, "postal_address"),
        ({"path": "courriel", "email": "non"}, "email"),
        ({"path": "pigeon"}, "bad_input"),
    ],
)
def test_a_path_that_cannot_be_followed_is_refused(db, body, code):
    answer = Program(cast.citizen()).put(CONTACT, body)

    assert (answer.status_code, answer.json()["code"]) == (422, code)


# My devices


def test_the_program_sees_itself_and_closes_the_others(db):
    person = cast.citizen(username="ginette", pin=cast.PIN)
    page, program, other = Client(), Program(person), Program(person)
    page.post("/entrer/", {"login": "ginette", "pin": cast.PIN})
    seen = program.get(DEVICES).json()
    session = next(one for one in seen if one["kind"] == "session")

    assert sorted(one["kind"] for one in seen) == ["program", "program", "session"]
    assert [one["kind"] for one in seen if one["is_here"]] == ["program"]
    assert program.delete(f"{DEVICES}{session['what']}/").status_code == 204
    assert page.get("/moi/").status_code == 302
    assert program.delete(DEVICES).json() == {"closed": 1}
    assert (program.get(DEVICES).status_code, other.get(DEVICES).status_code) == (200, 401)


def test_nobody_closes_what_is_somebody_else_s(db):
    theirs, mine = Program(cast.citizen("Autre")), Program(cast.citizen())
    what = theirs.get(DEVICES).json()[0]["what"]

    for one in (what, "session-1", "device-1", "program-nulle", "rien"):
        assert mine.delete(f"{DEVICES}{one}/").status_code == 404
    assert theirs.get(DEVICES).status_code == 200


# My journal


def test_the_journal_tells_what_happened_and_who_looked_twenty_lines_a_page(db):
    person, worker = cast.citizen(), cast.facilitator()
    for n in range(21):
        contacts.choose(
            by=worker, person=person, path="telephone", phone=f"418 555-01{n:02}", now=clock.now()
        )
    contacts.details_for(by=worker, person=person, now=clock.now())
    program = Program(person)
    first, second = program.get(JOURNAL).json(), program.get(f"{JOURNAL}?page=2").json()

    assert len(first) == 20
    assert first[0]["kind"] == "look"
    assert first[0]["who"]
    assert first[1]["may_say_not_me"] is True
    assert not {one["id"] for one in first if one["id"]} & {one["id"] for one in second}
    assert "418 555" not in program.get(JOURNAL).content.decode()


def test_it_was_not_me_closes_this_program_too(db):
    person, worker = cast.citizen(pin=cast.PIN), cast.facilitator()
    contacts.choose(by=worker, person=person, path="telephone", phone="418 555-0142", now=clock.now())
    program = Program(person)
    line = program.get(JOURNAL).json()[0]
    wrong = program.post(f"{JOURNAL}{line['id']}/not-me/", {"pin": "135790"})
    done = program.post(f"{JOURNAL}{line['id']}/not-me/", {})

    assert (wrong.status_code, wrong.json()["code"]) == (422, "old_pin")
    assert done.status_code == 204
    assert program.get(JOURNAL).status_code == 401
    assert Dispute.objects.get().person_id == person.pk


def test_somebody_else_s_line_is_not_here_and_seen_is_noted(db):
    person, other, worker = cast.citizen(), cast.citizen("Autre"), cast.facilitator()
    contacts.choose(by=worker, person=other, path="telephone", phone="418 555-0142", now=clock.now())
    theirs = other.account_events.latest("pk")
    program = Program(person)

    assert program.post(f"{JOURNAL}{theirs.pk}/not-me/", {}).status_code == 404
    assert program.post(f"{JOURNAL}seen/").status_code == 204
    assert Person.objects.get(pk=person.pk).journal_seen_at is not None


@pytest.mark.parametrize("address", [CONTACT, DEVICES, JOURNAL])
def test_without_a_token_nobody_is_told_anything(db, address):
    assert Client().get(address).status_code == 401


def test_whoever_works_here_needs_the_second_step_here_too(db):
    worker = cast.facilitator()
    _token, secret = AuthToken.objects.create(worker)
    carrying = {"Authorization": f"Token {secret}"}

    answers = [Client().get(address, headers=carrying) for address in (CONTACT, DEVICES, JOURNAL)]

    assert [answer.status_code for answer in answers] == [403] * 3
    assert {answer.json()["code"] for answer in answers} == {"second_step_needed"}
