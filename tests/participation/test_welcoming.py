"""Facilitation holds the welcome talk: it alone gives a person their vote."""

import html

import pytest
from django.utils import timezone

from accounts.domain import cards, people
from accounts.domain.queries.people import capacity
from accounts.models import Mandate, Person
from common import clock
from common.models import AuditEvent
from participation.domain import operating_rules
from tests import cast

ALL_THREE = ["situation", "mrc", "role"]


@pytest.fixture
def facilitator(db):
    return cast.facilitator()


@pytest.fixture
def desk(client, facilitator):
    return cast.sign_in(client, facilitator)


@pytest.fixture
def person(db):
    person = cast.newcomer("Brise", "la-mitis", "25-34")
    # Made by a worker of another employer: one talk is enough.
    cards.issue_card(by=cast.second_facilitator(), person=person, now=clock.now())
    return person


def page_of(person) -> str:
    return f"/animation/accueil/{person.pk}/"


def answers(**changes) -> dict:
    matane = cast.territories()["la-matanie"]
    told = {"said": ALL_THREE, "age_group": "35-49", "territory": matane.pk, "outcome": "bienvenue"}
    return told | changes


def words(response) -> str:
    return html.unescape(response.content.decode()).replace("\u00a0", " ")


def is_citizen(person) -> bool:
    return capacity(Person.objects.get(pk=person.pk), on=timezone.localdate()).is_citizen


def test_nothing_is_given_before_the_check_and_the_vote_is_given_after_it(desk, facilitator, person):
    check = desk.post(page_of(person), answers())
    before = is_citizen(person)
    done = desk.post(page_of(person), answers(confirm="1"))

    person.refresh_from_db()
    mandate = Mandate.objects.get(person=person)
    assert (check.status_code, before) == (200, False)
    assert "Brise" in words(check)
    assert (done.status_code, done.url) == (302, f"/animation/cartes/{person.pk}/")
    assert (is_citizen(person), mandate.granted_by, mandate.starts_on) == (True, facilitator, clock.today())
    assert (person.age_group, person.territory.slug) == ("35-49", "la-matanie")
    welcomed = AuditEvent.objects.get(kind="person_welcomed", actor_id=facilitator.pk)
    # Nothing of what was declared is kept.
    assert welcomed.facts == {}


def test_talking_again_later_asks_for_nothing_and_writes_nothing(desk, person):
    response = desk.post(page_of(person), {"outcome": "plus-tard", "age_group": "65+", "confirm": "1"})

    person.refresh_from_db()
    assert (response.status_code, person.age_group, is_citizen(person)) == (302, "25-34", False)


@pytest.mark.parametrize(
    "changes",
    [
        {"said": ["situation", "mrc"]},
        {"said": []},
        {"age_group": ""},
        {"age_group": "12-13"},
        {"territory": ""},
        {"territory": "987654"},
        {"outcome": ""},
    ],
)
def test_a_missing_answer_gives_no_vote_even_when_confirmed(desk, person, changes):
    response = desk.post(page_of(person), answers(confirm="1", **changes))

    assert (response.status_code, is_citizen(person)) == (422, False)


def test_the_list_of_ages_follows_the_rules(desk, person):
    before = words(desk.get(page_of(person)))
    operating_rules.establish(
        key="min_participation_age",
        label="Âge",
        value=16,
        why="Pour voir.",
        basis="jugement",
        now=clock.now(),
    )
    after = words(desk.get(page_of(person)))

    assert "14 à 15 ans : parle, ne vote pas" in before
    assert "14 à 15 ans" not in after
    assert desk.post(page_of(person), answers(age_group="14-15", confirm="1")).status_code == 422
    assert not is_citizen(person)


def test_somebody_already_welcomed_is_not_welcomed_twice(desk, person):
    people.welcome(by=None, person=person, now=clock.now())

    assert desk.get(page_of(person)).status_code == 302
    assert desk.post(page_of(person), answers(confirm="1")).status_code == 302
    assert Mandate.objects.filter(person=person).count() == 1


def test_a_facilitator_welcomes_neither_herself_nor_a_colleague(desk, facilitator):
    for staff in (facilitator, cast.support(), cast.admin()):
        assert desk.get(page_of(staff)).status_code == 404
        assert desk.post(page_of(staff), answers(confirm="1")).status_code == 404
        assert not is_citizen(staff)


@pytest.mark.parametrize(
    "make", [cast.citizen, cast.support, cast.crd_agent, cast.signatory, cast.table_member, cast.admin]
)
def test_nobody_but_facilitation_welcomes(client, person, make):
    cast.sign_in(client, make())

    assert client.get(page_of(person)).status_code == 403
    assert client.post(page_of(person), answers(confirm="1")).status_code == 403
    assert not is_citizen(person)


def test_the_card_leads_to_the_welcome_until_it_is_done(desk, person):
    card = f"/animation/cartes/{person.pk}/"
    before = words(desk.get(card))
    people.welcome(by=None, person=person, now=clock.now())

    assert f'href="{page_of(person)}"' in before
    assert page_of(person) not in words(desk.get(card))
