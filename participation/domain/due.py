"""What the clock does by itself. Idempotent; a late run does no harm. Nothing here is a person's to do."""

from dataclasses import dataclass
from datetime import datetime

from participation.domain import decisions
from participation.models import Decision


@dataclass(frozen=True)
class Done:
    """What this run changed: empty lists when nothing was due."""

    settled: list[Decision]
    announced: list[Decision]


def run_due(*, now: datetime) -> Done:
    """Opens, closes and counts the votes that are due, then announces what is ready for the voting period."""
    settled = decisions.settle(now=now)
    return Done(settled=settled, announced=decisions.put_ready_to_vote(now=now))
