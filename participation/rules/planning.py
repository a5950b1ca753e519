"""Who writes which dates in the calendar, and which dates leave the Espace time."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from accounts.rules.capacity import Capacity
from common.exceptions import BadInput, IllegalTransition, Refused
from participation.enums import DateKind, DatePrecision, EventScope
from participation.models import CalendarEvent
from participation.models.calendar import WORKSHOP
from participation.rules.book import RuleBook
from participation.rules.commitments import check_speaks_for_the_table

# How the short name of each kind begins; « vote- » is what the calendar of votes looks for.
SLUG_OF = {
    DateKind.MEETING: "espace-",
    DateKind.VOTING: "vote-",
    DateKind.WORKSHOP: WORKSHOP,
    DateKind.TABLE: "table-",
}
OF_THE_ESPACE = (DateKind.MEETING, DateKind.VOTING, DateKind.WORKSHOP)


def check_may_plan(capacity: Capacity, kind: str) -> None:
    """The Table's meetings are the secretary's to write, the rest is facilitation's."""
    if kind == DateKind.TABLE:
        check_speaks_for_the_table(capacity)
    elif not may_plan_for_the_espace(capacity):
        raise Refused("facilitators_only", _("Only facilitation writes in the calendar."))


def may_plan_for_the_espace(capacity: Capacity) -> bool:
    return capacity.is_facilitator


def check_may_change(capacity: Capacity, event: CalendarEvent, *, today: date) -> None:
    """The Table's meetings are the secretary's to move or cancel; the rest, facilitation's and the CRD officer's.

    Refused: anybody else; a date of the founding text, or one that is not a single day; a period to vote, for what is
    ready opens by the calendar and nobody holds it back; one that is over or cancelled (409).
    """
    if event.scope == EventScope.TABLE:
        check_speaks_for_the_table(capacity)
    elif not (capacity.is_facilitator or capacity.is_crd_agent):
        raise Refused("facilitators_only", _("Only facilitation writes in the calendar."))
    if event.is_founding or event.is_deadline or event.is_per_territory:
        raise Refused("founding_dates_never_move", _("The dates of the founding text never move."))
    if event.precision != DatePrecision.DAY:
        raise Refused("period_stays", _("A period never moves: what is ready opens by the calendar."))
    if event.is_cancelled:
        raise IllegalTransition("already_cancelled", _("This date is already cancelled."))
    if event.starts_on < today:
        raise IllegalTransition("day_is_over", _("This day is over. It stays as it was."))


def may_change(capacity: Capacity, event: CalendarEvent, *, today: date) -> bool:
    try:
        check_may_change(capacity, event, today=today)
    except Refused:
        return False
    return True


def check_is_a_kind(kind: str) -> None:
    if kind not in DateKind.values:
        raise BadInput("unknown_kind", _("Choose an answer from the list."))


def check_to_come(day: date, *, today: date) -> None:
    if day < today:
        raise BadInput("day_over", _("This day is over. Write a day to come."))


def check_period(starts_on: date, ends_on: date | None, *, today: date, book: RuleBook) -> None:
    """Announced in time and long enough, by the rules of the Espace."""
    if ends_on is None:
        raise BadInput("last_day_missing", _("Write the last day to vote."))
    if ends_on < starts_on:
        raise BadInput("ends_before_it_starts", _("The last day comes after the first."))
    if starts_on < today + timedelta(days=book.announce_days):
        raise BadInput(
            "period_too_close", _("Leave %(days)d days to announce the votes.") % {"days": book.announce_days}
        )
    if (ends_on - starts_on).days < book.voting_days:
        raise BadInput("period_too_short", _("A vote lasts %(days)d days.") % {"days": book.voting_days})


def check_alone(starts_on: date, ends_on: date | None, periods: Iterable[CalendarEvent]) -> None:
    last = ends_on or starts_on
    if any(one.starts_on <= last and (one.ends_on or one.starts_on) >= starts_on for one in periods):
        raise BadInput("another_period", _("There is already a period to vote on these days."))


def check_not_there(is_there: bool) -> None:
    if is_there:
        raise BadInput("already_there", _("This date is already in the calendar."))
