import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import formats, translation

from common import dates

TORONTO = ZoneInfo("America/Toronto")
TODAY = datetime.date(2026, 11, 15)


def at(year, month, day, hour=0, minute=0):
    return datetime.datetime(year, month, day, hour, minute, tzinfo=TORONTO)


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "moment", "said"),
    [
        ("fr", datetime.date(2026, 11, 20), "vendredi 20 novembre"),
        ("en", datetime.date(2026, 11, 20), "Friday, November 20"),
        ("fr", datetime.date(2026, 12, 1), "mardi 1er décembre"),
        ("en", datetime.date(2026, 12, 1), "Tuesday, December 1"),
        ("fr", datetime.date(2027, 2, 10), "mercredi 10 février 2027"),
        ("en", datetime.date(2027, 2, 10), "Wednesday, February 10, 2027"),
        ("fr", datetime.date(2025, 8, 1), "vendredi 1er août 2025"),
    ],
)
def test_a_day_is_said_with_its_year_only_when_it_is_another_year(language, moment, said):
    with translation.override(language):
        assert plain(dates.day(moment, TODAY)) == said


@pytest.mark.parametrize(
    ("language", "hour", "minute", "said"),
    [
        ("fr", 20, 0, "20 h"),
        ("fr", 19, 30, "19 h 30"),
        ("fr", 9, 5, "9 h 05"),
        ("fr", 0, 0, "0 h"),
        ("fr", 12, 0, "12 h"),
        ("fr", 0, 30, "0 h 30"),
        ("en", 20, 0, "8 pm"),
        ("en", 19, 30, "7:30 pm"),
        ("en", 9, 5, "9:05 am"),
        ("en", 0, 0, "midnight"),
        ("en", 12, 0, "noon"),
        ("en", 0, 30, "12:30 am"),
        ("en", 12, 30, "12:30 pm"),
    ],
)
def test_an_hour_is_said_without_useless_zeros(language, hour, minute, said):
    with translation.override(language):
        assert plain(dates.clock_time(at(2026, 11, 20, hour, minute))) == said


def test_a_moment_is_shown_in_toronto_time_even_when_the_day_changes():
    closes_at = datetime.datetime(2026, 11, 21, 1, 0, tzinfo=datetime.UTC)

    with translation.override("fr"):
        said = plain(dates.day_time(closes_at, TODAY))

    assert said == "vendredi 20 novembre, 20 h"


def test_day_and_time_in_english():
    with translation.override("en"):
        assert plain(dates.day_time(at(2026, 11, 20, 20), TODAY)) == "Friday, November 20, 8 pm"


def test_summer_time_is_respected():
    in_july = datetime.datetime(2026, 7, 1, 16, 0, tzinfo=datetime.UTC)

    with translation.override("fr"):
        assert plain(dates.clock_time(in_july)) == "12 h"


def test_the_short_form_always_has_its_year():
    with translation.override("fr"):
        assert dates.short(datetime.date(2026, 11, 20)) == "20\u00a0novembre 2026"
        assert plain(dates.short(datetime.date(2027, 1, 1))) == "1er janvier 2027"
    with translation.override("en"):
        assert plain(dates.short(datetime.date(2026, 11, 20))) == "November 20, 2026"


@pytest.mark.parametrize(
    ("days", "english", "french"),
    [
        (0, "today", "aujourd'hui"),
        (1, "tomorrow", "demain"),
        (-1, "yesterday", "hier"),
        (3, "in 3 days", "dans 3 jours"),
        (-2, "2 days ago", "il y a 2 jours"),
    ],
)
def test_how_far_a_day_is(days, english, french):
    moment = TODAY + datetime.timedelta(days=days)

    with translation.override("en"):
        assert dates.in_days(moment, TODAY) == english
    with translation.override("fr"):
        assert plain(dates.in_days(moment, TODAY)).replace("’", "'") == french


def test_tomorrow_morning_is_tomorrow_even_ten_hours_from_now():
    tonight, morning = at(2026, 11, 15, 23), at(2026, 11, 16, 9)

    with translation.override("en"):
        assert dates.in_days(morning, tonight) == "tomorrow"


def test_a_moment_without_a_time_zone_is_refused():
    naive = datetime.datetime(2026, 11, 20, 20, 0)

    with pytest.raises(ValueError, match="time zone"):
        dates.day_time(naive)


def test_a_duration_has_its_plural():
    with translation.override("en"):
        assert [dates.duration(1), dates.duration(3)] == ["1 day", "3 days"]


def test_the_hours_that_django_writes_are_said_the_same_way():
    with translation.override("fr"):
        assert plain(formats.date_format(at(2026, 5, 27, 9, 25), "DATETIME_FORMAT")) == "27 mai 2026, 9 h 25"
