"""Writing dates in the calendar."""

from datetime import date, datetime
from itertools import count
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit, dates, text
from common.exceptions import BadInput, IllegalTransition, Refused
from participation.domain.commitments import check_public
from participation.domain.queries import calendar as queries
from participation.domain.queries import rules as rule_queries
from participation.enums import DateKind, DatePrecision, EventScope
from participation.models import CalendarEvent
from participation.rules import planning as rules

TITLE_MAX = 200


@transaction.atomic
def add_event(
    *,
    by: Person | None,
    slug: str,
    scope: str,
    title: str,
    starts_on: date,
    now: datetime,
    precision: str = DatePrecision.DAY,
    ends_on: date | None = None,
    is_deadline: bool = False,
    is_per_territory: bool = False,
    is_founding: bool = False,
    source: str = "",
) -> CalendarEvent:
    """A date with the precision it is known at: facilitation, or the loader (`by=None`).

    Refused: anybody else; a founding date from a person (they come from the founding text and never move); an
    unknown scope; an end before the beginning; a short name already taken.
    """
    if by is not None and not people.capacity(by, on=dates.local_day(now)).is_facilitator:
        raise Refused("facilitators_only", _("Only facilitation writes in the calendar."))
    if by is not None and is_founding:
        raise Refused("founding_dates_never_move", _("The dates of the founding text never move."))
    title = text.plain(title)
    if not title:
        raise BadInput("title_missing", _("Write a title."))
    if scope not in EventScope.values or precision not in DatePrecision.values:
        raise BadInput("unknown_kind", _("Choose an answer from the list."))
    if ends_on is not None and ends_on < starts_on:
        raise BadInput("ends_before_it_starts", _("The last day comes after the first."))
    event = _save(
        slug=slug,
        scope=scope,
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        precision=precision,
        is_deadline=is_deadline,
        is_per_territory=is_per_territory,
        is_founding=is_founding,
        source=source,
    )
    audit.record("calendar.added", by=by, subject=event, now=now)
    return event


@transaction.atomic
def plan(
    *, by: Person, kind: str, title: str, starts_on: date, now: datetime, ends_on: date | None = None
) -> CalendarEvent:
    """A date to come: facilitation's for the Espace, the secretary's for the Table's own meetings.

    Refused: anybody else; what `checked` says; the same date twice.
    """
    rules.check_may_plan(people.capacity(by, on=dates.local_day(now)), kind)
    said = checked(kind=kind, title=title, starts_on=starts_on, ends_on=ends_on, now=now)
    event = _save(**said)
    audit.record("calendar.added", by=by, subject=event, now=now)
    return event


def checked(
    *, kind: str, title: str, starts_on: date, now: datetime, ends_on: date | None = None
) -> dict[str, Any]:
    """What would be written. Refused (422) before a page writes it: an unknown kind; no title, or one that names

    somebody; a day that is over; a period to vote too close, too short or upon another one; the same date twice.
    """
    rules.check_is_a_kind(kind)
    title = text.plain(title)[:TITLE_MAX]
    if not title:
        raise BadInput("title_missing", _("Write a title."))
    check_public("title", title, now=now)
    today = dates.local_day(now)
    rules.check_to_come(starts_on, today=today)
    is_vote = kind == DateKind.VOTING
    if is_vote:
        book = rule_queries.rule_book(now)
        rules.check_period(starts_on, ends_on, today=today, book=book)
        rules.check_alone(starts_on, ends_on, queries.voting_periods())
    slug = f"{rules.SLUG_OF[DateKind(kind)]}{starts_on.isoformat()}"
    alike = CalendarEvent.objects.standing().filter(
        slug__startswith=rules.SLUG_OF[DateKind(kind)], starts_on=starts_on
    )
    if kind != DateKind.WORKSHOP:  # of which several may be on the same day, in several places
        rules.check_not_there(alike.exists())
    # The name of a day may be held by one that moved away.
    slug = _free(slug)
    return {
        "slug": slug,
        "scope": EventScope.TABLE if kind == DateKind.TABLE else EventScope.ESPACE,
        "title": title,
        "starts_on": starts_on,
        "ends_on": ends_on if is_vote else None,
        "precision": DatePrecision.RANGE if is_vote else DatePrecision.DAY,
    }


def _free(slug: str) -> str:
    taken = set(CalendarEvent.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(one for n in count(1) if (one := slug if n == 1 else f"{slug}-{n}") not in taken)


def _save(**values: Any) -> CalendarEvent:
    event = CalendarEvent(**values)
    try:
        with transaction.atomic():
            event.save(force_insert=True)
    except IntegrityError as error:
        raise IllegalTransition("slug_taken", _("This date is already in the calendar.")) from error
    return event
