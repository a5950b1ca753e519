"""Moving a pack's dates by whole weeks: written as 2026-06-26 or in words, « 26 juin 2026 »."""

import re
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?(?:/\d{4}-\d{2}-\d{2})?$")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SPACE = r"[ \u00a0\u202f]"
_IN_WORDS = re.compile(rf"\b(1er|\d{{1,2}}){_SPACE}({'|'.join(MONTHS)}){_SPACE}(\d{{4}})\b", re.IGNORECASE)


def at(day: date, clock: str = "10:00") -> datetime:
    """That day at that hour of the region."""
    return timezone.make_aware(
        datetime.combine(day, time.fromisoformat(clock)), timezone.get_default_timezone()
    )


def local(moment: datetime) -> datetime:
    """The moment on the region's clock."""
    return timezone.localtime(moment, timezone.get_default_timezone())


def plus_days(moment: datetime, days: int) -> datetime:
    """The same hour of the region's clock, some days later (or earlier), whatever the change of hour between."""
    naive = timezone.make_naive(moment, timezone.get_default_timezone()) + timedelta(days=days)
    return timezone.make_aware(naive, timezone.get_default_timezone())


def in_words(day: date) -> str:
    """« 1er novembre 2026 »."""
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def days_in_words(text: str) -> list[date]:
    """The full dates written in a text, in order."""
    return [day for day in map(_day_of, _IN_WORDS.finditer(text)) if day]


def shift(value: Any, *, weeks: int, kept: Collection[date] = ()) -> Any:
    """The value with every date moved; `kept` are dates that never move when written in words.

    Lists and mappings are walked through; keys are left as they are.
    """
    if isinstance(value, dict):
        return {key: shift(item, weeks=weeks, kept=kept) for key, item in value.items()}
    if isinstance(value, list):
        return [shift(item, weeks=weeks, kept=kept) for item in value]
    if not isinstance(value, str):
        return value
    if _ISO.match(value):
        return _ISO_DAY.sub(lambda found: _moved_iso(found.group(), weeks), value)
    return _IN_WORDS.sub(lambda found: _moved_words(found, weeks, kept), value)


def _moved_iso(written: str, weeks: int) -> str:
    return (date.fromisoformat(written) + timedelta(weeks=weeks)).isoformat()


def _moved_words(found: re.Match[str], weeks: int, kept: Collection[date]) -> str:
    day = _day_of(found)
    if day is None or day in kept:
        return found.group()
    return in_words(day + timedelta(weeks=weeks))


def _day_of(found: re.Match[str]) -> date | None:
    day, month, year = found.groups()
    try:
        return date(int(year), MONTHS.index(month.lower()) + 1, 1 if day == "1er" else int(day))
    except ValueError:
        return None
