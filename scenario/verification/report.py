"""What a verification found: one line per noun, one line per difference, one summary."""

from dataclasses import dataclass, field
from typing import Any

SCORED = ("votes", "permissions", "transmissions", "funding", "threads")


@dataclass(frozen=True)
class Difference:
    """A thing of the pack that is not what the pack expects."""

    thing: str
    field: str
    expected: Any
    found: Any

    @property
    def line(self) -> str:
        return f"{self.thing} {self.field}: expected {_said(self.expected)}, found {_said(self.found)}"


@dataclass
class Report:
    """Counts of what was checked, and every difference."""

    checked: dict[str, int] = field(default_factory=dict)
    wrong: dict[str, set[str]] = field(default_factory=dict)
    figures: dict[str, int] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)

    def expects(self, noun: str, count: int) -> None:
        """So many things of that noun are to be checked; each is right until a difference names it."""
        self.checked[noun] = count
        self.wrong.setdefault(noun, set())

    def compare(self, noun: str, thing: str, name: str, expected: Any, found: Any) -> None:
        if expected != found:
            self.differ(noun, thing, name, expected, found)

    def differ(self, noun: str, thing: str, name: str, expected: Any, found: Any) -> None:
        self.wrong.setdefault(noun, set()).add(thing)
        self.differences.append(Difference(thing, name, expected, found))

    @property
    def is_right(self) -> bool:
        return not self.differences

    def score(self, noun: str) -> str:
        total = self.checked.get(noun, 0)
        return f"{total - len(self.wrong.get(noun, ()))}/{total}"

    @property
    def parity(self) -> str:
        return f"{self.figures.get('institutional', 0)}/{self.figures.get('community', 0)}"

    @property
    def roll(self) -> str:
        return f"{self.figures.get('roll', 0)}/{self.figures.get('roll_expected', 0)}"

    @property
    def summary(self) -> str:
        seats = f"seats {self.figures.get('seats', 0)} · parity {self.parity}"
        scores = " · ".join(
            f"{noun} {self.score(noun)}" for noun in ("votes", "permissions", "transmissions")
        )
        lives = f"transitions {self.score('transitions')} · rules {self.score('rules')}"
        return f"{scores} · {seats} · {lives}"

    def lines(self) -> list[str]:
        """One line per noun, then the differences, then the summary."""
        scored = [f"{noun} {self.score(noun)}" for noun in SCORED]
        return [
            f"people {self.figures.get('people', 0)} · roll {self.roll}",
            f"acts {self.score('acts')} · states {self.score('states')}",
            *scored,
            f"seats {self.figures.get('seats', 0)} · parity {self.parity}",
            *(difference.line for difference in self.differences),
            self.summary,
        ]

    def as_json(self) -> dict[str, Any]:
        return {
            "is_right": self.is_right,
            "summary": self.summary,
            "figures": self.figures,
            "scores": {noun: self.score(noun) for noun in self.checked},
            "differences": [
                {
                    "thing": one.thing,
                    "field": one.field,
                    "expected": _plain(one.expected),
                    "found": _plain(one.found),
                }
                for one in self.differences
            ],
        }


def _said(value: Any) -> str:
    return "nothing" if value is None else str(value)


def _plain(value: Any) -> Any:
    return value if isinstance(value, bool | int | str) or value is None else str(value)
