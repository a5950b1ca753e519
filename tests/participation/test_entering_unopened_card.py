"""A card that nobody opened, of somebody who decides: whoever made its code alone could vote with it. It takes two."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.domain import cards, contacts, email_codes, first_visits, opening_codes, recoveries
from accounts.models import AccessCard, OpeningCode, Person
from common import clock
from common.exceptions import Refused
from participation.domain import desk
from participation.enums import HelpedKind
from tests import cast as people
from tests.voting import ballots
from voting.domain import casting
from voting.enums import Choice

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOW, NEW, NUMBER = ballots.NOW, "864203", "10203040"


@pytest.fixture(autouse=True)
def fresh_tries():
    cache.clear()


@pytest.fixture
def person(db):
    """Welcomed before the card was opened: they decide, and have no NIP."""
    person = people.citizen("Pas encore venue", pin=None)
    assert not person.has_nip
    cards.issue_card(by=None, person=person, now=people.NOW, number=NUMBER)
    return person


def card(person) -> AccessCard:
    return person.cards.get(revoked_at=None)


def refused(call, *args, **more) -> str:
    with pytest.raises(Refused) as caught:
        call(*args, **more)
    return caught.value.code


def slip_from_before(person, *, at=people.NOW):
    return opening_codes.record(by=None, card=card(person), secret=opening_codes.drawn(), now=at)


def request_of(path="/"):
    return RequestFactory().post(path, REMOTE_ADDR="10.0.0.1")


@pytest.mark.parametrize("make", [people.facilitator, people.admin, people.superuser])
def test_nobody_makes_alone_the_opening_code_of_somebody_who_decides(person, make):
    said = refused(opening_codes.issue_opening_code, by=make(), card=card(person), now=NOW)

    assert said == "needs_two"
    assert OpeningCode.objects.count() == 0


def test_a_newcomer_who_does_not_decide_yet_still_gets_one_from_one_worker(db):
    newcomer = people.newcomer()
    made = cards.issue_card(by=None, person=newcomer, now=NOW)

    assert opening_codes.issue_opening_code(by=people.facilitator(), card=made, now=NOW).digits


def test_another_card_brings_no_code_and_lets_nobody_in(person):
    worker = people.facilitator()
    made = cards.issue_card(by=worker, person=person, now=NOW)

    assert refused(opening_codes.issue_opening_code, by=worker, card=made, now=NOW) == "needs_two"
    assert not Person.objects.get(pk=person.pk).has_nip


def test_two_workers_of_two_employers_make_the_code_and_the_person_votes(person):
    vote, first, second = ballots.opened(), people.facilitator(), people.second_facilitator()

    assert refused(recoveries.make_code, by=first, person=person, needs_two=False, now=NOW) == "needs_two"
    recoveries.ask(by=first, person=person, now=NOW)
    own = refused(recoveries.make_code, by=first, person=person, needs_two=False, now=NOW)
    made = recoveries.make_code(by=second, person=person, needs_two=True, now=NOW)
    code = recoveries.open_with_code(request=request_of(), login=NUMBER, code=made.digits, now=NOW)
    recoveries.finish(code=code, secret=NEW, now=NOW)
    person.refresh_from_db()

    assert own in ("two_people", "two_employers")
    assert person.check_password(NEW)
    assert casting.cast(by=person, vote=vote, choice=Choice.FOR, now=NOW)


def test_a_slip_from_before_the_announcement_opens_nothing_while_the_vote_runs(person):
    slip = slip_from_before(person, at=ballots.NOW - timedelta(days=10))
    opened = first_visits.open_with_code(request=request_of(), number=NUMBER, code=slip.digits, now=NOW)
    ballots.opened()

    said = refused(first_visits.finish, code=opened, name="Galet bleu", pin=NEW, now=NOW)
    person.refresh_from_db()

    assert (said, person.has_nip) == ("needs_two", False)


def test_a_slip_opens_when_no_vote_runs(person):
    slip = slip_from_before(person, at=NOW)
    opened = first_visits.open_with_code(request=request_of(), number=NUMBER, code=slip.digits, now=NOW)

    assert first_visits.finish(code=opened, name="Galet bleu", pin=NEW, now=NOW).has_nip


def is_refused(statement, *values) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except DatabaseError:
        return True
    return False


def test_the_database_refuses_it_too(person):
    slip_from_before(person)
    ballots.opened()
    waiting, later = OpeningCode.objects.get(), NOW + timedelta(hours=1)
    used = "UPDATE accounts_openingcode SET used_at = %s WHERE id = %s"
    written = "INSERT INTO accounts_openingcode (card_id, code_hash, issued_at, expires_at) VALUES (%s, 'a$b', %s, %s)"

    assert is_refused(used, NOW, waiting.pk)
    OpeningCode.objects.update(revoked_at=NOW)
    assert is_refused(written, card(person).pk, NOW, later)


def test_the_page_says_so_and_its_button_is_refused(person):
    client = people.sign_in(Client(), people.facilitator())
    page = client.get(reverse("accounts:card", args=[person.pk])).content.decode()
    answer = client.post(reverse("accounts:card_slip", args=[person.pk]))
    recovery = client.get(reverse("participation:recovery", args=[person.pk])).content.decode()

    assert "deux personnes de deux employeurs" in page.replace("\u00a0", " ")
    assert reverse("accounts:card_slip", args=[person.pk]) not in page
    assert (answer.status_code, OpeningCode.objects.count()) == (409, 0)
    assert reverse("participation:recovery_ask", args=[person.pk]) in recovery
    assert reverse("participation:recovery_code", args=[person.pk]) not in recovery


def test_neither_the_api_nor_the_administration_makes_a_code(person):
    client = people.sign_in(Client(), people.admin())
    schema = client.get("/api/schema/?format=json").content.decode()
    admin = client.get("/admin/").content.decode()

    assert not {"opening", "recover", "card"} & set(re.findall(r'"/api/v1/(\w+)', schema))
    for model in ("openingcode", "nipcode", "emailcode", "recoveryrequest"):
        assert model not in admin
        assert client.get(f"/admin/accounts/{model}/add/").status_code == 404


# An e-mail that a worker wrote down


def test_an_e_mail_that_a_worker_wrote_down_lets_nobody_in(db):
    person, worker, theirs = people.citizen(pin=people.PIN), people.facilitator(), "animation@exemple.ca"
    desk.record(
        by=worker,
        person=person,
        what=HelpedKind.CONCERN,
        text="Le bus ne passe plus.",
        via="telephone",
        has_agreed=True,
        path="courriel",
        detail=theirs,
        now=clock.now(),
    )
    person.refresh_from_db()

    assert (person.email, email_codes._of(theirs)) == (theirs, [])


def test_what_the_person_wrote_stays_theirs_when_a_worker_writes_it_again_and_not_another(db):
    person, worker, now = people.citizen(pin=people.PIN), people.facilitator(), clock.now()
    contacts.choose(by=person, person=person, path="courriel", email="gi@exemple.ca", now=now)
    contacts.choose(by=worker, person=person, path="courriel", email="GI@exemple.ca", now=now)
    same = email_codes._of("gi@exemple.ca")
    contacts.choose(by=worker, person=person, path="courriel", email="autre@exemple.ca", now=now)

    assert (same, email_codes._of("autre@exemple.ca")) == ([person], [])
    contacts.choose(by=person, person=person, path="courriel", email="autre@exemple.ca", now=now)
    assert email_codes._of("autre@exemple.ca") == [person]
