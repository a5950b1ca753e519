"""Nobody holds back a recommendation that is ready for its vote: the calendar announces it, or the delay is public."""

from datetime import timedelta

import pytest

from common import dates
from participation.domain import calendar, decisions, transmissions
from participation.domain.queries import decisions as queries
from participation.domain.queries import lateness
from participation.domain.queries import rules as rule_queries
from participation.enums import DatePrecision, DecisionKind, EventScope, TransmissionKind
from participation.models import Decision, Transmission
from tests import cast
from tests.participation.core_b import scenes, sendings

pytestmark = pytest.mark.django_db

# Reread on day 46: without a period, the vote is announced thirty days later.
LAST = 46 + 30


def ready() -> Transmission:
    made = sendings.prepared(TransmissionKind.RECOMMANDATION)
    return transmissions.reread(by=cast.citizen("Carmen"), transmission=made, now=scenes.on(46))


def ready_on(made: Transmission, day: int):
    book = rule_queries.rule_book(scenes.on(day))
    found = queries.recommendations_waiting_for_a_vote(book).filter(pk=made.pk).first()
    return found and queries.recommendation_ready_on(found, book=book)


def sentences(day: int) -> list[str]:
    return [one.sentence for one in lateness.of_the_espace(scenes.on(day))]


def test_without_a_period_it_is_announced_after_the_longest_wait_with_the_usual_question():
    scenes.espace()
    made = ready()
    early = decisions.put_ready_to_vote(now=scenes.on(LAST - 1))
    [decision] = decisions.put_ready_to_vote(now=scenes.on(LAST))
    again = decisions.put_ready_to_vote(now=scenes.on(LAST, 10))

    assert (early, again) == ([], [])
    assert (decision.kind, decision.transmission) == (DecisionKind.RECOMMENDATION, made)
    assert "Garder un guichet" in decision.vote.question
    assert decision.vote.summary == made.body


def test_a_planned_period_takes_it():
    scenes.espace()
    calendar.add_event(
        by=None,
        slug="vote-hiver",
        scope=EventScope.ESPACE,
        title="Période de vote",
        starts_on=scenes.on(60).date(),
        ends_on=scenes.on(71).date(),
        precision=DatePrecision.RANGE,
        now=scenes.STARTED,
    )
    ready()
    early = decisions.put_ready_to_vote(now=scenes.on(56))
    [decision] = decisions.put_ready_to_vote(now=scenes.on(57))

    assert early == []
    assert (decision.vote.opens_at, decision.vote.closes_at) == (scenes.on(60), scenes.on(71, 20))


def test_what_is_not_reread_is_doubted_or_dropped_is_never_announced():
    scenes.espace()
    sendings.prepared(TransmissionKind.RECOMMANDATION)
    doubted, dropped = ready(), ready()
    transmissions.doubt(by=cast.citizen("Lise"), transmission=doubted, now=scenes.on(47))
    transmissions.drop(by=cast.facilitator(), transmission=dropped, now=scenes.on(47))
    sendings.prepared(TransmissionKind.AVIS)

    assert decisions.put_ready_to_vote(now=scenes.on(LAST)) == []
    assert Decision.objects.count() == 0


def test_nothing_waits_for_a_vote_when_the_rules_ask_for_none():
    scenes.espace()
    made = ready()
    scenes.established("transmission_vote_required", value=False)

    assert ready_on(made, LAST) is None
    assert decisions.put_ready_to_vote(now=scenes.on(LAST)) == []


@pytest.mark.parametrize(
    ("voters", "picked", "waits"),
    [(10, scenes.choices(10), False), (10, scenes.choices(1, 9), False), (2, scenes.choices(2), True)],
)
def test_after_its_vote_only_a_missed_quorum_waits_again(voters, picked, waits):
    people = scenes.espace()
    made = ready()
    [decision] = decisions.put_ready_to_vote(now=scenes.on(LAST))
    in_a_vote = ready_on(made, LAST)
    scenes.cast_all(decision.vote, people[:voters], picked, now=decision.vote.opens_at + timedelta(days=1))
    over = decision.vote.closes_at + timedelta(hours=1)
    decisions.settle(now=over)
    book = rule_queries.rule_book(over)
    later = dates.local_day(decision.vote.closes_at) + timedelta(days=book.retry_days_after_quorum_failure)

    assert in_a_vote is None
    assert ready_on(made, LAST + 40) == (later if waits else None)


def test_one_that_waits_past_the_longest_wait_is_the_espaces_own_public_lateness():
    scenes.espace()
    ready()
    before, after = sentences(LAST), sentences(LAST + 1)
    decisions.put_ready_to_vote(now=scenes.on(LAST + 1))

    assert [one for one in before if "recommandation" in one] == []
    assert len([one for one in after if "recommandation" in one]) == 1
    assert [one for one in sentences(LAST + 2) if "recommandation" in one] == []
