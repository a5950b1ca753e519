"""The life of a second look, who may ask for it, who reads, and what decides."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from common.exceptions import IllegalTransition, Refused
from deliberation.enums import AppealState, Opinion

DAYS = 5
ANSWER_DAYS = 2
ASK_WITHIN = timedelta(days=30)
MAX_WORDS = 1000


@dataclass(frozen=True)
class Move:
    source: AppealState
    target: AppealState
    who: tuple[str, ...]


TRANSITIONS = (
    Move(AppealState.HEARD, AppealState.KEPT, ("readers", "system")),
    Move(AppealState.HEARD, AppealState.UNDONE, ("readers", "facilitator", "system")),
    Move(AppealState.HEARD, AppealState.WITHDRAWN, ("author",)),
)


def check_is_heard(state: str) -> None:
    if state != AppealState.HEARD:
        raise IllegalTransition("appeal_over", _("This was already read again."))


def check_may_ask(*, is_owner: bool, can_be_undone: bool, acted_at: datetime | None, now: datetime) -> None:
    """Refused: words of somebody else; nothing left to undo; more than 30 days after the act."""
    if not is_owner:
        raise Refused("not_the_author", _("Only the person concerned can ask for this."))
    if not can_be_undone:
        raise IllegalTransition("nothing_to_undo", _("There is nothing to read again here."))
    if acted_at is not None and now - acted_at > ASK_WITHIN:
        raise IllegalTransition("too_late", _("It is more than 30 days old. Call us to talk about it."))


def check_not_read_yet(*, is_asked: bool) -> None:
    if is_asked:
        raise IllegalTransition("already_read_again", _("This was already read again."))


def place_in_draw(seed: str, person_id: int) -> str:
    """Anybody who has the seed finds the same order again."""
    return hashlib.sha256(f"{seed}:{person_id}".encode()).hexdigest()


def drawn(seed: str, candidates: Iterable[int]) -> list[int]:
    return sorted(candidates, key=lambda pk: place_in_draw(seed, pk))


def fingerprint(seed: str) -> str:
    """What is published the day the draw is made; the seed itself comes with the decision."""
    return hashlib.sha256(seed.encode()).hexdigest()


def decision(opinions: Iterable[str]) -> AppealState | None:
    """`opinions` of every reader in place, empty while silent. More than half decides; a tie undoes the act."""
    given = list(opinions)
    keep, undo = given.count(Opinion.KEEP), given.count(Opinion.UNDO)
    if not given or (keep + undo) == 0:
        return None
    if undo * 2 > len(given):
        return AppealState.UNDONE
    if keep * 2 > len(given):
        return AppealState.KEPT
    return AppealState.UNDONE if keep + undo == len(given) else None


def decision_at_the_end(opinions: Iterable[str]) -> AppealState:
    """Once the days are over: most of the opinions given decides; none, or a tie, undoes the act."""
    given = list(opinions)
    keep, undo = given.count(Opinion.KEEP), given.count(Opinion.UNDO)
    return AppealState.KEPT if keep > undo else AppealState.UNDONE
