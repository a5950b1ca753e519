"""What waits for facilitation, by time left; and what somebody's flags were worth."""

from datetime import datetime

from django.db.models import Min

from accounts.models import Person
from deliberation.enums import FlagOutcome, FlagReason, ModerationAct
from deliberation.models import Flag, Message
from deliberation.rules.flagging import LOOK_BACK


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
    return Flag.objects.waiting().filter(due_at__lt=now).count()


def late_since(now: datetime) -> datetime | None:
    """By when the oldest of them should have been read; None when none is late. Anybody may read it."""
    return Flag.objects.waiting().filter(due_at__lt=now).aggregate(first=Min("due_at"))["first"]


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
    return Flag.objects.waiting().count()
