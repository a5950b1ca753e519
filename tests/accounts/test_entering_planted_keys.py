"""A passkey that a stranger added does not outlive a new NIP; a disputed change is always heard by somebody."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from accounts.domain import cards, disputes, passkeys, recoveries
from accounts.domain.queries import recoveries as queries
from accounts.enums import AccountEventKind
from accounts.models import Person
from common import clock
from common.exceptions import Refused
from tests import cast

pytestmark = pytest.mark.django_db
NEW = "864203"


@pytest.fixture(autouse=True)
def fresh_tries():
    cache.clear()


@pytest.fixture
def person(db):
    person = cast.citizen(pin=cast.PIN)
    cards.issue_card(by=None, person=person, now=clock.now())
    return person


def plant(person, name="Inconnu"):
    """The row that `passkeys.add` keeps: the browser tests make it for real."""
    kind = Authenticator.Type.WEBAUTHN
    return Authenticator.objects.create(user_id=person.pk, type=kind, data={"name": name, "credential": {}})


def recover(person, by, secret=NEW):
    recoveries.make_code(by=by, person=person, needs_two=False, now=clock.now())
    code = queries.waiting_code(person, now=clock.now())
    recoveries.finish(code=code, secret=secret, now=clock.now())
    return Person.objects.get(pk=person.pk)


def dispute(person, client=None):
    """« It was not me », about the code that was made."""
    event = person.account_events.filter(kind=AccountEventKind.RECOVERY_ISSUED).latest("pk")
    client = client or cast.sign_in(Client(), person)
    return client.post(f"/moi/journal/{event.pk}/pas-moi/", {"pin": ""})


def test_a_new_nip_removes_the_passkeys_of_a_citizen_and_the_journal_says_it(person):
    plant(person)
    other = plant(cast.citizen("Autre"))

    person = recover(person, cast.facilitator())

    assert (passkeys.of_person(person), Authenticator.objects.get(pk=other.pk)) == ([], other)
    line = person.account_events.get(kind=AccountEventKind.PASSKEY_REMOVED)
    assert line.detail == "Inconnu"


def test_it_was_not_me_removes_them_too_and_says_so_before(person):
    recoveries.make_code(by=cast.facilitator(), person=person, needs_two=False, now=clock.now())
    plant(person)
    client = cast.sign_in(Client(), person)
    event = person.account_events.filter(kind=AccountEventKind.RECOVERY_ISSUED).latest("pk")

    before = client.get(f"/moi/journal/{event.pk}/pas-moi/").content.decode()
    assert dispute(person, client).url == "/pas-moi/"

    assert "clés d'accès" in before.replace("&#x27;", "'").replace("’", "'")
    assert passkeys.of_person(person) == []


def test_the_second_step_of_who_works_here_is_not_taken_away_by_a_new_password(db):
    worker = cast.facilitator(username="elodie")
    kept = plant(worker)

    worker = recover(worker, cast.admin(), secret="un bateau sur le fleuve")

    assert kept in passkeys.of_person(worker)


def test_the_other_employer_hears_and_settles_the_same_employer_does_neither(person):
    worker, colleague, other = cast.facilitator(), cast.facilitator("Collègue"), cast.second_facilitator()
    recoveries.make_code(by=worker, person=person, needs_two=False, now=clock.now())
    dispute(person)
    raised, now = queries.open_dispute(person), clock.now()

    assert heard(worker, colleague, other) == [False, False, True]
    assert queries.may_settle(queries.capacity(other, on=clock.today()), raised, now=now)


def test_with_no_other_employer_every_colleague_hears_and_none_settles(person):
    worker, colleague, helper = cast.facilitator(), cast.facilitator("Collègue"), cast.citizen("Autre")
    recoveries.make_code(by=worker, person=person, needs_two=False, now=clock.now())
    dispute(person)
    raised = queries.open_dispute(person)

    assert heard(worker, colleague, helper) == [False, True, False]
    assert not queries.may_settle(queries.capacity(colleague, on=clock.today()), raised, now=clock.now())
    with pytest.raises(Refused) as caught:
        disputes.settle(by=colleague, dispute=raised, now=clock.now())
    assert caught.value.code == "two_employers"
    page = cast.sign_in(Client(), colleague).get(f"/animation/cartes/{person.pk}/nip/")
    assert "Quelqu'un d'un autre employeur dit quand" in page.content.decode().replace("&#x27;", "'")


def heard(*people) -> list[bool]:
    on = clock.today()
    return [bool(queries.alerts(queries.capacity(one, on=on), now=clock.now())) for one in people]
