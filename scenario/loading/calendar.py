"""The calendar: dates known at a precision, those of the founding text marked so that they never move."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from participation.domain import calendar
from scenario import rows
from scenario.chronology import Chronology
from scenario.timeline import SETUP, Timeline
from scenario.world import World

# First and last month of a season; winter is told by the year it ends in.
SEASONS = {"hiver": (1, 3), "printemps": (4, 6), "ete": (7, 9), "automne": (10, 12)}
_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_SEASON = re.compile(r"^(\d{4})-([a-z]+)$")


def schedule(timeline: Timeline, times: Chronology) -> None:
    timeline.add(times.first_moment(), "calendar", _add_all, order=SETUP)


def _add_all(world: World, now: datetime) -> None:
    for row in world.pack.events:
        starts_on, ends_on = span(row)
        calendar.add_event(
            by=None,
            slug=row.id,
            scope=row.scope,
            title=row.title,
            starts_on=starts_on,
            ends_on=ends_on,
            precision=row.precision,
            is_deadline=row.is_deadline,
            is_per_territory=row.is_per_territory,
            is_founding=not row.is_invented,
            source="" if row.is_invented else row.source,
            now=now,
        )


def span(row: rows.EventRow) -> tuple[date, date | None]:
    """The first and last day that the written date covers; no last day for a single day."""
    first, _slash, last = row.date.partition("/")
    if last:
        return _first(first), _last(last)
    return (_first(first), None) if row.precision == "day" else (_first(first), _last(first))


def _first(text: str) -> date:
    return _bounds(text)[0]


def _last(text: str) -> date:
    return _bounds(text)[1]


def _bounds(text: str) -> tuple[date, date]:
    if text.isdigit():
        return date(int(text), 1, 1), date(int(text), 12, 31)
    if found := _MONTH.match(text):
        return _months(int(found[1]), int(found[2]), int(found[2]))
    if (found := _SEASON.match(text)) and found[2] in SEASONS:
        return _months(int(found[1]), *SEASONS[found[2]])
    day = date.fromisoformat(text)
    return day, day


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, 1) + timedelta(days=monthrange(year, last)[1] - 1)
