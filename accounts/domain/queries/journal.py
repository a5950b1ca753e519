"""What happened to a person's account and who looked at it, for that person alone."""

from dataclasses import dataclass
from datetime import date, datetime
from heapq import merge
from itertools import islice

from accounts.domain.queries.people import capacity
from accounts.models import AccountEvent, IdentityView, Person
from accounts.rules import disputing
from accounts.rules.capacity import Capacity
from common import dates


@dataclass(frozen=True)
class Line:
    """One line, an event or a look. `by` is what the actor was on that day; None for the system and for oneself."""

    at: datetime
    event: AccountEvent | None = None
    look: IdentityView | None = None
    by: Capacity | None = None
    is_mine: bool = False
    may_dispute: bool = False


def count(person: Person) -> int:
    return person.account_events.count() + person.identity_views.count()


def lines(person: Person, *, now: datetime, first: int = 0, last: int | None = None) -> list[Line]:
    """From the latest, from the `first` to the one before `last`; four queries, and one per worker and day."""
    events = person.account_events.select_related("by").order_by("-at", "-pk")[:last]
    looks = person.identity_views.select_related("viewer").order_by("-at", "-pk")[:last]
    disputed = set(person.disputes.values_list("event_id", flat=True))
    known: dict[tuple[int, date], Capacity] = {}
    both = merge(
        (_of_event(event, person, disputed, now, known) for event in events),
        (Line(at=look.at, look=look, by=_then(look.viewer, look.at, known)) for look in looks),
        key=lambda line: line.at,
        reverse=True,
    )
    return list(islice(both, first, last))


def of_event(event: AccountEvent, *, now: datetime) -> Line:
    return _of_event(event, event.person, set(), now, {})


def _of_event(
    event: AccountEvent,
    person: Person,
    disputed: set[int],
    now: datetime,
    known: dict[tuple[int, date], Capacity],
) -> Line:
    is_mine = event.by_id == person.pk
    return Line(
        at=event.at,
        event=event,
        by=None if is_mine or event.by is None else _then(event.by, event.at, known),
        is_mine=is_mine,
        may_dispute=event.pk not in disputed and disputing.may_dispute(event, by=person, now=now),
    )


def _then(worker: Person, at: datetime, known: dict[tuple[int, date], Capacity]) -> Capacity:
    key = (worker.pk, dates.local_day(at))
    if key not in known:
        known[key] = capacity(worker, on=key[1])
    return known[key]


def to_read(person: Person, *, now: datetime) -> list[AccountEvent]:
    """Changes made by somebody else that the person has not read yet, the latest first. One query."""
    found = person.account_events.filter(
        kind__in=disputing.DISPUTABLE,
        by__isnull=False,
        at__gt=now - disputing.TIME_TO_SAY,
        dispute__isnull=True,
    ).exclude(by=person)
    if person.journal_seen_at is not None:
        found = found.filter(at__gt=person.journal_seen_at)
    return list(found.select_related("by", "person").order_by("-at", "-pk"))


def disputable(pk: int, *, person: Person, now: datetime) -> AccountEvent:
    """Refused (Missing): nothing there, somebody else's line, one's own doing, too late, already said."""
    found = person.account_events.filter(pk=pk, dispute__isnull=True).select_related("by", "person").first()
    if found is None:
        found = AccountEvent(person=person)
        found.at = now
    disputing.check_may_dispute(found, by=person, now=now)
    return found
