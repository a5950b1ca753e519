"""Writing dates in the calendar."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit, dates, text
from common.exceptions import BadInput, IllegalTransition, Refused
from participation.enums import DatePrecision, EventScope
from participation.models import CalendarEvent


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
    event = CalendarEvent(
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
    try:
        with transaction.atomic():
            event.save(force_insert=True)
    except IntegrityError as error:
        raise IllegalTransition("slug_taken", _("This date is already in the calendar.")) from error
    audit.record("calendar.added", by=by, subject=event, now=now)
    return event
