"""Whether the counts of a vote may be told outside the Espace, so that no count from 1 to 4 can be worked out.

Outside, everybody knows this rule, the counts that are told, the least and the most people who can have voted, and
who won. All the counts are told, 1 to 4 as « fewer than 5 », or none is. They are told when each hidden count keeps
two answers among all the results that would be told the same. That reads only what is told and what everybody knows,
never the real counts: being told adds nothing. A step between (« 5 or more ») would say that the first was not safe,
and would leave too few results behind « nothing told »: their counts could then be worked out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from voting.methods import majority

FLOOR = 5
# With fewer people than this, who won says too much already beside « nothing told »: never a count.
FEWEST = 8


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


@dataclass(frozen=True)
class Known:
    """What everybody knows beside the counts: between `least` and `most` people voted, and who won."""

    least: int
    most: int
    threshold: str
    outcome: str

    def allows(self, counts: Mapping[str, int]) -> bool:
        if not self.least <= sum(counts.values()) <= self.most:
            return False
        return majority.outcome(counts, threshold=self.threshold) == self.outcome


Told = dict[str, Shown]


def shown(number: int) -> Shown:
    """A number that nothing else may give away."""
    return Shown(None if 0 < number < FLOOR else number)


def published(counts: Mapping[str, int], *, known: Known) -> Told | None:
    """Each count as told outside; None when none may be told. Costs 256 guesses at most, whatever the list."""
    told = {name: shown(number) for name, number in counts.items()}
    return told if known.most >= FEWEST and _is_safe(told, known) else None


def _is_safe(told: Told, known: Known) -> bool:
    """Two answers at least stay possible for each hidden count."""
    possible: dict[str, set[int]] = {name: set() for name, number in told.items() if number.is_hidden}
    for guess in _told_the_same(told):
        if known.allows(guess):
            for name, answers in possible.items():
                answers.add(guess[name])
    return all(len(answers) > 1 for answers in possible.values())


def _told_the_same(told: Told) -> Iterator[dict[str, int]]:
    choices = (range(1, FLOOR) if number.is_hidden else (number.least,) for number in told.values())
    return (dict(zip(told, numbers, strict=True)) for numbers in product(*choices))
