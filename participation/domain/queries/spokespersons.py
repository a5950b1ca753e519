"""Who speaks for the Espace today, what they carry to each meeting of the Table, and what they brought back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.domain.people import shown_name
from accounts.models import Person
from accounts.rules.capacity import Capacity
from common.dates import local_day
from participation.domain.queries import roll, taking_part
from participation.domain.queries import rules as rule_queries
from participation.models import (
    BroughtBack,
    CalendarEvent,
    CarriedItem,
    SpokespersonOffer,
    SpokespersonTerm,
)
from participation.models.spokesperson import SpokespersonTermQuerySet
from participation.rules import visibility
from participation.rules.book import RuleBook


def in_force(now: datetime, *, book: RuleBook | None = None) -> SpokespersonTermQuerySet:
    """The terms of today of those who are still on the roll, the oldest first."""
    today = local_day(now)
    deciding = roll.deciding(book or rule_queries.rule_book(now), on=today).values("pk")
    found = SpokespersonTerm.objects.in_force(today).filter(person__in=deciding)
    return found.select_related("person__territory").order_by("starts_on", "pk")


def of_meeting_day(on: date) -> SpokespersonTermQuerySet:
    """Who spoke for the Espace that day."""
    return SpokespersonTerm.objects.in_force(on).select_related("person").order_by("starts_on", "pk")


def empty_places(now: datetime) -> int:
    """How many places the rule still leaves."""
    return int(rule_queries.value("spokespersons", at=now)) - in_force(now).count()


@dataclass(frozen=True)
class Empty:
    """Places that the rule leaves; `since`: the day the first of them was left, None when one was never taken."""

    count: int
    since: date | None


def empty(now: datetime) -> Empty | None:
    """None when every place is taken."""
    book = rule_queries.rule_book(now)
    count = book.spokespersons - in_force(now, book=book).count()
    if count <= 0:
        return None
    today = local_day(now)
    over = SpokespersonTerm.objects.filter(Q(ends_on__lt=today) | Q(left_on__lte=today))
    left = sorted((one.left_on or one.ends_on + timedelta(days=1) for one in over), reverse=True)[:count]
    return Empty(count, left[-1] if len(left) == count else None)


def concerned(item: CarriedItem) -> set[int]:
    """Those whose issue, or whose sending, was carried."""
    thing = item.issue or item.transmission
    own, others = taking_part.concerned(thing) if thing is not None else (set(), set())
    return own | others


def has_offered(person: Person | None) -> bool:
    return person is not None and SpokespersonOffer.objects.filter(person=person).exists()


def meetings(today: date) -> tuple[list[CalendarEvent], list[CalendarEvent]]:
    """Of the Table: those to come, the nearest first, then those past where something was carried or brought back."""
    counted = CalendarEvent.objects.table_meetings().annotate(
        carried_count=Count("carried", distinct=True), back_count=Count("brought_back", distinct=True)
    )
    past = counted.filter(starts_on__lt=today).filter(Q(carried_count__gt=0) | Q(back_count__gt=0))
    return list(counted.filter(starts_on__gte=today).in_order()), list(past.order_by("-starts_on", "-pk"))


def carried_to(meeting: CalendarEvent) -> QuerySet[CarriedItem]:
    found = CarriedItem.objects.filter(meeting=meeting).select_related(
        "issue", "transmission", "said_by", "written_by"
    )
    return found.order_by("written_at", "pk")


def brought_back_from(meeting: CalendarEvent) -> QuerySet[BroughtBack]:
    found = BroughtBack.objects.filter(meeting=meeting).select_related(
        "item__issue", "item__transmission", "said_by", "written_by"
    )
    return found.order_by("written_at", "pk")


def carried(**about: int | Iterable[int]) -> QuerySet[CarriedItem]:
    """To which meetings one issue or one sending was carried, the first one first."""
    return CarriedItem.objects.filter(**about).select_related("meeting").order_by("meeting__starts_on", "pk")


def title_of(item: CarriedItem) -> str:
    """What is carried, in one line."""
    if item.issue:
        return item.issue.title
    return item.transmission.title if item.transmission else item.words[:80]


def said_line(one: CarriedItem | BroughtBack, capacity: Capacity) -> str:
    """« Dit par…, écrit par… »: borrowed names among the members alone."""
    is_helped = one.written_by_id != one.said_by_id
    if not visibility.sees_names(capacity):
        if is_helped:
            return _("Said by a spokesperson, written by facilitation.")
        return _("Said by a spokesperson of the Espace.")
    names = {"who": shown_name(one.said_by), "helper": shown_name(one.written_by)}
    if is_helped:
        return _("Said by %(who)s, written by %(helper)s.") % names
    return _("Said by %(who)s.") % names
