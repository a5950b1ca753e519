"""The Espace's rules, and the versions that were in force when a vote of the pack was announced."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from participation.domain import operating_rules
from participation.domain.queries import rules as rule_queries
from scenario import rows
from scenario.chronology import Chronology
from scenario.raw import exact
from scenario.timeline import SETUP, Timeline
from scenario.world import World

HUNDRED = 100
SHARES = frozenset({"quorum_share", "reserved_share_new"})
SECOND = timedelta(seconds=1)


def schedule(timeline: Timeline, times: Chronology) -> None:
    timeline.add(times.first_moment(), "rules", _establish_all, order=SETUP)


def _establish_all(world: World, now: datetime) -> None:
    for position, row in enumerate(world.pack.rules, start=1):
        _establish(row, stored(row.id, row.default), position=position, now=now)


def stored(key: str, value: Any) -> Any:
    """The value as the rules keep it: a proportion is two integers, exactly as its decimals are written."""
    return proportion(exact(value)) if key in SHARES and value is not None else value


def proportion(share: Fraction) -> dict[str, int]:
    if (share * HUNDRED).denominator == 1:
        return {"num": int(share * HUNDRED), "den": HUNDRED}
    return {"num": share.numerator, "den": share.denominator}


def wanted_by(vote: rows.VoteRow, *, is_renewal: bool) -> dict[str, Any]:
    """The rule values that make a vote freeze what the pack says."""
    threshold = "threshold_modalite" if vote.subject_kind == "modalite" else "threshold"
    if is_renewal:
        threshold = "threshold_renewal"
    return {
        threshold: vote.rules.threshold,
        "quorum_min_meeting" if vote.kind == "rencontre" else "quorum_min": vote.rules.quorum_min,
        "quorum_share": proportion(vote.rules.quorum_share),
        "min_territories": vote.rules.min_territories,
    }


@contextmanager
def in_force(world: World, wanted: dict[str, Any], *, now: datetime) -> Iterator[None]:
    """These values hold at `now`, then what held before holds again; nothing is written when they already do."""
    book = rule_queries.rule_book(now)
    before = {key: book.get(key) for key in wanted}
    changed = [key for key in wanted if before[key] != wanted[key]]
    for key in changed:
        _again(world, key, wanted[key], now=now - SECOND)
    yield
    for key in changed:
        _again(world, key, before[key], now=now + SECOND)


def _again(world: World, key: str, value: Any, *, now: datetime) -> None:
    row = next((row for row in world.pack.rules if row.id == key), None)
    if row is None:
        row = rows.RuleRow(
            id=key,
            label=key,
            default=value,
            options=(),
            unit="",
            minimum=None,
            basis="jugement",
            why=key,
            is_locked=False,
        )
    position = world.pack.rules.index(row) + 1 if row in world.pack.rules else 0
    _establish(row, value, position=position, now=now)


def _establish(row: rows.RuleRow, value: Any, *, position: int, now: datetime) -> None:
    operating_rules.establish(
        key=row.id,
        label=row.label,
        value=value,
        why=row.why,
        basis=row.basis,
        now=now,
        options=row.options,
        unit=row.unit,
        minimum=row.minimum,
        is_locked=row.is_locked,
        position=position,
    )
