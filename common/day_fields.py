"""A day typed the way people write it: « 31 mars 2027 », « 31/03/2027 », « 2027-03-31 », "March 31, 2027"."""

import datetime
import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common import clock, dates

MONTHS = (
    ("janvier", "january"),
    ("février", "february"),
    ("mars", "march"),
    ("avril", "april"),
    ("mai", "may"),
    ("juin", "june"),
    ("juillet", "july"),
    ("août", "august"),
    ("septembre", "september"),
    ("octobre", "october"),
    ("novembre", "november"),
    ("décembre", "december"),
)
NUMBER_OF = {name: number for number, names in enumerate(MONTHS, start=1) for name in names} | {
    "fevrier": 2,
    "aout": 8,
    "decembre": 12,
}
SLASHED = re.compile(r"(?P<day>\d{1,2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})")
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
FRENCH = re.compile(r"(?P<day>\d{1,2})(?:er)? (?P<name>[^\W\d_]+) (?P<year>\d{4})")
ENGLISH = re.compile(r"(?P<name>[^\W\d_]+) (?P<day>\d{1,2}),? (?P<year>\d{4})")
NOT_A_DAY = _("Write a day, for example 31 March 2027.")
NOT_YET = _("This day is not here yet.")


def day_of(text: str) -> datetime.date | None:
    """The day these words say; None when they say none."""
    words = " ".join(text.replace(dates.NBSP, " ").lower().split())
    found = (
        ISO.fullmatch(words)
        or SLASHED.fullmatch(words)
        or FRENCH.fullmatch(words)
        or ENGLISH.fullmatch(words)
    )
    if found is None:
        return None
    parts = found.groupdict()
    month = int(parts["month"]) if "month" in parts else NUMBER_OF.get(parts["name"], 0)
    try:
        return datetime.date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        return None


class DayField(forms.CharField):
    """Cleaned to a date, or None when empty and not required."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "short", "autocomplete": "off"}))
        super().__init__(max_length=40, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return dates.short(value).replace(dates.NBSP, " ") if isinstance(value, datetime.date) else value

    def clean(self, value: Any) -> datetime.date | None:
        text = super().clean(value)
        if not text:
            return None
        day = day_of(text)
        if day is None:
            raise forms.ValidationError(NOT_A_DAY)
        return day


class PastDayField(DayField):
    """A day that somebody remembers: today at the latest, said before « Vérifie »."""

    def clean(self, value: Any) -> datetime.date | None:
        day = super().clean(value)
        if day is not None and day > clock.today():
            raise forms.ValidationError(NOT_YET)
        return day
