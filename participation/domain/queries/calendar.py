"""Dates of the Espace, of the Table and of the region."""

from datetime import date

from django.db.models import F, Prefetch, Q
from django.db.models.functions import Coalesce
from django.db.models.query import QuerySet

from participation.enums import DatePrecision, EventScope
from participation.models import CalendarEvent, DateChange
from participation.models.calendar import CalendarEventQuerySet

VOTING_PERIOD = "vote-"


def _ending() -> CalendarEventQuerySet:
    return CalendarEvent.objects.annotate(last_on=Coalesce(F("ends_on"), F("starts_on")))


def upcoming(today: date) -> QuerySet[CalendarEvent]:
    """Dates not over yet, the first first. A month or a year counts until its end, even without a last day."""
    of_this_year = Q(precision=DatePrecision.YEAR, starts_on__year__gte=today.year)
    of_this_month = Q(precision=DatePrecision.MONTH, starts_on__gte=today.replace(day=1))
    coming = _ending().filter(Q(last_on__gte=today) | of_this_month | of_this_year)
    return with_changes(coming).in_order()


def with_changes(found: CalendarEventQuerySet) -> CalendarEventQuerySet:
    """The moves of each date, the first first."""
    return found.prefetch_related(Prefetch("changes", queryset=DateChange.objects.order_by("at", "pk")))


def past(today: date) -> QuerySet[CalendarEvent]:
    """Dates that are over, the latest first."""
    coming = upcoming(today).prefetch_related(None).values("pk")
    found = CalendarEvent.objects.exclude(pk__in=coming).order_by("-starts_on", "-pk")
    return with_changes(found)


def founding() -> QuerySet[CalendarEvent]:
    """Dates of the founding text and of other public sources: they never move."""
    return with_changes(CalendarEvent.objects.filter(is_founding=True)).in_order()


def of_each_territory() -> CalendarEventQuerySet:
    """What each MRC deposits, then begins."""
    return CalendarEvent.objects.filter(is_per_territory=True).in_order()


def next_table_meeting(today: date) -> CalendarEvent | None:
    return CalendarEvent.objects.table_meetings().filter(starts_on__gte=today).in_order().first()


def next_espace_meeting(today: date) -> CalendarEvent | None:
    return CalendarEvent.objects.espace_meetings().filter(starts_on__gte=today).in_order().first()


def table_meetings_after(day: date) -> list[date]:
    """Days of the Table's meetings after that day, the first first."""
    meetings = CalendarEvent.objects.table_meetings().filter(starts_on__gt=day).in_order()
    return list(meetings.values_list("starts_on", flat=True))


def voting_periods() -> QuerySet[CalendarEvent]:
    """The Espace's voting periods: several days, and a slug that begins with « vote- »."""
    return CalendarEvent.objects.filter(
        scope=EventScope.ESPACE,
        precision=DatePrecision.RANGE,
        slug__startswith=VOTING_PERIOD,
        ends_on__isnull=False,
    ).in_order()


def next_voting_period(today: date) -> CalendarEvent | None:
    """The period under way or the next one."""
    return voting_periods().filter(ends_on__gte=today).first()
