"""People and roll, states reached, money, seats and parity: looked at on the pack's « aujourd'hui »."""

from datetime import datetime
from typing import Any

from accounts.domain.queries import seats
from accounts.models import Person, Seat
from participation.domain.queries import funding
from participation.domain.queries import rules as rule_queries
from scenario import talk_rows
from scenario.chronology import Chronology
from scenario.timeline import CHECK, Timeline
from scenario.verification.report import Report
from scenario.verification.votes import roll_of
from scenario.world import World

CENTS = 100
PARITY_GROUPS = ("institutionnel", "communaute")


def schedule(timeline: Timeline, times: Chronology, report: Report) -> None:
    pack, at = times.pack, times.pack.today
    report.expects("people", len(pack.people))
    report.expects("states", len(pack.concerns) + len(pack.initiatives))
    report.expects("funding", sum(bool(year.expected) for year in pack.funding_years))
    report.expects("seats", 1)
    for label, check in (("people", _people), ("states", _states), ("funding", _funding), ("seats", _seats)):
        timeline.add(at, label, _with(check, report), order=CHECK, noun=label)


def _with(check, report: Report):
    return lambda world, now: check(world, now, report)


def _people(world: World, now: datetime, report: Report) -> None:
    found = {key for key in world.things["people"] if Person.objects.filter(pk=world.person(key).pk).exists()}
    report.figures["people"] = len(found)
    report.compare("people", "people", "count", len(world.pack.people), len(found))
    expected = set(world.pack.eligible_roll)
    deciding = roll_of(world, now=now, min_age=rule_queries.value("min_voting_age", at=now))
    report.figures["roll"] = len(expected & deciding)
    report.figures["roll_expected"] = len(expected)
    for person in sorted(expected - deciding):
        report.differ("people", person, "roll", "on the roll", "may not vote")
    for person in sorted(deciding - expected):
        report.differ("people", person, "roll", "not on the roll", "may vote")


def _states(world: World, now: datetime, report: Report) -> None:
    for noun, wanted in (("concerns", world.pack.concerns), ("initiatives", world.pack.initiatives)):
        for row in wanted:
            found = world.get(noun, row.id).state if world.has(noun, row.id) else "never made"
            report.compare("states", row.id, "state", row.state, str(found))
    for row in world.pack.concerns:
        if world.has("concerns", row.id):
            supports = world.get("concerns", row.id).supports.count()
            report.compare("states", row.id, "support_count", row.support_count, supports)


def _funding(world: World, now: datetime, report: Report) -> None:
    for row in world.pack.funding_years:
        if row.expected:
            found = _figures(world, row)
            for name, expected in row.expected.items():
                report.compare("funding", f"funding {row.id}", name, expected, found.get(name))


def _figures(world: World, row: talk_rows.FundingYearRow) -> dict[str, Any]:
    """In dollars, as the pack writes them; what is not a whole dollar is told in cents."""
    figures = funding.figures(world.get("funding_years", row.id))
    return {
        "committed": _dollars(figures.committed_cents),
        "committed_new": _dollars(figures.committed_new_cents),
        "remaining": _dollars(figures.remaining_cents),
        "reserved_new": _dollars(figures.reserved_new_cents),
        "reserve_met": figures.reserve_met,
    }


def _dollars(cents: int) -> int | str:
    return cents // CENTS if cents % CENTS == 0 else f"{cents} cents"


def _seats(world: World, now: datetime, report: Report) -> None:
    parity = seats.parity()
    report.figures |= {
        "seats": parity.total,
        "institutional": parity.institutional,
        "community": parity.community,
    }
    report.compare("seats", "seats", "parity", True, parity.is_equal)
    for composition in world.pack.compositions:
        found: dict[str, int] = {}
        for seat in Seat.objects.filter(composition=composition.id).order_by("pk"):
            found[seat.group] = found.get(seat.group, 0) + 1
        found["total"] = sum(found.values())
        for group, expected in composition.expected.items():
            report.compare("seats", f"seats {composition.id}", group, expected, found.get(group, 0))
