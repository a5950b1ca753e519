"""By when facilitation reads: never an hour at which nobody is there."""

from datetime import datetime, time, timedelta

from common.dates import REGION

OPENS_AT = time(9)
CLOSES_AT = time(21)


def read_by(now: datetime, *, hours: int) -> datetime:
    """`hours` after `now`, moved to the next hour of facilitation (9 h to 21 h, region time)."""
    due = (now + timedelta(hours=hours)).astimezone(REGION)
    if due.timetz().replace(tzinfo=None) < OPENS_AT:
        return due.replace(hour=OPENS_AT.hour, minute=0, second=0, microsecond=0)
    if due.timetz().replace(tzinfo=None) > CLOSES_AT:
        next_day = due + timedelta(days=1)
        return next_day.replace(hour=OPENS_AT.hour, minute=0, second=0, microsecond=0)
    return due
