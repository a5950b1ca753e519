"""The life of an answer of the Table, from draft to published; who writes it, who gives an opinion."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.models import Seat
from accounts.rules.capacity import Capacity
from common.exceptions import BadInput, IllegalTransition, Refused
from participation.enums import AnswerState, ResponseKind
from participation.rules.commitments import check_speaks_for_the_table

__all__ = ["check_speaks_for_the_table"]
PAST = _("This cannot be done at this step. The page may be old: load it again.")


@dataclass(frozen=True)
class Move:
    source: AnswerState
    target: AnswerState
    who: tuple[str, ...] = ("secretary",)


# The scenario's `answer_steps`. What the Table adopted at its meeting need not circulate first; an adoption noted by
# mistake goes back to the draft, nothing published is ever undone: it is corrected by another answer.
TRANSITIONS = (
    Move(AnswerState.DRAFT, AnswerState.CIRCULATED),
    Move(AnswerState.DRAFT, AnswerState.ADOPTED),
    Move(AnswerState.CIRCULATED, AnswerState.ADOPTED),
    Move(AnswerState.ADOPTED, AnswerState.DRAFT),
    Move(AnswerState.ADOPTED, AnswerState.PUBLISHED),
    Move(AnswerState.PUBLISHED, AnswerState.CORRECTED),
)


def check_move(source: str, target: str) -> None:
    if not may_move(source, target):
        raise IllegalTransition("illegal_transition", PAST)


def may_move(source: str, target: str) -> bool:
    return any((row.source, row.target) == (source, target) for row in TRANSITIONS)


def check_may_be_rewritten(state: str) -> None:
    if state not in (AnswerState.DRAFT, AnswerState.CIRCULATED):
        raise IllegalTransition("answer_adopted", _("The Table adopted these words. They stay as they are."))


def seat_of(capacity: Capacity) -> Seat | None:
    mandate = next((one for one in capacity.mandates if one.seat is not None), None)
    return mandate.seat if mandate else None


def check_may_give_opinion(capacity: Capacity, state: str) -> Seat:
    """The seat that speaks. Refused: whoever holds none; a draft that does not circulate."""
    seat = seat_of(capacity)
    if not capacity.is_table or seat is None:
        raise Refused("seats_only", _("Only the seats of the Table give an opinion here."))
    if state != AnswerState.CIRCULATED:
        raise IllegalTransition("not_circulated", _("This answer does not circulate now."))
    return seat


def check_adoption(*, resolution: str, adopted_on: date, today: date) -> None:
    if not resolution:
        raise BadInput("resolution_missing", _("Write the number of the resolution."))
    if adopted_on > today:
        raise BadInput("adopted_later", _("This day is not here yet. Give the day of the adoption."))


def check_may_be_corrected(kind: str, *, is_corrected: bool) -> None:
    if kind == ResponseKind.ACKNOWLEDGED:
        raise IllegalTransition("nothing_to_correct", _("There is nothing to correct here."))
    if is_corrected:
        raise IllegalTransition(
            "already_corrected", _("This answer was already corrected. Correct the last one.")
        )
