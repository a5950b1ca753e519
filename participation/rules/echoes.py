"""Whether an answer of the Table answers: who says it, what may be told of what was said, what it opens."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.rules.capacity import Capacity
from common.exceptions import BadInput, IllegalTransition, Refused
from participation.enums import EchoChoice, ResponseKind
from voting.rules import disclosure
from voting.rules.disclosure import Shown

FLOOR = disclosure.FLOOR
ANSWERS, PARTLY, NOT = EchoChoice
NOT_HERE = _("This is not here.")


@dataclass(frozen=True)
class Told:
    """What anybody may know of what was said, members included: all the counts, 1 to 4 as « fewer than 5 », or none.

    None while fewer than five citizens spoke. The total is never told: no hidden count can be worked out.
    """

    counts: Mapping[EchoChoice, Shown] | None
    is_silent: bool

    @property
    def finds_it_wanting(self) -> bool:
        """By what is told alone, so that it gives nothing more away: « it answers » has no more voices than the rest."""
        if self.counts is None:
            return False
        least = {choice: shown.least for choice, shown in self.counts.items()}
        return least[PARTLY] + least[NOT] >= max(1, least[ANSWERS])

    @property
    def mostly(self) -> EchoChoice | None:
        """What most say, when one count that is told is above all the others."""
        if self.counts is None:
            return None
        known = {choice: shown.value or 0 for choice, shown in self.counts.items()}
        first = max(known.values())
        leading = [choice for choice, count in known.items() if count == first]
        return leading[0] if first >= FLOOR and len(leading) == 1 else None


def told(counts: Mapping[str, int]) -> Told:
    """`counts`: how many said each thing, whatever is missing being nobody."""
    found = {choice: counts.get(choice, 0) for choice in EchoChoice}
    total = sum(found.values())
    if total < FLOOR:
        return Told(None, is_silent=total == 0)
    return Told({choice: disclosure.shown(count) for choice, count in found.items()}, is_silent=False)


def check_is_a_choice(choice: str) -> None:
    if choice not in EchoChoice.values:
        raise BadInput("choice", _("Choose one of the three answers."))


def check_may_say(capacity: Capacity) -> None:
    if not may_say(capacity):
        raise Refused("citizens_only", _("Only the citizens of the Espace say whether it answers."))


def may_say(capacity: Capacity) -> bool:
    return capacity.is_citizen


def check_is_last_version(kind: str, *, is_corrected: bool) -> None:
    """« Received » answers nothing; of a corrected answer, the last version is spoken of."""
    if kind == ResponseKind.ACKNOWLEDGED:
        raise IllegalTransition("not_an_answer_yet", _("The Table has only said that it received it."))
    if is_corrected:
        raise IllegalTransition(
            "answer_corrected", _("The Table corrected this answer. Speak of the last one.")
        )


def may_be_spoken_of(kind: str, *, is_corrected: bool) -> bool:
    return kind != ResponseKind.ACKNOWLEDGED and not is_corrected
