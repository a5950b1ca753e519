"""Reads about contested votes: what waits for an answer, and what is public. Roles and employers, never a name."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Min, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.domain.queries.people import Capacity
from accounts.models import Person
from common.exceptions import Missing
from voting.domain.queries.joint_acts import Doer
from voting.enums import ContestFinding
from voting.models import Contest, Vote
from voting.rules import contesting as rules


@dataclass(frozen=True)
class Answered:
    """A public answer; the reason stays between who contested and who answered."""

    is_error: bool
    label: str
    words: str
    first: Doer
    second: Doer
    on: date


@dataclass(frozen=True)
class Standing:
    """What the page of a result says. `waits_since`: the oldest one without a public answer."""

    waits_since: date | None
    answered: list[Answered]


def of_vote(vote: Vote) -> Standing:
    rows = list(_all().filter(vote=vote))
    doers: dict[tuple[int, date], Doer] = {}
    waiting = [row.asked_on for row in rows if row.confirmed_on is None]
    return Standing(
        min(waiting, default=None), [_answered(row, doers) for row in rows if row.confirmed_on is not None]
    )


def _answered(row: Contest, doers: dict[tuple[int, date], Doer]) -> Answered:
    assert row.answered_by is not None
    assert row.confirmed_by is not None
    assert row.confirmed_on is not None
    return Answered(
        is_error=row.finding == ContestFinding.ERROR,
        label=row.get_finding_display(),
        words=row.answer,
        first=_doer(row.answered_by, row.confirmed_on, doers),
        second=_doer(row.confirmed_by, row.confirmed_on, doers),
        on=row.confirmed_on,
    )


def own(vote: Vote, person: Person | None) -> Contest | None:
    return Contest.objects.filter(vote=vote, person=person).first() if person else None


def waiting(vote: Vote) -> QuerySet[Contest]:
    """Those without a public answer, the oldest first."""
    return _all().filter(vote=vote, confirmed_on__isnull=True)


def votes_waiting() -> list[tuple[Vote, date]]:
    """Every vote with a contest to answer, and since when; the oldest first."""
    found = Vote.objects.filter(contests__isnull=False, contests__confirmed_on__isnull=True)
    rows = found.annotate(since=Min("contests__asked_on")).order_by("since", "pk")
    return [(vote, vote.since) for vote in rows]


def publicly_answered() -> QuerySet[Contest]:
    return Contest.objects.filter(confirmed_on__isnull=False).select_related("vote").order_by("pk")


def find(pk: int) -> Contest:
    found = _all().filter(pk=pk).first()
    if found is None:
        raise Missing("contest_missing", _("This does not exist."))
    return found


def may_confirm(contest: Contest, *, capacity: Capacity, day: date) -> bool:
    """This person may be the second one, as both stand that day."""
    first = people.capacity(contest.answered_by, on=day) if contest.answered_by else None
    return rules.may_confirm(contest, first=first, second=capacity)


def _all() -> QuerySet[Contest]:
    return Contest.objects.select_related("vote", "answered_by", "confirmed_by")


def _doer(person: Person, on: date, doers: dict[tuple[int, date], Doer]) -> Doer:
    """The same few people answer: each is asked about once a day of answers."""
    if (person.pk, on) not in doers:
        capacity = people.capacity(person, on=on)
        doers[person.pk, on] = Doer(role=capacity.role_label, employer=capacity.badge_employer)
    return doers[person.pk, on]
