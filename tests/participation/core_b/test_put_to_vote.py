"""Before a vote is announced: each guard refuses beside what it allows."""

from datetime import date, timedelta

import pytest

from accounts.models import Interest, InterestKind
from common.exceptions import IllegalTransition, Refused
from participation.domain import decisions, initiatives, reviews
from participation.enums import InitiativeState, IssueState, RenewalGroup, Theme
from participation.models import Issue, StageChange
from tests import cast
from tests.participation.core_b import scenes
from voting.enums import Threshold, VoteKind, VoteState

pytestmark = pytest.mark.django_db


def test_facilitation_announces_a_vote_and_everything_is_frozen():
    people = scenes.espace()
    initiative = scenes.eligible(people)
    facilitator = cast.facilitator()

    decision = scenes.announced(initiative, facilitator)

    vote = decision.vote
    assert initiative.state == InitiativeState.VOTE_ANNOUNCED
    assert (vote.state, vote.kind, vote.announced_at) == (
        VoteState.ANNOUNCED,
        VoteKind.PERIOD,
        scenes.ANNOUNCED,
    )
    assert (
        vote.threshold,
        vote.quorum_min,
        vote.quorum_share_num,
        vote.quorum_share_den,
        vote.min_territories,
    ) == (
        Threshold.SIMPLE,
        8,
        20,
        100,
        3,
    )
    assert (vote.title, vote.version_hash) == (initiative.title, initiative.current.content_hash)
    assert (vote.roll_size, vote.is_conditional, decision.version) == (10, False, initiative.current)
    assert StageChange.objects.filter(initiative=initiative).order_by("-pk").first().by == facilitator


def test_the_calendar_announces_a_vote_too():
    initiative = scenes.eligible(scenes.espace())

    scenes.announced(initiative, None)

    assert initiative.state == InitiativeState.VOTE_ANNOUNCED


@pytest.mark.parametrize(
    "make",
    [cast.citizen, cast.support, cast.signatory, cast.table_member, cast.crd_agent, cast.carrier, cast.admin],
)
def test_nobody_else_announces_a_vote(make):
    initiative = scenes.eligible(scenes.espace())

    with pytest.raises(Refused) as refusal:
        scenes.announced(initiative, make())

    assert refusal.value.code == "not_your_move"
    initiative.refresh_from_db()
    assert initiative.state == InitiativeState.ELIGIBLE


def test_an_initiative_goes_to_one_vote_at_a_time():
    initiative = scenes.eligible(scenes.espace())
    scenes.announced(initiative, None)

    with pytest.raises(IllegalTransition):
        scenes.announced(initiative, None)

    assert initiative.decisions.count() == 1


def test_an_initiative_under_discussion_does_not_go_to_a_vote():
    initiative = scenes.deliberated(scenes.espace())

    with pytest.raises(IllegalTransition):
        scenes.announced(initiative, cast.facilitator())


@pytest.mark.parametrize("missing", scenes.ALL_GROUPS)
def test_a_project_to_keep_going_waits_for_the_agreement_of_each_group(missing):
    facilitator = cast.facilitator()
    initiative = scenes.eligible(scenes.espace(), is_new=False, renews="projet de 2024-2026")
    scenes.agree(initiative, facilitator, *(group for group in scenes.ALL_GROUPS if group != missing))

    with pytest.raises(Refused) as refusal:
        scenes.announced(initiative, facilitator)

    assert refusal.value.code == "renewal_agreement_missing"
    assert str(RenewalGroup(missing).label) in str(refusal.value.sentence)

    scenes.agree(initiative, facilitator, missing)
    decision = scenes.announced(initiative, facilitator)

    assert decision.vote.threshold == Threshold.TWO_THIRDS


def test_a_vote_is_announced_three_days_before():
    initiative = scenes.eligible(scenes.espace())
    facilitator = cast.facilitator()

    with pytest.raises(Refused) as refusal:
        scenes.announced(initiative, facilitator, opens_at=scenes.on(27), closes_at=scenes.on(38, 20))

    assert refusal.value.code == "announced_too_late"
    scenes.announced(initiative, facilitator, opens_at=scenes.on(28), closes_at=scenes.on(38, 20))
    assert initiative.state == InitiativeState.VOTE_ANNOUNCED


def test_a_vote_lasts_five_days_at_least():
    initiative = scenes.eligible(scenes.espace())
    facilitator = cast.facilitator()

    with pytest.raises(Refused) as refusal:
        scenes.announced(initiative, facilitator, closes_at=scenes.on(32, 20))

    assert refusal.value.code == "vote_too_short"
    scenes.announced(initiative, facilitator, closes_at=scenes.on(33, 20))
    assert initiative.state == InitiativeState.VOTE_ANNOUNCED


def test_a_vote_at_a_meeting_has_its_own_quorum_and_no_delay():
    initiative = scenes.eligible(scenes.espace())

    decision = scenes.announced(
        initiative,
        cast.facilitator(),
        kind=VoteKind.MEETING,
        opens_at=scenes.on(25, 18),
        closes_at=scenes.on(25, 20, 30),
    )

    assert (decision.vote.kind, decision.vote.quorum_min) == (VoteKind.MEETING, 7)


def test_a_vote_is_never_announced_after_its_opening():
    initiative = scenes.eligible(scenes.espace())

    with pytest.raises(IllegalTransition) as refusal:
        scenes.announced(initiative, None, now=scenes.on(28, 9, 1))

    assert refusal.value.code == "opens_in_the_past"


def test_whoever_declared_a_tie_with_the_carrier_steps_back():
    people = scenes.espace()
    initiative = scenes.eligible(people)
    Interest.objects.create(
        person=people[4],
        organisation=initiative.current.carrier,
        kind=InterestKind.BOARD,
        declared_on=date(2026, 2, 1),
    )
    Interest.objects.create(
        person=people[5],
        organisation=initiative.current.carrier,
        kind=InterestKind.MONEY,
        declared_on=date(2026, 2, 1),
        ended_on=date(2026, 3, 1),
    )

    vote = scenes.announced(initiative, None).vote

    assert list(vote.recusals.values_list("person_id", flat=True)) == [people[4].pk]
    assert (vote.roll_size, vote.roll.filter(person=people[4]).exists()) == (9, False)


def test_the_roll_holds_only_who_decides_on_the_day_of_the_announcement():
    people = scenes.espace()
    cast.citizen("Jade", "la-mitis", "14-15")
    cast.newcomer()
    cast.support()

    vote = scenes.announced(scenes.eligible(people), None).vote

    assert sorted(vote.roll.values_list("person_id", flat=True)) == sorted(person.pk for person in people)


def test_an_idea_of_one_mrc_is_never_voted():
    people = scenes.espace()
    initiative = scenes.deliberated(people, territories=[cast.territories()["la-mitis"]])

    with pytest.raises(Refused):
        initiatives.send_to_review(by=people[0], initiative=initiative, now=scenes.on(15))
    with pytest.raises(Refused):
        scenes.announced(initiative, None)


# The signatory is asked on day 15: 21 days to answer (day 36), the reminder on day 37, a vote from day 51.
def test_a_silent_signatory_holds_a_vote_back_only_for_a_time():
    facilitator = cast.facilitator()
    initiative = scenes.in_review(scenes.espace())
    window = {"opens_at": scenes.on(60), "closes_at": scenes.on(70, 20)}
    reviews.remind_due(now=scenes.on(37))

    with pytest.raises(Refused) as refusal:
        scenes.announced(initiative, facilitator, now=scenes.on(50, 23), **window)
    decision = scenes.announced(initiative, facilitator, now=scenes.on(51), **window)

    assert refusal.value.code == "signatory_still_has_time"
    assert decision.vote.is_conditional is True


def test_the_vote_of_an_eligible_text_has_no_condition():
    decision = scenes.announced(scenes.eligible(scenes.espace()), None)

    assert decision.vote.is_conditional is False


def test_a_missed_quorum_is_voted_again_from_its_date():
    people = scenes.espace()
    initiative = scenes.voted(people, scenes.choices(3))
    facilitator = cast.facilitator()
    first = initiative.next_vote_from

    assert first == (scenes.CLOSES + timedelta(days=21)).date()
    with pytest.raises(Refused) as refusal:
        scenes.announced(
            initiative, facilitator, now=scenes.on(50), opens_at=scenes.on(59), closes_at=scenes.on(70, 20)
        )
    assert refusal.value.code == "retry_too_early"
    scenes.announced(
        initiative, facilitator, now=scenes.on(50), opens_at=scenes.on(60), closes_at=scenes.on(70, 20)
    )
    assert initiative.state == InitiativeState.VOTE_ANNOUNCED


def test_a_recommendation_without_question_is_refused_and_a_priority_needs_a_shared_issue():
    facilitator = cast.facilitator()
    issue = Issue.objects.create(
        title="Sans auto", theme=Theme.TRANSPORT, proposed_by=facilitator, proposed_at=scenes.STARTED
    )
    window = {"opens_at": scenes.OPENS, "closes_at": scenes.CLOSES, "now": scenes.ANNOUNCED}

    with pytest.raises(IllegalTransition):
        decisions.put_priority_to_vote(
            by=facilitator, issue=issue, question="Est-ce notre premier enjeu?", **window
        )
    issue.state = IssueState.SHARED
    issue.save()
    with pytest.raises(Refused) as nobody:
        decisions.put_priority_to_vote(by=cast.crd_agent(), issue=issue, question="Est-ce?", **window)
    with pytest.raises(Refused) as empty:
        decisions.put_priority_to_vote(by=facilitator, issue=issue, question="  ", **window)
    scenes.espace(3)
    decision = decisions.put_priority_to_vote(
        by=facilitator, issue=issue, question="Est-ce notre premier enjeu?", **window
    )

    assert (nobody.value.code, empty.value.code) == ("facilitators_only", "question_missing")
    assert (decision.vote.question, decision.vote.quorum_min) == ("Est-ce notre premier enjeu?", 7)
