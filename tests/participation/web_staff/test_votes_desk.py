"""Announcing votes: dates proposed by the rules, nothing before the confirmation."""

import pytest
from django.urls import reverse

from common import clock
from participation.domain import transmissions
from participation.enums import InitiativeState, TransmissionKind
from participation.models import Decision
from tests import cast
from tests.participation.core_b import scenes
from tests.participation.web_staff import world

pytestmark = pytest.mark.django_db
GOOD = {
    "opens_on": "18 novembre 2026",
    "opens_hour": "9",
    "closes_on": "28 novembre 2026",
    "closes_hour": "20",
}


def url(name: str, *args) -> str:
    return reverse(f"participation:{name}", args=args)


@pytest.fixture
def elodie(client):
    person = cast.facilitator()
    cast.sign_in(client, person)
    with world.frozen():
        yield person


@pytest.fixture
def eligible():
    return scenes.eligible(scenes.espace(9))


def test_the_dates_are_those_of_the_rules(client, elodie, eligible):
    page = client.get(url("initiative_vote", eligible.pk)).context["form"]

    assert str(page.initial["opens_on"]) == "2026-11-18"
    assert str(page.initial["closes_on"]) == "2026-11-28"
    assert (page.initial["opens_hour"], page.initial["closes_hour"]) == ("9", "20")


def test_nothing_is_announced_before_the_confirmation(client, elodie, eligible):
    checked = client.post(url("initiative_vote", eligible.pk), GOOD)
    assert (checked.status_code, Decision.objects.count()) == (200, 0)
    assert {row["value"] for row in checked.context["rows"]} >= {9, 3}

    back = client.post(url("initiative_vote", eligible.pk), {**GOOD, "change": "1"})
    assert (back.status_code, Decision.objects.count()) == (200, 0)
    assert "18 novembre 2026" in back.content.decode()

    done = client.post(url("initiative_vote", eligible.pk), {**GOOD, "confirm": "1"})
    eligible.refresh_from_db()
    assert (done.status_code, eligible.state) == (302, InitiativeState.VOTE_ANNOUNCED)
    assert done["Location"] == reverse("voting:vote", args=[Decision.objects.get().vote_id])


@pytest.mark.parametrize(
    "changed",
    [
        {"opens_on": "16 novembre 2026"},
        {"opens_on": "1 novembre 2026"},
        {"closes_on": "19 novembre 2026"},
        {"closes_on": "17 novembre 2026"},
        {"opens_on": "bientôt"},
        {"opens_hour": "3"},
    ],
)
def test_dates_that_the_rules_refuse_come_back_with_a_sentence(client, elodie, eligible, changed):
    answer = client.post(url("initiative_vote", eligible.pk), {**GOOD, **changed, "confirm": "1"})

    assert answer.status_code == 422
    assert "28 novembre 2026" in answer.content.decode() or "closes_on" in changed
    assert Decision.objects.count() == 0


def test_a_project_to_keep_going_waits_for_its_three_agreements(client, elodie):
    kept = scenes.eligible(scenes.espace(9), is_new=False, renews="Le coffre")

    without = client.get(url("initiative_vote", kept.pk))
    scenes.agree(kept, elodie, *scenes.ALL_GROUPS)

    assert without.status_code == 403
    assert client.get(url("initiative_vote", kept.pk)).status_code == 200


def test_an_idea_is_not_put_to_the_vote(client, elodie):
    answer = client.get(url("initiative_vote", world.initiative().pk))

    assert answer.status_code == 409


def test_a_rule_change_is_announced_with_the_threshold_of_rules(client, elodie):
    scenes.espace(9)
    change = world.rule_change(state="en_deliberation")

    done = client.post(url("rule_vote", change.pk), {**GOOD, "confirm": "1"})
    change.refresh_from_db()

    assert (done.status_code, change.state) == (302, "vote_annonce")
    assert Decision.objects.get().vote.threshold == "deux_tiers"


def test_a_priority_asks_for_its_question(client, elodie):
    scenes.espace(9)
    issue = world.issue()
    typed = {**GOOD, "kind": "periode", "question": "Est-ce notre priorité?"}

    empty = client.post(url("priority_vote", issue.pk), {**typed, "question": "", "confirm": "1"})
    done = client.post(url("priority_vote", issue.pk), {**typed, "confirm": "1"})

    assert (empty.status_code, done.status_code) == (422, 302)
    assert Decision.objects.get().vote.question == "Est-ce notre priorité?"


def test_a_recommendation_is_voted_and_another_sending_is_not(client, elodie):
    scenes.espace(9)
    issue = world.issue()
    words = world.prepared(by=elodie, kind=TransmissionKind.RECOMMANDATION, issue=issue)
    other = world.prepared(by=elodie, issue=issue)
    typed = {**GOOD, "question": "Envoie-t-on ces mots?", "confirm": "1"}

    unread = client.post(url("recommendation_vote", words.pk), typed)
    transmissions.reread(by=cast.citizen("Lise"), transmission=words, now=clock.now())
    done = client.post(url("recommendation_vote", words.pk), typed)
    refused = client.post(url("recommendation_vote", other.pk), typed)

    assert (unread.status_code, done.status_code, refused.status_code) == (403, 302, 409)
    assert Decision.objects.count() == 1
