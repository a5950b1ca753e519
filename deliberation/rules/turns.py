"""Rounds of speech: the life of a turn, and who may do what in a round."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from accounts.enums import ContactPath
from common.exceptions import BadInput, IllegalTransition, Refused
from deliberation.enums import TurnState
from deliberation.models import Round
from deliberation.rules import editing

WAITING, CALLED, SPOKE, PASSED = TurnState.WAITING, TurnState.CALLED, TurnState.SPOKE, TurnState.PASSED
# From, to: what it is. Nobody is forced: one passes before or during one's turn, or lets its time go by.
TRANSITIONS: dict[tuple[TurnState, TurnState], str] = {
    (WAITING, CALLED): "the one before has spoken, passed or run out of time",
    (CALLED, SPOKE): "their message in the thread",
    (
        CALLED,
        PASSED,
    ): "they pass, or their time is over; by facilitation, for whoever is called or written to",
    (WAITING, PASSED): "they pass in advance",
}
# Hours of a turn: long enough for somebody who goes to the library once a week, or short for a meeting evening.
LEAST_HOURS, MOST_HOURS = 1, 168
# Somebody calls, writes or meets these people: their turn does not go by before that.
REACHED_BY_SOMEBODY = frozenset({ContactPath.PHONE, ContactPath.POST, ContactPath.MEETING})
# An e-mail leaves once a day: its reader has one whole day after it.
LEAST_HOURS_BY_MAIL = 48
# Whoever has said fewer messages than this, everywhere, speaks first.
NEW_VOICE_UNDER = 3


def due_at(*, path: str, hours: int, now: datetime) -> datetime | None:
    """Until when a turn that begins now may be taken; None: facilitation passes it, once it has reached the person."""
    if path in REACHED_BY_SOMEBODY:
        return None
    least = LEAST_HOURS_BY_MAIL if path == ContactPath.EMAIL else 0
    return now + timedelta(hours=max(hours, least))


def check_may_move(origin: str, to: str) -> None:
    if (origin, to) not in TRANSITIONS:
        raise IllegalTransition("turn_state", _("This turn is already over."))


def check_may_lead(*, capacity: Capacity, state: str) -> None:
    """Refused: whoever is not facilitation; a thread closed or paused."""
    if not capacity.is_facilitator:
        raise Refused("facilitation_only", _("Only facilitation can do this."))
    editing.check_is_open(state)


def check_round(*, question: str, hours: int) -> None:
    if not 1 <= len(question) <= 200:
        raise BadInput("question", _("Write a question of 200 characters at most."))
    if not LEAST_HOURS <= hours <= MOST_HOURS:
        raise BadInput("hours", _("A turn lasts from 1 hour to 7 days."))


def check_goes_on(found: Round) -> None:
    if found.closed_at is not None:
        raise IllegalTransition("round_over", _("This round of speech is over."))


def check_may_take_part(*, capacity: Capacity, found: Round) -> None:
    """A turn is for a citizen of the Espace; refused when the round is over or the thread rests."""
    check_goes_on(found)
    editing.check_is_open(found.thread.state)
    if not capacity.is_citizen:
        raise Refused("citizens_only", _("A turn is for the citizens of the Espace."))
