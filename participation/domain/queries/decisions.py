"""Votes of the Espace seen from their subjects, and what waits for a vote."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models.query import QuerySet

from common import dates
from participation.domain.queries import calendar
from participation.domain.queries import rules as rule_queries
from participation.enums import InitiativeState, ReviewResult, RuleChangeState, TransmissionKind
from participation.models import CalendarEvent, Decision, Initiative, RuleChange, Transmission
from participation.rules import vote_rules
from participation.rules.book import RuleBook
from participation.rules.due_dates import ReviewClock
from participation.rules.due_dates import review_clock as clock_of_review
from voting.enums import Outcome, VoteState
from voting.models import Vote

WITH_SUBJECTS = ("vote", "version", "initiative", "issue", "rule_change", "transmission")

# From where a vote may be announced.
WAITING_STATES = (InitiativeState.ELIGIBLE, InitiativeState.NO_QUORUM, InitiativeState.IN_REVIEW)

# A vote to practise whose urn is opened later than this after its end: nobody waits for it any more.
TOLD_WITHIN = timedelta(days=60)


VotedOn = Initiative | RuleChange | Transmission


class VoteWindow(NamedTuple):
    opens_at: datetime
    closes_at: datetime


def decisions() -> QuerySet[Decision]:
    """Every announced vote with its subject, the latest first."""
    return (
        Decision.objects.exclude(vote__state=VoteState.PREPARED)
        .select_related(*WITH_SUBJECTS, "vote__tally")
        .order_by("-vote__closes_at", "-pk")
    )


def under_way() -> QuerySet[Decision]:
    """Votes announced or open, the first to close first."""
    return (
        decisions()
        .filter(vote__state__in=[VoteState.ANNOUNCED, VoteState.OPEN])
        .order_by("vote__closes_at", "pk")
    )


def finished() -> QuerySet[Decision]:
    """Votes whose outcome is recorded, annulled ones included, the latest first."""
    return decisions().filter(recorded_at__isnull=False)


def votes_to_practise(now: datetime) -> QuerySet[Vote]:
    """Those that went on lately: no decision follows them."""
    return (
        Vote.objects.filter(is_trial=True, decision__isnull=True, closes_at__gte=now - TOLD_WITHIN)
        .exclude(state__in=[VoteState.PREPARED, VoteState.ANNOUNCED])
        .order_by("closes_at", "pk")
    )


def unsettled() -> QuerySet[Decision]:
    """Decisions whose vote went on since they were announced and whose outcome is not recorded, in order."""
    return (
        Decision.objects.filter(recorded_at__isnull=True)
        .exclude(vote__state__in=[VoteState.PREPARED, VoteState.ANNOUNCED])
        .order_by("vote__closes_at", "pk")
    )


def approved_recommendation(transmission: Transmission) -> Decision | None:
    """The vote by which the Espace approved these words, if any."""
    return transmission.decisions.filter(outcome=Outcome.APPROVED).order_by("-recorded_at", "-pk").first()


def approved_recommendations(transmissions: Iterable[Transmission]) -> dict[int, Decision]:
    """The same for many sendings at once, by transmission."""
    approved = Decision.objects.filter(transmission__in=list(transmissions), outcome=Outcome.APPROVED)
    rows = approved.select_related("vote__tally").order_by("recorded_at", "pk")
    return {decision.transmission_id: decision for decision in rows if decision.transmission_id is not None}


def review_clock(initiative: Initiative, *, today: date, book: RuleBook) -> ReviewClock | None:
    """The signatory's time on an initiative being checked; None when it is not.

    Lists prefetch `review_reminders`.
    """
    if initiative.state != InitiativeState.IN_REVIEW:
        return None
    return request_clock(initiative, today=today, book=book)


def request_clock(initiative: Initiative, *, today: date, book: RuleBook) -> ReviewClock | None:
    """The same on the last request, whatever came of it since: a vote may have passed before the answer."""
    if initiative.review_requested_at is None:
        return None
    reminded = [
        one.reminded_at
        for one in initiative.review_reminders.all()
        if one.requested_at == initiative.review_requested_at
    ]
    return clock_of_review(
        reminded_on=dates.local_day(reminded[0]) if reminded else None,
        requested_on=dates.local_day(initiative.review_requested_at),
        today=today,
        admissibility_days=book.admissibility_days,
        silence_days=book.admissibility_silence_days,
    )


def proposed_window(*, now: datetime) -> VoteWindow:
    """What the page proposes when facilitation announces a vote."""
    book = rule_queries.rule_book(now)
    return VoteWindow(
        *vote_rules.proposed_window(
            today=dates.local_day(now), announce_days=book.announce_days, voting_days=book.voting_days
        )
    )


def due_for_a_vote(now: datetime) -> Iterator[tuple[VotedOn, VoteWindow]]:
    """What the calendar must announce now, with its dates, the longest ready first; initiatives before rules."""
    book, today = rule_queries.rule_book(now), dates.local_day(now)
    period = calendar.next_voting_period(today)
    ready: list[tuple[date | None, VotedOn]] = [
        *((ready_on(one, today=today, book=book), one) for one in waiting_for_a_vote()),
        *((rule_ready_on(one, book=book), one) for one in rules_waiting_for_a_vote()),
        *((recommendation_ready_on(one, book=book), one) for one in recommendations_waiting_for_a_vote(book)),
    ]
    for day, thing in sorted(ready, key=lambda pair: pair[0] or date.max):
        window = _window(day, period=period, today=today, book=book) if day is not None else None
        if window is not None:
            yield thing, window


def _window(ready: date, *, period: CalendarEvent | None, today: date, book: RuleBook) -> VoteWindow | None:
    """The planned period takes what was ready before its announcement; without one in time, a window of its own."""
    announce, wait = timedelta(days=book.announce_days), timedelta(days=vote_rules.LONGEST_WAIT_DAYS)
    if period is not None and period.ends_on is not None and ready < period.starts_on - announce:
        if period.starts_on <= today + announce:
            first_on = max(period.starts_on, today + announce)
            return VoteWindow(
                vote_rules.at(first_on, vote_rules.OPENING), vote_rules.at(period.ends_on, vote_rules.CLOSING)
            )
        if period.starts_on <= ready + wait:
            return None
    if today < ready + wait:
        return None
    days = {"announce_days": book.announce_days, "voting_days": book.voting_days}
    return VoteWindow(*vote_rules.proposed_window(today=today, **days))


def waiting_for_a_vote() -> QuerySet[Initiative]:
    """What a vote may come of, with all that `ready_on` reads."""
    found = Initiative.objects.filter(state__in=WAITING_STATES).select_related("current")
    return found.prefetch_related("review_reminders", "reviews", "renewal_agreements").order_by("pk")


def rules_waiting_for_a_vote() -> QuerySet[RuleChange]:
    """Changes of rule in discussion, with the votes they already had."""
    found = RuleChange.objects.filter(state=RuleChangeState.DELIBERATING)
    return found.prefetch_related("decisions__vote").order_by("pk")


def recommendations_waiting_for_a_vote(book: RuleBook) -> QuerySet[Transmission]:
    """Reread, undoubted and not sent, with the votes they had; none when the rules let them leave without a vote."""
    if not book.transmission_vote_required:
        return Transmission.objects.none()
    found = Transmission.objects.being_prepared().filter(
        kind=TransmissionKind.RECOMMANDATION, reread_by__isnull=False, doubted_at__isnull=True
    )
    return found.prefetch_related("decisions__vote").order_by("pk")


def recommendation_ready_on(transmission: Transmission, *, book: RuleBook) -> date | None:
    """The day from which nothing but the calendar held the vote on these words.

    None: in a vote, approved, or not approved since they were last reread. A missed quorum or an annulled vote waits
    as an initiative does.
    """
    if transmission.reread_at is None:
        return None
    days = [dates.local_day(transmission.reread_at)]
    for one in transmission.decisions.all():
        if one.recorded_at is None or one.outcome == Outcome.APPROVED:
            return None
        if one.outcome in ("", Outcome.NO_QUORUM):
            wait = timedelta(days=book.retry_days_after_quorum_failure)
            days.append(dates.local_day(one.vote.closes_at) + wait)
        elif transmission.reread_at <= one.recorded_at:
            return None
    return max(days)


def voted_again_on(decision: Decision, *, now: datetime) -> date | None:
    """The day from which the calendar puts this recommendation to the vote again; None when it does not."""
    if decision.transmission is None:
        return None
    return recommendation_ready_on(decision.transmission, book=rule_queries.rule_book(now))


def recommendations_held_since(now: datetime) -> date | None:
    """The day by which the oldest of them had to be in a vote, once it has passed: nobody holds a ready vote back."""
    book = rule_queries.rule_book(now)
    found = (recommendation_ready_on(one, book=book) for one in recommendations_waiting_for_a_vote(book))
    wait = timedelta(days=vote_rules.LONGEST_WAIT_DAYS)
    first = min((day + wait for day in found if day is not None), default=None)
    return first if first is not None and first < dates.local_day(now) else None


def rule_ready_on(change: RuleChange, *, book: RuleBook) -> date | None:
    """The day from which nothing but the calendar held the vote: discussed long enough, and away from a missed one."""
    if change.deliberation_started_at is None:
        return None
    discussed = dates.local_day(change.deliberation_started_at) + timedelta(days=book.min_deliberation_days)
    return max(discussed, rule_retry_from(change, book=book) or discussed)


def rule_retry_from(change: RuleChange, *, book: RuleBook) -> date | None:
    """The day from which a vote that missed its quorum is taken again; None when none did.

    After a tie or an annulled vote, the days of discussion start again: they are the wait.
    """
    missed = [one for one in change.decisions.all() if one.outcome == Outcome.NO_QUORUM]
    closings = [dates.local_day(one.vote.closes_at) for one in missed]
    return max(closings) + timedelta(days=book.retry_days_after_quorum_failure) if closings else None


def ready_on(initiative: Initiative, *, today: date, book: RuleBook) -> date | None:
    """The day from which nothing but the calendar held the vote; None while something else does."""
    if initiative.state == InitiativeState.NO_QUORUM:
        return initiative.next_vote_from
    if initiative.state == InitiativeState.IN_REVIEW:
        clock = review_clock(initiative, today=today, book=book)
        return clock.conditional_from if clock is not None and clock.is_silent else None
    found = [one.reviewed_at for one in initiative.reviews.all() if one.result == ReviewResult.ELIGIBLE]
    if not found:
        return None
    days = [dates.local_day(max(found))]
    if initiative.current is not None and not initiative.current.is_new:
        agreed = {one.group: one.agreed_on for one in initiative.renewal_agreements.all()}
        if vote_rules.missing_groups(set(agreed)):
            return None
        days += agreed.values()
    return max(days)
