"""Who tells people what became of what they said, by when, and by which way."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from accounts.enums import ContactPath
from common.exceptions import Refused

# An answer that waits longer on somebody's desk is late, and the list says so.
DAYS_TO_TELL = 7
# A question leaves three days to answer: whoever has no screen hears it the next day.
DAYS_TO_ASK = 1
# A meeting is told a week ahead, and at the latest two days before.
MEETING_TOLD_AHEAD = timedelta(days=10)
MEETING_TOLD_BEFORE = timedelta(days=2)
# Nobody knows how to reach the person: these come first on the list.
UNKNOWN = "inconnu"


@dataclass(frozen=True)
class Reach:
    """What is known of the way somebody chose, without the details themselves.

    `failed_path`: the way that failed since the details last changed (a letter came back, an e-mail did not leave).
    """

    path: str
    has_entered: bool
    has_phone: bool
    has_address: bool
    has_email: bool
    failed_path: str = ""


def way(reach: Reach) -> str:
    """The way that really works today, else UNKNOWN.

    A failed letter or e-mail falls back on the phone. The screen is no way for somebody who never entered.
    """
    works = {
        ContactPath.WEB: reach.has_entered,
        ContactPath.PHONE: reach.has_phone,
        ContactPath.POST: reach.has_address,
        ContactPath.EMAIL: reach.has_email,
        ContactPath.MEETING: True,
    }
    if works[ContactPath(reach.path)] and reach.path != reach.failed_path:
        return str(reach.path)
    return str(ContactPath.PHONE) if reach.has_phone else UNKNOWN


def due_on(today: date, *, days: int = DAYS_TO_TELL, before: date | None = None) -> date:
    """The last day to tell it: in some days, and never after `before`."""
    wished = today + timedelta(days=days)
    return max(today, min(wished, before)) if before else wished


def check_may_tell(capacity: Capacity) -> None:
    """Facilitation and support read how to reach people, so they tell them; nobody else."""
    if not may_tell(capacity):
        raise Refused("not_your_role", _("Only facilitation and support tell people the news."))


def may_tell(capacity: Capacity) -> bool:
    return capacity.is_facilitator or capacity.is_support
