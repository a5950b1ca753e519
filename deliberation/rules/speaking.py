"""Who may write in a thread, and when."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from common.exceptions import IllegalTransition, Refused
from deliberation.enums import MessageKind, ThreadState
from deliberation.models import Thread
from deliberation.rules import visibility

SLOW_MODE_WAIT = timedelta(minutes=5)
# Facilitation keeps its hands free in slow mode: it is the one who answers there.
SLOWED_ROLES = frozenset({"is_citizen", "is_support"})


def next_post_at(*, thread: Thread, capacity: Capacity, last_post_at: datetime | None) -> datetime | None:
    """When this person may write again in slow mode; None when nothing holds them back."""
    is_slowed = any(getattr(capacity, name) for name in SLOWED_ROLES)
    if thread.state != ThreadState.SLOWED or not is_slowed or capacity.is_facilitator or last_post_at is None:
        return None
    return last_post_at + SLOW_MODE_WAIT


def check_may_post(
    *, thread: Thread, capacity: Capacity, now: datetime, last_post_at: datetime | None
) -> None:
    """Refused: who may not read (like a missing thread), a thread closed or paused, too soon in slow mode."""
    visibility.check_may_write(thread, capacity)
    if thread.state == ThreadState.CLOSED:
        raise IllegalTransition("thread_closed", _("This thread is closed. You can still read it."))
    if thread.state == ThreadState.PAUSED:
        raise IllegalTransition("thread_paused", _("This thread is paused for now. You can still read it."))
    free_at = next_post_at(thread=thread, capacity=capacity, last_post_at=last_post_at)
    if free_at is not None and now < free_at:
        raise Refused(
            "slow_mode",
            _("Slow mode: one message every 5 minutes. Wait a little, then send again."),
            status=429,
        )


def may_post(*, thread: Thread, capacity: Capacity, now: datetime, last_post_at: datetime | None) -> bool:
    try:
        check_may_post(thread=thread, capacity=capacity, now=now, last_post_at=last_post_at)
    except Refused:
        return False
    return True


def check_may_type_for(*, helper: Capacity, author: Capacity) -> None:
    """Support, facilitation and the MRC's resource write down a citizen's words, nobody else's."""
    if not may_help(helper):
        raise Refused("not_a_helper", _("Only support, facilitation or the MRC can write for somebody."))
    if not author.is_citizen:
        raise Refused("not_a_citizen", _("We only write for a citizen of the Espace."))


def may_help(capacity: Capacity) -> bool:
    """Whether a thread's page sends this worker to the desk, to write somebody's words with their agreement."""
    return capacity.is_support or capacity.is_facilitator or capacity.is_mrc_resource


def check_may_use_kind(*, kind: str, capacity: Capacity) -> None:
    """A summary is pinned for everybody: facilitation's alone. Informations come from staff; a citizen's words are a message."""
    if kind == MessageKind.SUMMARY and not capacity.is_facilitator:
        raise Refused("facilitation_sums_up", _("Only facilitation writes summaries."))
    if kind == MessageKind.INFORMATION and not visibility.is_staff(capacity):
        raise Refused("staff_kind", _("Only facilitation and support write information."))


def kinds_for(capacity: Capacity) -> list[MessageKind]:
    """Those that this person's words may be."""
    return [kind for kind in MessageKind if _may_use_kind(kind, capacity)]


def _may_use_kind(kind: str, capacity: Capacity) -> bool:
    try:
        check_may_use_kind(kind=kind, capacity=capacity)
    except Refused:
        return False
    return True
