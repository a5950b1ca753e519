"""Nobody holds back a ready vote: the calendar announces it."""

from datetime import date, timedelta

import pytest

from participation.domain import calendar, decisions, due, reviews
from participation.domain.queries import decisions as decision_queries
from participation.domain.queries import rules as rule_queries
from participation.enums import DatePrecision, EventScope, InitiativeState, RuleChangeState
from participation.models import CalendarEvent, RuleChange
from tests import cast
from tests.participation.core_b import scenes

pytestmark = pytest.mark.django_db

# Eligible on day 20; the period begins on day 30: it is announced on day 27.
PERIOD = (scenes.on(30).date(), scenes.on(41).date())


@pytest.fixture(autouse=True)
def period():
    return voting_period("vote-automne", *PERIOD)


def voting_period(slug: str, first: date, last: date):
    return calendar.add_event(
        by=None,
        slug=slug,
        scope=EventScope.ESPACE,
        title="Période de vote",
        starts_on=first,
        ends_on=last,
        precision=DatePrecision.RANGE,
        now=scenes.STARTED,
    )


def test_a_ready_initiative_is_announced_on_the_day_of_the_period():
    initiative = scenes.eligible(scenes.espace())

    early = decisions.put_ready_to_vote(now=scenes.on(26, 23))
    [decision] = decisions.put_ready_to_vote(now=scenes.on(27))
    again = decisions.put_ready_to_vote(now=scenes.on(27, 10))

    initiative.refresh_from_db()
    assert (early, again) == ([], [])
    assert (decision.initiative, initiative.state) == (initiative, InitiativeState.VOTE_ANNOUNCED)
    assert (decision.vote.opens_at, decision.vote.closes_at) == (scenes.on(30), scenes.on(41, 20))


def test_a_change_of_rule_discussed_long_enough_is_announced_with_the_period():
    scenes.established()
    change = scenes.rule_change(scenes.espace())

    early = decisions.put_ready_to_vote(now=scenes.on(26, 23))
    [decision] = decisions.put_ready_to_vote(now=scenes.on(27))
    again = decisions.put_ready_to_vote(now=scenes.on(27, 10))

    change.refresh_from_db()
    assert (early, again) == ([], [])
    assert (decision.rule_change, change.state) == (change, RuleChangeState.VOTE_ANNOUNCED)
    assert (decision.vote.opens_at, decision.vote.closes_at) == (scenes.on(30), scenes.on(41, 20))


def test_a_change_of_rule_whose_vote_missed_its_quorum_waits_as_an_initiative_does():
    scenes.established()
    people = scenes.espace()
    change = scenes.rule_change(people)
    [decision] = decisions.put_ready_to_vote(now=scenes.on(27))
    scenes.cast_all(decision.vote, people[:2], scenes.choices(2), now=scenes.on(31))
    decisions.settle(now=scenes.on(42))
    change.refresh_from_db()
    book = rule_queries.rule_book(scenes.on(42))
    change = decision_queries.rules_waiting_for_a_vote().get(pk=change.pk)

    assert decision_queries.rule_ready_on(change, book=book) == scenes.on(41 + 21).date()


def test_a_change_of_rule_still_in_discussion_is_never_announced():
    scenes.established()
    change = scenes.rule_change(scenes.espace())
    RuleChange.objects.filter(pk=change.pk).update(deliberation_started_at=scenes.on(15))

    assert decisions.put_ready_to_vote(now=scenes.on(27)) == []


def test_a_late_job_still_announces_three_days_before_and_leaves_five_days():
    initiative = scenes.eligible(scenes.espace())

    [decision] = due.run_due(now=scenes.on(33, 12)).announced

    assert (decision.initiative, decision.vote.opens_at) == (initiative, scenes.on(36))
    assert decision.vote.closes_at == scenes.on(41, 20)


def test_a_job_too_late_for_five_days_waits_for_the_next_period():
    initiative = scenes.eligible(scenes.espace())

    none = decisions.put_ready_to_vote(now=scenes.on(34, 12))
    voting_period("vote-hiver", scenes.on(60).date(), scenes.on(70).date())
    [decision] = decisions.put_ready_to_vote(now=scenes.on(57))

    assert none == []
    assert (decision.initiative, decision.vote.opens_at) == (initiative, scenes.on(60))


def test_what_becomes_ready_on_the_announcement_day_waits_for_the_next_period():
    initiative = scenes.in_review(scenes.espace())
    reviews.review(
        by=cast.signatory(),
        initiative=initiative,
        result="admissible",
        plain_reason="",
        rule_cited="",
        now=scenes.on(27),
    )

    assert decisions.put_ready_to_vote(now=scenes.on(27, 12)) == []
    assert decisions.put_ready_to_vote(now=scenes.on(28)) == []


def test_a_project_whose_agreement_is_missing_is_never_announced():
    facilitator = cast.facilitator()
    initiative = scenes.eligible(scenes.espace(), is_new=False, renews="projet de 2024-2026")
    scenes.agree(initiative, facilitator, *scenes.ALL_GROUPS[:2])

    before = decisions.put_ready_to_vote(now=scenes.on(27))
    scenes.agree(initiative, facilitator, scenes.ALL_GROUPS[2])
    [after] = decisions.put_ready_to_vote(now=scenes.on(28))

    assert before == []
    assert after.initiative == initiative


def test_a_missed_quorum_is_announced_again_in_the_next_period():
    initiative = scenes.voted(scenes.espace(), scenes.choices(3))
    voting_period("vote-hiver", scenes.on(100).date(), scenes.on(110).date())

    [decision] = decisions.put_ready_to_vote(now=scenes.on(97))

    assert decision.initiative == initiative
    assert decision.vote.is_conditional is False


def test_a_silent_signatory_does_not_hold_the_calendar():
    initiative = scenes.in_review(scenes.espace())
    voting_period("vote-hiver", scenes.on(60).date(), scenes.on(70).date())
    reviews.remind_due(now=scenes.on(37))

    [decision] = decisions.put_ready_to_vote(now=scenes.on(57))

    assert (decision.initiative, decision.vote.is_conditional) == (initiative, True)


def test_the_reminder_to_the_signatory_is_public_the_day_after_its_date():
    initiative = scenes.in_review(scenes.espace())
    book = rule_queries.rule_book(scenes.on(40))
    reviews.remind_due(now=scenes.on(37))
    initiative.refresh_from_db()

    on_time, late, silent = (
        decision_queries.review_clock(initiative, today=scenes.on(day).date(), book=book)
        for day in (36, 37, 51)
    )

    assert on_time.due_on == scenes.on(36).date()
    assert [(clock.is_reminded, clock.is_silent, clock.days_left) for clock in (on_time, late, silent)] == [
        (False, False, 0),
        (True, False, -1),
        (True, True, -15),
    ]
    assert (
        decision_queries.review_clock(scenes.deliberated(scenes.espace()), today=PERIOD[0], book=book) is None
    )


def test_the_page_proposes_a_window_by_the_rules():
    window = decision_queries.proposed_window(now=scenes.on(25, 14))

    assert (window.opens_at, window.closes_at) == (scenes.on(28), scenes.on(38, 20))
    assert window.closes_at - window.opens_at > timedelta(days=10)


def test_without_a_planned_period_a_ready_vote_waits_thirty_days_and_no_more():
    initiative = scenes.in_review(scenes.espace())
    reviews.review(
        by=cast.signatory(),
        initiative=initiative,
        result="admissible",
        plain_reason="",
        rule_cited="",
        now=scenes.on(42),
    )

    early = decisions.put_ready_to_vote(now=scenes.on(71, 23))
    [decision] = decisions.put_ready_to_vote(now=scenes.on(72))

    assert early == []
    assert (decision.vote.opens_at, decision.vote.closes_at) == (scenes.on(75), scenes.on(85, 20))


def test_a_period_planned_far_away_holds_nothing_back():
    scenes.eligible(scenes.espace())
    CalendarEvent.objects.all().delete()
    voting_period("vote-printemps", scenes.on(200).date(), scenes.on(210).date())

    before = decisions.put_ready_to_vote(now=scenes.on(49, 23))
    [decision] = decisions.put_ready_to_vote(now=scenes.on(50))

    assert before == []
    assert decision.vote.opens_at == scenes.on(53)
