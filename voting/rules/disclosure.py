"""Which counts of a vote may be told outside the Espace, so that no count from 1 to 4 can be worked out.

Outside, everybody knows: the counts that are shown, the size of the list, the quorum that was met, how many MRC are
represented, and who won. From 1 to 4 is « fewer than 5 ». When what is known would still leave one answer only for
a hidden count, a larger count is told as « 5 or more », the largest first; at worst, no count is told.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product

FLOOR = 5
# How far a count told as « 5 or more » is tried around the real one: a hidden one moves by 3 at most.
AROUND = FLOOR - 2


@dataclass(frozen=True)
class Shown:
    """A number of people as a viewer may see it: `value` is None when it is hidden.

    Hidden means 1 to 4, unless `at_least` says more.
    """

    value: int | None
    at_least: int | None = None

    @property
    def is_hidden(self) -> bool:
        return self.value is None

    @property
    def is_under_floor(self) -> bool:
        return self.is_hidden and self.at_least is None

    @property
    def least(self) -> int:
        """The smallest number it may be."""
        if self.value is not None:
            return self.value
        return 1 if self.at_least is None else self.at_least


Counts = Mapping[str, int]


def shown(number: int) -> Shown:
    """A number that nothing else may give away."""
    return Shown(None if 0 < number < FLOOR else number)


def published(
    counts: Counts, *, least: int, most: int, is_known: Callable[[Counts], bool]
) -> dict[str, Shown] | None:
    """Each count as told outside; None when none may be told.

    `least` and `most`: what everybody knows of their sum. `is_known`: whether counts agree with the known outcome.
    """
    larger = sorted((name for name in counts if counts[name] >= FLOOR), key=lambda name: -counts[name])
    for kept_back in range(len(larger) + 1):
        told = {name: shown(number) for name, number in counts.items()}
        told |= {name: Shown(None, at_least=FLOOR) for name in larger[:kept_back]}
        if _is_safe(told, counts, least=least, most=most, is_known=is_known):
            return told
    return None


def _is_safe(
    told: dict[str, Shown], counts: Counts, *, least: int, most: int, is_known: Callable[[Counts], bool]
) -> bool:
    """Two answers at least stay possible for each hidden count."""
    hidden = {name for name, number in told.items() if number.is_under_floor}
    possible: dict[str, set[int]] = {name: set() for name in hidden}
    for numbers in product(*(_may_be(told[name], counts[name]) for name in told)):
        guess = dict(zip(told, numbers, strict=True))
        if least <= sum(numbers) <= most and is_known(guess):
            for name in hidden:
                possible[name].add(guess[name])
    return all(len(answers) > 1 for answers in possible.values())


def _may_be(number: Shown, real: int) -> range:
    if number.value is not None:
        return range(real, real + 1)
    if number.is_under_floor:
        return range(1, FLOOR)
    return range(max(FLOOR, real - AROUND), real + AROUND + 1)
