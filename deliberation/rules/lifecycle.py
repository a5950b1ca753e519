"""The states of a thread, as a table: from, to, and the act written in the moderation log."""

from django.utils.translation import gettext_lazy as _

from common.exceptions import IllegalTransition
from deliberation.enums import ModerationAct, ThreadState

OPEN, SLOWED, PAUSED, CLOSED = ThreadState.OPEN, ThreadState.SLOWED, ThreadState.PAUSED, ThreadState.CLOSED

# Closed is the end: what was said stays readable, a new talk is a new thread.
TRANSITIONS: dict[tuple[ThreadState, ThreadState], ModerationAct] = {
    (OPEN, SLOWED): ModerationAct.SLOW,
    (OPEN, PAUSED): ModerationAct.PAUSE,
    (OPEN, CLOSED): ModerationAct.CLOSE,
    (SLOWED, OPEN): ModerationAct.REOPEN,
    (SLOWED, PAUSED): ModerationAct.PAUSE,
    (SLOWED, CLOSED): ModerationAct.CLOSE,
    (PAUSED, OPEN): ModerationAct.REOPEN,
    (PAUSED, SLOWED): ModerationAct.SLOW,
    (PAUSED, CLOSED): ModerationAct.CLOSE,
}


def next_states(state: str) -> list[ThreadState]:
    return [to for (origin, to) in TRANSITIONS if origin == state]


def check_transition(origin: str, to: str) -> ModerationAct:
    """The act that this change is; refuses a change that the table does not have."""
    known = origin in ThreadState.values and to in ThreadState.values
    act = TRANSITIONS.get((ThreadState(origin), ThreadState(to))) if known else None
    if act is None:
        raise IllegalTransition("thread_state", _("The thread cannot go to this state from where it is."))
    return act


def may_transition(origin: str, to: str) -> bool:
    return (origin, to) in TRANSITIONS
