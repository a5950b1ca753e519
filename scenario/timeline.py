"""Acts in the order of time: each is one call of the domain, with its own `now`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from scenario.world import World

Run = Callable[[World, datetime], object]
OnFailure = Callable[["Act", Exception], None]

# What happens first at one same instant.
SETUP, CLOCK, TALK, CHECK = 0, 10, 50, 90


@dataclass(frozen=True)
class Act:
    at: datetime
    order: int
    place: int
    label: str
    noun: str
    run: Run

    @property
    def key(self) -> tuple[datetime, int, int]:
        return (self.at, self.order, self.place)


@dataclass
class Timeline:
    acts: list[Act] = field(default_factory=list)

    def add(self, at: datetime, label: str, run: Run, *, order: int = TALK, noun: str = "acts") -> None:
        """`noun` is what the act is counted under: « acts » are the pack's, the others are checks."""
        self.acts.append(Act(at, order, len(self.acts), label, noun, run))

    def run(self, world: World, *, until: datetime, on_failure: OnFailure) -> None:
        """Every act up to that moment, each alone: one that fails leaves nothing behind and is handed over."""
        for act in sorted(self.acts, key=lambda act: act.key):
            if act.at > until:
                break
            try:
                with transaction.atomic():
                    act.run(world, act.at)
            except Exception as error:  # every kind of failure is told, none stops the replay
                on_failure(act, error)
