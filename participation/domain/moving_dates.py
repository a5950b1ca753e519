"""Moving or cancelling a date of the calendar, in public and with a reason; those who were told are told again."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.enums import Role
from accounts.models import Person
from common import audit, dates, text
from common.exceptions import BadInput
from participation.domain import notices
from participation.domain.commitments import check_public
from participation.enums import DateChangeKind, EventScope, NoticeKind
from participation.models import CalendarEvent, CarriedItem, DateChange, Notice
from participation.rules import planning as rules

REASON_MAX = 300


@transaction.atomic
def move(*, by: Person, event: CalendarEvent, starts_on: date, reason: str, now: datetime) -> DateChange:
    """To another day to come. Both days stay readable, and its agenda goes with it.

    Refused: see `check_may_change`; a day that is over, the same day, a day that already holds one like it; no reason,
    or one that lets somebody be recognised.
    """
    held = _held(event, by=by, now=now)
    said = checked(event=held, kind=DateChangeKind.MOVED, starts_on=starts_on, reason=reason, now=now)
    change = _write(held, by=by, now=now, **said)
    held.starts_on = starts_on
    held.save(update_fields=["starts_on"])
    _tell_again(change, now=now)
    event.refresh_from_db()
    return change


@transaction.atomic
def cancel(*, by: Person, event: CalendarEvent, reason: str, now: datetime) -> DateChange:
    """It will not be held. It stays in the calendar, with why. Refused: as `move`."""
    held = _held(event, by=by, now=now)
    said = checked(event=held, kind=DateChangeKind.CANCELLED, starts_on=None, reason=reason, now=now)
    change = _write(held, by=by, now=now, **said)
    held.is_cancelled = True
    held.save(update_fields=["is_cancelled"])
    _tell_again(change, now=now)
    event.refresh_from_db()
    return change


def checked(
    *, event: CalendarEvent, kind: str, starts_on: date | None, reason: str, now: datetime
) -> dict[str, Any]:
    """What would be written. Refused (422) before a page writes it, as `move` says."""
    if kind not in DateChangeKind.values:
        raise BadInput("unknown_kind", _("Choose an answer from the list."))
    if kind == DateChangeKind.MOVED:
        if starts_on is None:
            raise BadInput("day_missing", _("Write the new day."))
        rules.check_to_come(starts_on, today=dates.local_day(now))
        if starts_on == event.starts_on:
            raise BadInput("same_day", _("It is already on this day."))
        if event.scope == EventScope.TABLE:
            alike = CalendarEvent.objects.table_meetings().filter(starts_on=starts_on)
            rules.check_not_there(alike.exists())
    reason = text.plain(reason)[:REASON_MAX]
    if not reason:
        raise BadInput("reason_missing", _("Write why."))
    check_public("reason", reason, now=now)
    return {"kind": kind, "to_on": starts_on if kind == DateChangeKind.MOVED else None, "reason": reason}


def _held(event: CalendarEvent, *, by: Person, now: datetime) -> CalendarEvent:
    today = dates.local_day(now)
    held = CalendarEvent.objects.select_for_update().get(pk=event.pk)
    rules.check_may_change(people.capacity(by, on=today), held, today=today)
    return held


def _write(held: CalendarEvent, *, by: Person, now: datetime, **said: Any) -> DateChange:
    change = DateChange.objects.create(event=held, from_on=held.starts_on, by=by, at=now, **said)
    audit.record(
        f"calendar.{'moved' if change.to_on else 'cancelled'}",
        by=by,
        subject=held,
        now=now,
        from_on=held.starts_on.isoformat(),
        **({"to_on": change.to_on.isoformat()} if change.to_on else {}),
    )
    return change


def _tell_again(change: DateChange, *, now: datetime) -> None:
    """Those who were told of it, or wait to be; for the Table, its seats and who carries something there."""
    event = change.event
    told = Notice.objects.filter(event__startswith=f"meeting:{event.pk}:")
    concerned = set(told.values_list("person_id", flat=True))
    told.filter(outcome="").update(outcome="remplacee")
    if event.scope == EventScope.TABLE:
        seats = people.holders(Role.TABLE_MEMBER, on=dates.local_day(now))
        concerned |= set(seats.values_list("pk", flat=True))
        carried = CarriedItem.objects.filter(meeting=event)
        concerned |= set(carried.values_list("said_by_id", flat=True))
    after = change.to_on.isoformat() if change.to_on else "annulee"
    # The first part is until when it is worth telling: see `notices.forget_past_meetings`.
    first, second = (
        (after, change.from_on.isoformat()) if change.to_on else (change.from_on.isoformat(), after)
    )
    notices.tell(
        people_to_tell=concerned,
        kind=NoticeKind.MEETING,
        event=f"meeting:{event.pk}:change:{change.pk}",
        state=f"{first}:{second}",
        title=event.title,
        words=change.reason,
        link="/calendrier/",
        by=change.by,
        now=now,
    )
