"""By when facilitation reads: never an hour at which nobody is there. Its hours are a rule of the Espace (`fil_hours`)."""

import re
from datetime import datetime, time, timedelta

from common.dates import REGION
from participation.rules.defaults import DEFAULTS

HOURS = re.compile(r"(\d{1,2}) ?h(?: ?(\d{2}))? à (\d{1,2}) ?h(?: ?(\d{2}))?")


def is_said_well(value: str) -> bool:
    """« 9 h à 21 h », and it opens before it closes."""
    return _hours(value) is not None


def hours_of(value: str) -> tuple[time, time]:
    """When facilitation begins and ends; what began, for words that are no hours."""
    found = _hours(value) or _hours(DEFAULTS["fil_hours"])
    assert found is not None
    return found


def read_by(now: datetime, *, hours: int, open_hours: str) -> datetime:
    """`hours` after `now`, moved to the next hour of facilitation (`open_hours` of the rule, region time)."""
    opens_at, closes_at = hours_of(open_hours)
    due = (now + timedelta(hours=hours)).astimezone(REGION)
    at_opening = due.replace(hour=opens_at.hour, minute=opens_at.minute, second=0, microsecond=0)
    if due < at_opening:
        return at_opening
    return at_opening + timedelta(days=1) if due.time() > closes_at else due


def _hours(value: str) -> tuple[time, time] | None:
    found = HOURS.fullmatch(value.replace("\u00a0", " ").strip())
    if found is None:
        return None
    from_hour, from_minute, to_hour, to_minute = (int(part or 0) for part in found.groups())
    if max(from_hour, to_hour) > 23 or max(from_minute, to_minute) > 59:
        return None
    opens_at, closes_at = time(from_hour, from_minute), time(to_hour, to_minute)
    return (opens_at, closes_at) if opens_at < closes_at else None
