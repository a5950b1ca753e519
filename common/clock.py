"""The only place that asks what time it is.

Pages, API, sockets and jobs call `now()` and hand the value down; the domain never asks.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_frozen: ContextVar[datetime | None] = ContextVar("frozen_clock", default=None)


def now() -> datetime:
    """The present moment, aware; the frozen one inside `frozen(...)`."""
    return _frozen.get() or timezone.now()


def today() -> date:
    """The calendar date in the region (`TIME_ZONE`), not the server's."""
    return timezone.localdate(now(), timezone.get_default_timezone())


@contextmanager
def frozen(at: datetime) -> Iterator[datetime]:
    """Stop the clock at `at` for this context only: replays and tests."""
    if timezone.is_naive(at):
        raise ValueError("frozen() needs an aware datetime")
    token = _frozen.set(at)
    try:
        yield at
    finally:
        _frozen.reset(token)
