"""The signatory checks the rules of the fund, never whether the idea is good."""

import pytest
from django.urls import reverse

from participation.domain import reviews
from participation.enums import InitiativeState
from participation.models import AdmissibilityReview, Initiative
from tests import cast
from tests.participation.web_staff import world

pytestmark = pytest.mark.django_db


def url(name: str, *args) -> str:
    return reverse(f"participation:{name}", args=args)


@pytest.fixture
def signatory(client):
    person = cast.signatory()
    cast.sign_in(client, person)
    with world.frozen():
        yield person


@pytest.fixture
def waiting():
    return world.initiative(InitiativeState.IN_REVIEW)


def test_the_answer_is_checked_then_written(client, signatory, waiting):
    typed = {"version": 1, "result": "a_ajuster", "plain_reason": "Ajoutez une ligne pour les assurances."}

    checked = client.post(url("review_answer", waiting.pk), typed)
    assert (checked.status_code, AdmissibilityReview.objects.count()) == (200, 0)

    done = client.post(url("review_answer", waiting.pk), {**typed, "confirm": "1"})
    waiting.refresh_from_db()
    assert (done.status_code, waiting.state) == (302, InitiativeState.TO_ADJUST)


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({}, ["result"]),
        ({"result": "desirable"}, ["result"]),
        ({"result": "a_ajuster"}, ["plain_reason"]),
        ({"result": "non_admissible"}, ["plain_reason", "rule_cited"]),
        ({"result": "non_admissible", "plain_reason": "Pas payable."}, ["rule_cited"]),
    ],
)
def test_an_answer_says_why_and_cites_the_rule(client, signatory, waiting, typed, fields):
    answer = client.post(
        url("review_answer", waiting.pk), {"version": 1, **typed, "confirm": "1", "condition": "Garder ceci"}
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, fields)
    assert "Garder ceci" in answer.content.decode()
    assert AdmissibilityReview.objects.count() == 0


def test_what_nobody_sent_is_not_answered(client, signatory):
    idea = world.initiative()

    answer = client.post(url("review_answer", idea.pk), {"result": "admissible", "confirm": "1"})

    assert (answer.status_code, AdmissibilityReview.objects.count()) == (409, 0)


@pytest.mark.parametrize("who", [cast.citizen, cast.facilitator, cast.table_member, cast.carrier, cast.admin])
def test_nobody_else_answers(client, who, waiting):
    cast.sign_in(client, who())

    answer = client.post(url("review_answer", waiting.pk), {"result": "admissible", "confirm": "1"})

    assert (answer.status_code, AdmissibilityReview.objects.count()) == (403, 0)


@pytest.mark.parametrize(
    ("asked", "family", "silent"), [(-3, "c-river", False), (-25, "c-rose", False), (-40, "c-rose", True)]
)
def test_the_page_says_how_much_time_is_left(client, signatory, waiting, asked, family, silent):
    Initiative.objects.filter(pk=waiting.pk).update(review_requested_at=world.at(asked))
    reviews.remind_due(now=world.at(asked + 22))

    row = client.get(url("reviews")).context["rows"][0]

    assert (row["family"], row["is_silent"]) == (family, silent)
