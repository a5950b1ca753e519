"""What a vote does to its subject."""

from datetime import timedelta

import pytest

from common.exceptions import Refused
from participation.domain import decisions, due, operating_rules
from participation.domain.queries import rules as rule_queries
from participation.enums import DecisionKind, InitiativeState, RuleChangeState
from participation.models import Decision, StageChange
from tests import cast
from tests.participation.core_b import scenes
from voting.domain import annulling, closing
from voting.enums import Outcome, Threshold, VoteState
from voting.models import Vote

pytestmark = pytest.mark.django_db

AFTER = scenes.CLOSES + timedelta(minutes=1)


def states_of(initiative) -> list[str]:
    return list(
        StageChange.objects.filter(initiative=initiative).order_by("pk").values_list("to_state", flat=True)
    )


def test_an_approved_initiative_with_an_eligible_carrier_waits_for_its_agreement():
    initiative = scenes.voted(scenes.espace(), scenes.choices(6, 2, 1))

    assert initiative.state == InitiativeState.APPROVED
    assert initiative.decided_at == scenes.CLOSES
    assert initiative.decisions.get().outcome == Outcome.APPROVED
    assert states_of(initiative)[-4:] == ["vote_annonce", "vote_ouvert", "depouillement", "approuvee"]


@pytest.mark.parametrize("has_a_carrier", [False, True])
def test_an_approved_initiative_without_an_eligible_carrier_looks_for_one(has_a_carrier):
    carrier = None
    if has_a_carrier:
        carrier = cast.organisation("dentaplus", "Clinique Dentaplus inc.")
        carrier.kind = "entreprise"
        carrier.save()

    initiative = scenes.voted(scenes.espace(), scenes.choices(9), carrier=carrier)

    assert initiative.state == InitiativeState.SEEKING_CARRIER
    assert states_of(initiative)[-2:] == ["approuvee", "cherche_porteur"]


def test_an_initiative_that_is_not_approved_may_come_back_after_a_month():
    initiative = scenes.voted(scenes.espace(), scenes.choices(3, 6))

    assert initiative.state == InitiativeState.NOT_APPROVED
    assert initiative.revisable_from == (scenes.CLOSES + timedelta(days=30)).date()
    assert initiative.decided_at == scenes.CLOSES


def test_a_tie_goes_back_to_discussion():
    initiative = scenes.voted(scenes.espace(), scenes.choices(4, 4, 1))

    assert initiative.state == InitiativeState.DELIBERATING
    assert initiative.decisions.get().outcome == Outcome.TIE
    assert initiative.deliberation_started_at == scenes.CLOSES


def test_a_missed_quorum_is_not_a_refusal_and_gets_a_new_date():
    initiative = scenes.voted(scenes.espace(), scenes.choices(7))

    assert initiative.state == InitiativeState.NO_QUORUM
    assert initiative.next_vote_from == (scenes.CLOSES + timedelta(days=21)).date()
    assert initiative.decided_at is None
    assert states_of(initiative)[-2:] == ["vote_ouvert", "quorum_non_atteint"]


def test_settling_step_by_step_and_all_at_once_late_end_the_same():
    people = scenes.espace()
    initiative = scenes.eligible(people)
    decision = scenes.announced(initiative, None)
    before = decisions.settle(now=scenes.OPENS - timedelta(minutes=1))
    opened = decisions.settle(now=scenes.OPENS)
    initiative.refresh_from_db()
    at_opening = initiative.state
    scenes.cast_all(decision.vote, people[:9], scenes.choices(9))
    closed = decisions.settle(now=AFTER)

    assert (before, opened, closed) == ([], [decision], [decision])
    assert at_opening == InitiativeState.VOTE_OPEN
    step_by_step = states_of(initiative)

    late = scenes.eligible(people, title="Une autre idée")
    vote = scenes.announced(late, None).vote
    scenes.cast_all(vote, people[:9], scenes.choices(9))
    decisions.settle(now=AFTER + timedelta(days=30))
    late.refresh_from_db()

    assert late.state == InitiativeState.APPROVED
    assert late.decided_at == scenes.CLOSES
    assert states_of(late) == step_by_step


def test_settling_again_changes_nothing():
    initiative = scenes.voted(scenes.espace(), scenes.choices(9))
    before = (states_of(initiative), list(Decision.objects.order_by("pk").values()))

    again = [decisions.settle(now=AFTER + timedelta(days=day)) for day in range(3)]

    assert again == [[], [], []]
    assert (states_of(initiative), list(Decision.objects.order_by("pk").values())) == before


def test_a_vote_that_closed_before_we_applied_it_is_applied_at_the_next_run():
    people = scenes.espace()
    initiative = scenes.eligible(people)
    decision = scenes.announced(initiative, None)
    scenes.cast_all(decision.vote, people[:9], scenes.choices(9))
    closing.settle_due(now=AFTER)
    initiative.refresh_from_db()
    left_behind = initiative.state

    done = decisions.settle(now=AFTER)

    initiative.refresh_from_db()
    assert left_behind == InitiativeState.VOTE_ANNOUNCED
    assert (done, initiative.state) == ([decision], InitiativeState.APPROVED)


def test_an_annulled_vote_brings_the_initiative_back_to_discussion():
    people = scenes.espace()
    initiative = scenes.eligible(people)
    decision = scenes.announced(initiative, None)
    decisions.settle(now=scenes.OPENS)
    annulling.annul(
        by=cast.facilitator(),
        second=cast.second_facilitator(),
        vote=decision.vote,
        reason="La question était mal écrite.",
        now=scenes.on(30),
    )

    decisions.settle(now=scenes.on(30, 10))
    decisions.settle(now=scenes.on(30, 11))

    initiative.refresh_from_db()
    decision.refresh_from_db()
    assert initiative.state == InitiativeState.DELIBERATING
    assert (decision.outcome, decision.recorded_at) == ("", scenes.on(30, 10))


def _voted_rule(people, picked):
    change = scenes.rule_change(people)
    decision = decisions.put_rule_change_to_vote(
        by=cast.facilitator(),
        change=change,
        opens_at=scenes.OPENS,
        closes_at=scenes.CLOSES,
        now=scenes.ANNOUNCED,
    )
    scenes.cast_all(decision.vote, people[: len(picked)], picked)
    return change, decision


def test_an_adopted_rule_holds_for_later_votes_and_an_open_vote_keeps_its_own():
    people = scenes.espace(12)
    scenes.established()
    scenes.established("quorum_min", 8, label="Quorum")
    young = cast.citizen("Jade", "la-mitis", "14-15")
    _change, decision = _voted_rule(people, scenes.choices(9, 3))
    open_meanwhile = scenes.announced(scenes.eligible(people), None, closes_at=scenes.on(45, 20)).vote
    frozen = Vote.objects.filter(pk=open_meanwhile.pk).values().get()
    roll = list(open_meanwhile.roll.order_by("pk").values_list("person_id", flat=True))

    decisions.settle(now=AFTER)

    decision.refresh_from_db()
    assert (decision.kind, decision.outcome, decision.vote.threshold) == (
        DecisionKind.RULE,
        Outcome.APPROVED,
        Threshold.TWO_THIRDS,
    )
    assert rule_queries.value("min_voting_age", at=scenes.CLOSES - timedelta(days=1)) == 16
    assert rule_queries.value("min_voting_age", at=AFTER) == 14
    after = Vote.objects.filter(pk=open_meanwhile.pk).values().get()
    assert {key: value for key, value in after.items() if key != "state"} == {
        key: value for key, value in frozen.items() if key != "state"
    }
    assert list(open_meanwhile.roll.order_by("pk").values_list("person_id", flat=True)) == roll
    later = scenes.announced(
        scenes.eligible(people, title="Plus tard"),
        None,
        now=AFTER + timedelta(days=1),
        opens_at=scenes.on(50),
        closes_at=scenes.on(60, 20),
    ).vote
    assert (young.pk in roll, later.roll.filter(person=young).exists()) == (False, True)


def test_nineteen_people_and_twelve_for_is_not_two_thirds():
    people = scenes.espace(19)
    scenes.established()

    change, decision = _voted_rule(people, scenes.choices(12, 7))
    decisions.settle(now=AFTER)

    change.refresh_from_db()
    decision.refresh_from_db()
    assert (change.state, decision.outcome) == (RuleChangeState.REJECTED, Outcome.NOT_APPROVED)
    assert rule_queries.value("min_voting_age", at=AFTER) == 16


def test_a_rule_change_without_quorum_is_discussed_again_and_so_is_a_tie():
    people = scenes.espace(12)
    scenes.established()

    missed, _decision = _voted_rule(people, scenes.choices(5))
    decisions.settle(now=AFTER)
    missed.refresh_from_db()
    tied, _decision = _voted_rule(people, scenes.choices(5, 5))
    decisions.settle(now=AFTER)
    tied.refresh_from_db()

    assert (missed.state, tied.state) == (RuleChangeState.DELIBERATING, RuleChangeState.DELIBERATING)
    # Its days start again from the vote, as those of an initiative.
    assert (missed.deliberation_started_at, tied.deliberation_started_at) == (scenes.STARTED, scenes.CLOSES)
    assert rule_queries.value("min_voting_age", at=AFTER) == 16


def test_a_rule_never_changes_without_its_vote():
    people = scenes.espace(12)
    scenes.established()
    _change, decision = _voted_rule(people, scenes.choices(9))

    with pytest.raises(Refused):
        operating_rules.change(
            by=cast.facilitator(), key="min_voting_age", value=14, now=scenes.on(30), decision=decision
        )

    assert rule_queries.value("min_voting_age", at=AFTER) == 16


def test_the_clock_of_the_espace_does_all_that_is_due_once():
    people = scenes.espace()
    initiative = scenes.eligible(people)
    decision = scenes.announced(initiative, None)
    scenes.cast_all(decision.vote, people[:9], scenes.choices(9))

    first, second = due.run_due(now=AFTER), due.run_due(now=AFTER)

    assert (first.settled, first.announced) == ([decision], [])
    assert (second.settled, second.announced) == ([], [])
    assert Vote.objects.get().state == VoteState.PROCLAIMED
