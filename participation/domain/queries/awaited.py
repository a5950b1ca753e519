"""What is known of the next step of a thing, that its state alone does not say."""

from collections.abc import Iterable
from dataclasses import dataclass

from common.exceptions import Sentence
from participation.enums import ConcernState, InitiativeState
from participation.models import Concern, Initiative, Issue, RuleChange, Transmission
from participation.rules import starting_again

Thing = Concern | Issue | Initiative | RuleChange | Transmission


@dataclass(frozen=True)
class Awaited:
    """Who acts and what comes; empty: as the state says it."""

    who: str = ""
    sentence: Sentence = ""


def of(things: Iterable[Thing]) -> dict[Thing, Awaited]:
    """Of those of these things that something is known of. No query for what is in no such state."""
    return dict.fromkeys(_left_alone(list(things)), Awaited("author", starting_again.WHAT_COMES))


def _left_alone(things: list[Thing]) -> list[Concern]:
    """Concerns that became initiatives which were all withdrawn."""
    became = [
        one for one in things if isinstance(one, Concern) and one.state == ConcernState.BECAME_INITIATIVE
    ]
    if not became:
        return []
    rows = Initiative.from_concerns.through.objects.filter(concern_id__in=[one.pk for one in became])
    lives = rows.exclude(initiative__state=InitiativeState.WITHDRAWN)
    going_on = set(lives.values_list("concern_id", flat=True))
    return [one for one in became if one.pk not in going_on]
