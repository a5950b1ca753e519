"""What somebody tries, by a call of the domain and by a page. Each really tries; nothing of it stays."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from scenario import rows
from scenario.chronology import MINUTE, Chronology
from scenario.timeline import CHECK, Timeline
from scenario.verification import by_domain, by_page
from scenario.verification.report import Report
from scenario.world import World

Try = Callable[[World, rows.AttemptRow, datetime], str]


def schedule(timeline: Timeline, times: Chronology, report: Report) -> None:
    report.expects("permissions", len(times.pack.attempts))
    for attempt in times.pack.attempts:
        at = _moment(attempt, times)
        timeline.add(at, attempt.label, _try(attempt, report), order=CHECK, noun="permissions")


def _moment(attempt: rows.AttemptRow, times: Chronology) -> datetime:
    """The moment the pack gives, else inside the vote's window, else the pack's « aujourd'hui »."""
    if attempt.at:
        return attempt.at
    vote = next((vote for vote in times.pack.votes if vote.id == attempt.vote), None)
    if vote is None or vote.opens_at is None or vote.closes_at is None:
        return times.pack.today
    return vote.as_of or min(vote.closes_at - MINUTE, times.pack.today)


def _try(attempt: rows.AttemptRow, report: Report):
    def run(world: World, now: datetime) -> None:
        if attempt.action not in by_domain.TRIES:
            report.differ("permissions", attempt.label, "action", "an action that is known", "unknown")
            return
        for door, tries in (("domain", by_domain.TRIES), ("page", by_page.TRIES)):
            found = _undone(tries[attempt.action], world, attempt, now)
            report.compare("permissions", attempt.label, door, attempt.expect, found)

    return run


def _undone(attempt_one: Try, world: World, attempt: rows.AttemptRow, now: datetime) -> str:
    """The answer, and the database as it was before."""
    with transaction.atomic():
        answer = attempt_one(world, attempt, now)
        transaction.set_rollback(True)
    return answer
