"""Days and hours as people say them, in the active language.

Every function takes an aware datetime (shown in Toronto time) or a date, and
returns a string whose parts that belong together are held by a no-break space.
"""

import datetime
from zoneinfo import ZoneInfo

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from common import clock

REGION = ZoneInfo("America/Toronto")
NBSP = "\u00a0"

Moment = datetime.datetime | datetime.date


def is_english() -> bool:
    return (get_language() or "fr").startswith("en")


def local_day(moment: Moment) -> datetime.date:
    """The day in the region; a datetime without a zone is a programming error."""
    if isinstance(moment, datetime.datetime):
        return _local(moment).date()
    return moment


def short(moment: Moment) -> str:
    """« 20 novembre 2026 », "November 20, 2026"."""
    on = local_day(moment)
    if is_english():
        return f"{_month_day(on)}, {on.year}"
    return f"{_month_day(on)} {on.year}"


def day(moment: Moment, today: Moment | None = None) -> str:
    """« vendredi 20 novembre », with the year when it is not the current one."""
    on = local_day(moment)
    reference = local_day(today) if today is not None else clock.today()
    date = _month_day(on) if on.year == reference.year else short(on)
    weekday = str(WEEKDAYS[on.weekday()])
    return f"{weekday}, {date}" if is_english() else f"{weekday} {date}"


def clock_time(moment: datetime.datetime) -> str:
    """« 16 h 05 », « 20 h »; "4:05 pm", "8 pm", "noon", "midnight"."""
    at = _local(moment)
    if not is_english():
        return NBSP.join([str(at.hour), "h"] + ([f"{at.minute:02}"] if at.minute else []))
    if at.minute == 0 and at.hour in (0, 12):
        return "midnight" if at.hour == 0 else "noon"
    hour = at.hour % 12 or 12
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{hour}{minutes}{NBSP}{'am' if at.hour < 12 else 'pm'}"


def day_time(moment: datetime.datetime, today: Moment | None = None) -> str:
    """« vendredi 20 novembre, 20 h », "Friday, November 20, 8 pm"."""
    return f"{day(moment, today)}, {clock_time(moment)}"


def days_between(start: Moment, end: Moment) -> int:
    """Whole days on the calendar of the region; negative when end comes first."""
    return (local_day(end) - local_day(start)).days


def in_days(moment: Moment, today: Moment | None = None) -> str:
    """« dans 3 jours », « demain », « aujourd'hui », « hier », « il y a 2 jours »."""
    left = days_between(today if today is not None else clock.today(), moment)
    if left == 0:
        return _("today")
    if left == 1:
        return _("tomorrow")
    if left == -1:
        return _("yesterday")
    if left > 0:
        return ngettext("in %(count)d day", "in %(count)d days", left) % {"count": left}
    return ngettext("%(count)d day ago", "%(count)d days ago", -left) % {"count": -left}


def duration(days: int) -> str:
    """« 1 jour », « 3 jours »."""
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


def _local(moment: datetime.datetime) -> datetime.datetime:
    if moment.tzinfo is None:
        raise ValueError("A datetime shown to people must carry its time zone.")
    return moment.astimezone(REGION)


def _month_day(on: datetime.date) -> str:
    month = str(MONTHS[on.month])
    if is_english():
        return f"{month}{NBSP}{on.day}"
    return f"{'1er' if on.day == 1 else on.day}{NBSP}{month}"
