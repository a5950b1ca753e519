"""The table of states: each move tried as each role, in both directions; and the steps that the replay walked."""

from collections.abc import Iterator
from datetime import datetime

from participation.models import StageChange
from participation.rules import lifecycles
from scenario.chronology import Chronology
from scenario.pack_reader import Pack
from scenario.rows import MoveRow
from scenario.timeline import CHECK, Timeline
from scenario.verification.report import Report
from scenario.world import World
from voting.rules import lifecycle as vote_lifecycle

VOTE = "vote"
# A move of the Espace that a pack may not know yet, and why it is there.
AGREED_SINCE = {
    (
        "concern",
        "regroupee",
        "en_discussion",
    ): "an author may leave a group at any time, and be discussed alone",
    (
        "rule_change",
        "depouillement",
        "en_deliberation",
    ): "a tie or an annulled vote is no refusal: a change of rule is discussed again, as an initiative is",
}
# Who moves a vote, in the words of the pack. The difference is written here with its reason.
WHO_MOVES_A_VOTE = {
    vote_lifecycle.SYSTEM: {"system"},
    vote_lifecycle.FACILITATOR: {"facilitator"},
    vote_lifecycle.SCRUTINEERS: {"scrutineer"},
    # Those who count paper: without paper nobody does, and no count comes before every key.
    vote_lifecycle.COUNTERS: set(),
    # Two people of two employers: facilitation of two of them. A scrutineer only ever opens the total.
    vote_lifecycle.TWO_PEOPLE: {"facilitator", "scrutineer"},
    # By the authors alone, through their withdrawal of the initiative: a move the pack has (vote_annonce → retiree).
    vote_lifecycle.WITHDRAWAL: set(),
}
# The pack's nouns as the history of the Espace names them.
HISTORIES = {
    "concern": "concerns",
    "issue": "issues",
    "initiative": "initiatives",
    "rule_change": "rule_changes",
    "transmission": "transmissions",
}


def schedule(timeline: Timeline, times: Chronology, report: Report) -> None:
    report.expects("transitions", len({move.label for move in times.pack.moves}))
    for label, check in (("transitions", _table), ("walked", _walked)):
        timeline.add(times.pack.today, label, _with(check, report), order=CHECK, noun="transitions")


def _with(check, report: Report):
    return lambda world, now: check(world, now, report)


def _table(world: World, now: datetime, report: Report) -> None:
    pack = world.pack
    for move in pack.moves:
        found = {role for role in _roles(pack) if _may_move(move, role)}
        report.compare("transitions", move.label, "who", _said(move.who), _said(found))
    known = {(move.noun, move.source, move.target) for move in pack.moves} | set(AGREED_SINCE)
    for ours in our_moves():
        if (ours.noun, ours.source, ours.target) not in known:
            report.differ("transitions", ours.label, "who", "nobody", _said(ours.who))


def _roles(pack: Pack) -> set[str]:
    """Everybody the pack names anywhere, so that a role too many is seen."""
    return set(pack.roles).union(*(move.who for move in pack.moves))


def _may_move(move: MoveRow, role: str) -> bool:
    if move.noun != VOTE:
        return lifecycles.may_move(move.noun, move.source, move.target, {role})
    return any(
        role in WHO_MOVES_A_VOTE[who]
        for row in vote_lifecycle.TRANSITIONS
        if (row.source, row.target) == (move.source, move.target)
        for who in row.who
    )


def our_moves() -> Iterator[MoveRow]:
    for noun, table in lifecycles.TABLES.items():
        for row in table:
            for source in row.from_states:
                yield MoveRow(noun=noun, source=source, target=row.to, who=row.who)
    for vote_row in vote_lifecycle.TRANSITIONS:
        who = frozenset().union(*(WHO_MOVES_A_VOTE[one] for one in vote_row.who))
        yield MoveRow(noun=VOTE, source=str(vote_row.source), target=str(vote_row.target), who=who)


def _walked(world: World, now: datetime, report: Report) -> None:
    """Each thing of the pack went from step to step by moves of the pack, up to the step it is at."""
    allowed = {(move.noun, move.source, move.target) for move in world.pack.moves} | set(AGREED_SINCE)
    for noun, things in HISTORIES.items():
        for key in world.things[things]:
            _walk(world, noun, key, allowed, report)


def _walk(world: World, noun: str, key: str, allowed: set[tuple[str, str, str]], report: Report) -> None:
    at = ""
    thing = world.get(HISTORIES[noun], key)
    for step in StageChange.objects.filter(**{noun: thing}).order_by("at", "pk"):
        label = f"{noun} {step.from_state} → {step.to_state}"
        report.compare("transitions", label, f"of {key}, from", at, step.from_state)
        is_known = not step.from_state or (noun, step.from_state, step.to_state) in allowed
        report.compare("transitions", label, f"of {key}, in the table", True, is_known)
        at = step.to_state
    report.compare("states", key, "last step", str(thing.state), at)


def _said(who: set[str] | frozenset[str]) -> str:
    return ", ".join(sorted(who)) or "nobody"
