"""What waits for facilitation, by time left; and what somebody's flags were worth."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db.models import Min

from accounts.models import Person
from deliberation.enums import FlagOutcome, FlagReason, ModerationAct
from deliberation.models import Flag, Message
from deliberation.rules.flagging import LOOK_BACK

DueDates = Callable[[], Iterable[datetime]]
# By when flags of what this app does not know should be read: counted with those of messages.
_elsewhere: list[DueDates] = []


def count_also(due_dates: DueDates) -> None:
    """An app above says, once, when it is ready, by when the flags of its own texts that wait should be read."""
    if due_dates not in _elsewhere:
        _elsewhere.append(due_dates)


def _due_elsewhere() -> list[datetime]:
    return [due for due_dates in _elsewhere for due in due_dates()]


def to_handle() -> list[Flag]:
    """Distress first, then by time left."""
    found = (
        Flag.objects.waiting()
        .select_related(
            "message__author", "message__thread", "message__typed_by", "message__reply_to__author"
        )
        .by_time_left()
    )
    return sorted(found, key=lambda flag: flag.reason != FlagReason.DISTRESS)


def late_count(now: datetime) -> int:
    """Flags past their time: a number that anybody may read."""
    ours = Flag.objects.waiting().filter(due_at__lt=now).count()
    return ours + sum(1 for due in _due_elsewhere() if due < now)


def late_since(now: datetime) -> datetime | None:
    """By when the oldest of them should have been read; None when none is late. Anybody may read it."""
    first = Flag.objects.waiting().filter(due_at__lt=now).aggregate(first=Min("due_at"))["first"]
    late = [due for due in (first, *_due_elsewhere()) if due is not None and due < now]
    return min(late, default=None)


def unfounded(person: Person, *, now: datetime) -> int:
    """Their flags that hid something for nothing, lately."""
    since = now - LOOK_BACK
    return Flag.objects.filter(
        by=person, hid_first=True, outcome=FlagOutcome.UNFOUNDED, handled_at__gt=since
    ).count()


def hiding(person: Person) -> int:
    """Their flags that hide something nobody has read yet."""
    return Flag.objects.waiting().filter(by=person, hid_first=True).count()


def is_reminded(message: Message) -> bool:
    return message.moderation_actions.filter(act=ModerationAct.PRIVATE_REMINDER).exists()


def waiting_count() -> int:
    return Flag.objects.waiting().count() + len(_due_elsewhere())
