"""Every rule of the pack: kept as written, with its reason; a vote alone changes it, and none changes an invariant."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Person
from common.exceptions import Refused
from participation.domain import rule_changes
from participation.domain.queries import rules as rule_queries
from participation.enums import RuleChangeState
from participation.models import OperatingRule
from scenario import rows
from scenario.chronology import Chronology
from scenario.loading.rules import stored
from scenario.timeline import CHECK, Run, Timeline
from scenario.verification.report import Report
from scenario.world import World

# Who proposes a change, what is expected, what was found.
Try = tuple[str, str, str]

ACCEPTED = "accepted"
OTHER_HOURS = "10 h à 20 h"
OTHER_DATE, OTHER_SHARE = "2027-03-31", {"num": 37, "den": 100}
# Where the outcome of its vote leads a proposal to change a rule.
AFTER_ITS_VOTE = {
    "approuvee": RuleChangeState.ADOPTED,
    "non_approuvee": RuleChangeState.REJECTED,
    "egalite": RuleChangeState.DELIBERATING,
    "quorum_non_atteint": RuleChangeState.DELIBERATING,
    "en_cours": RuleChangeState.VOTE_OPEN,
}


def schedule(timeline: Timeline, times: Chronology, report: Report) -> None:
    report.expects("rules", len(times.pack.rules))
    for row in times.pack.rules:
        timeline.add(times.pack.today, row.id, _check(row, report), order=CHECK, noun="rules")
    for vote in times.pack.votes:
        if vote.subject_kind == "modalite" and not vote.is_refused:
            timeline.add(
                times.pack.today, vote.subject, _check_change(vote, report), order=CHECK, noun="rules"
            )


def _check(row: rows.RuleRow, report: Report) -> Run:
    def run(world: World, now: datetime) -> None:
        current, first = rule_queries.current(now).get(row.id), rule_queries.history(row.id).first()
        if current is None or first is None:
            report.differ("rules", row.id, "row", "one", "none")
            return
        report.compare("rules", row.id, "first value", stored(row.id, row.default), first.value)
        report.compare("rules", row.id, "value", _expected(world, row), current.value)
        for version in (first, current):
            _compare_words(row, version, report)
        for who, expected, found in _tries(world, row, current, now):
            report.compare("rules", row.id, f"change proposed by {who}", expected, found)

    return run


def _expected(world: World, row: rows.RuleRow) -> Any:
    """What the pack begins with, or what the last vote that approved a change said."""
    value = stored(row.id, row.default)
    changes = [vote for vote in world.pack.votes if (vote.subject_kind, vote.subject) == ("modalite", row.id)]
    for vote in sorted(changes, key=lambda one: (one.closes_at is None, one.closes_at)):
        if vote.expected.get("outcome") == "approuvee":
            value = stored(row.id, vote.proposed_value)
    return value


def _compare_words(row: rows.RuleRow, version: OperatingRule, report: Report) -> None:
    for name, expected in (
        ("label", row.label),
        ("why", row.why),
        ("basis", "vote" if version.decision_id else row.basis),
        ("unit", row.unit),
        ("minimum", row.minimum),
        ("options", list(row.options)),
        ("is_locked", row.is_locked),
    ):
        report.compare(
            "rules", row.id, f"{name} (version {version.version})", expected, getattr(version, name)
        )


def _tries(world: World, row: rows.RuleRow, current: OperatingRule, now: datetime) -> Iterator[Try]:
    """A citizen proposes another value, when the rule has one; facilitation never does."""
    other = _other_value(current)
    if row.is_locked:
        yield "a citizen", f"locked_rule, {row.why}", _propose(world.citizens()[0], current, other, now)
    elif other is not None:
        yield "a citizen", ACCEPTED, _propose(world.citizens()[0], current, other, now)
    yield "facilitation", "citizens_only", _propose(world.facilitator(), current, other, now)


def _propose(by: Person, current: OperatingRule, value: Any, now: datetime) -> str:
    """What became of it, in a transaction that is always undone."""
    try:
        with transaction.atomic():
            rule_changes.propose(by=by, key=current.key, value=value, reason="Essai.", now=now)
            transaction.set_rollback(True)
    except Refused as refusal:
        said = current.why if current.why in str(refusal.sentence) else "without its reason"
        return f"{refusal.code}, {said}" if refusal.code == "locked_rule" else refusal.code
    return ACCEPTED


def _other_value(current: OperatingRule) -> Any:
    """Another value that fits the rule; None when the rule has a single answer."""
    value = current.value
    if current.options:
        values = [one["value"] if isinstance(one, dict) else one for one in current.options]
        return next((one for one in values if one != value), None)
    if isinstance(value, bool):
        return not value
    if isinstance(value, dict) or "share" in current.key:
        return OTHER_SHARE
    if isinstance(value, int):
        return value + 1
    if isinstance(value, list):
        return [*value, "autre"]
    if current.key == "fil_hours":
        return OTHER_HOURS
    return OTHER_DATE if value is None else f"{value}, autrement"


def _check_change(vote: rows.VoteRow, report: Report) -> Run:
    def run(world: World, now: datetime) -> None:
        wanted = AFTER_ITS_VOTE.get(str(vote.expected.get("outcome")))
        if wanted is not None:
            found = world.get("rule_changes", vote.id).state
            report.compare("rules", vote.subject, f"proposal of {vote.id}", str(wanted), str(found))

    return run
