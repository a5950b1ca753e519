"""The Espace's rules: versions, history, and invariants nobody changes."""

from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from common.exceptions import Refused
from participation.domain import decisions, operating_rules, supports
from participation.domain.queries import rules as queries
from participation.models import OperatingRule, RuleChange
from participation.rules import rule_values
from participation.rules.defaults import DEFAULTS, LOCKED_KEYS
from tests import cast
from tests.cast import NOW
from voting.domain import casting
from voting.enums import Choice

PACK = yaml.safe_load((Path(settings.BASE_DIR) / "scenario/pack/modalites.yaml").read_text(encoding="utf-8"))[
    "modalites"
]
LONG_AGO = NOW - timedelta(days=60)


def establish(key: str = "quorum_min", value=8, *, now=LONG_AGO, **changed) -> OperatingRule:
    row = {"label": "Quorum", "why": "Autant que de MRC.", "basis": "jugement"} | changed
    return operating_rules.establish(key=key, value=value, now=now, **row)


def code_of(act) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code


def voted_change(value=9) -> RuleChange:
    """A change of `quorum_min` that the citizens voted for."""
    voters = cast.citizens(8)
    change = RuleChange.objects.create(
        key="quorum_min",
        proposed_value=value,
        reason="On est plus.",
        proposed_by=voters[0],
        proposed_at=LONG_AGO,
    )
    for person in voters[1:4]:
        supports.support_rule_change(by=person, change=change, now=NOW - timedelta(days=30))
    opens_at = NOW + timedelta(days=4)
    decision = decisions.put_rule_change_to_vote(
        by=cast.facilitator(),
        change=change,
        opens_at=opens_at,
        closes_at=opens_at + timedelta(days=10),
        now=NOW,
    )
    for person in voters:
        casting.cast(by=person, vote=decision.vote, choice=Choice.FOR, now=NOW + timedelta(days=5))
    decisions.settle(now=NOW + timedelta(days=14, minutes=1))
    change.refresh_from_db()
    return change


def test_what_we_start_with_is_the_packs_rules():
    def as_stored(rule):
        if rule["id"] == "quorum_share":
            return {"num": 20, "den": 100}
        return rule["default"]

    assert {rule["id"]: as_stored(rule) for rule in PACK} == DEFAULTS
    assert {rule["id"] for rule in PACK if rule.get("locked")} == LOCKED_KEYS


def test_the_book_gives_typed_values_and_falls_back_to_the_founding_ones(db):
    establish("table_accepts_clock_on", "2026-09-01")
    establish("min_voting_age", 14)

    book, before = queries.rule_book(NOW), queries.rule_book(LONG_AGO - timedelta(days=1))

    assert (book.min_voting_age, before.min_voting_age, book.quorum_share) == (14, 16, (20, 100))
    assert (book.table_accepts_clock_on.isoformat(), before.table_accepts_clock_on) == ("2026-09-01", None)
    with pytest.raises(AttributeError):
        _ = book.quorum_minimum


def test_a_vote_of_the_citizens_makes_a_new_version_and_keeps_the_old_one(db):
    establish()

    change = voted_change()

    assert change.state == "adoptee"
    assert [(rule.version, rule.value) for rule in queries.history("quorum_min")] == [(1, 8), (2, 9)]
    assert (
        queries.value("quorum_min", at=NOW),
        queries.value("quorum_min", at=NOW + timedelta(days=15)),
    ) == (8, 9)


def test_no_rule_changes_without_its_own_approved_decision(db):
    establish()
    establish("min_territories", 3)
    decision = voted_change().decisions.get()
    changing = {"by": cast.facilitator(), "now": NOW + timedelta(days=20), "decision": decision}

    assert (
        code_of(lambda: operating_rules.change(**changing, key="min_territories", value=1)) == "no_decision"
    )
    assert code_of(lambda: operating_rules.change(**changing, key="quorum_min", value=1)) == "no_decision"
    assert queries.history("min_territories").count() == 1


def test_an_invariant_is_refused_with_its_reason(db):
    establish("only_citizens_vote", True, is_locked=True, why="« Citoyen.nes-décisionnel » (l.198)")

    with pytest.raises(Refused) as refusal:
        establish("only_citizens_vote", False)

    assert refusal.value.code == "locked_rule"
    assert "« Citoyen.nes-décisionnel » (l.198)" in str(refusal.value.sentence)
    assert queries.value("only_citizens_vote", at=NOW) is True


@pytest.mark.parametrize("key", sorted(LOCKED_KEYS))
@pytest.mark.database
def test_the_database_keeps_invariants(db, key):
    rule = establish(key, True)
    row = ["label", "value", "options", "unit", "basis", "why", "effective_at", "position"]
    again = {name: getattr(rule, name) for name in row}

    assert rule.is_locked is True
    with pytest.raises(IntegrityError, match="rule_locked"), transaction.atomic():
        OperatingRule.objects.create(key=key, version=2, **again)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        OperatingRule.objects.filter(pk=rule.pk).update(value=False)
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM participation_operatingrule WHERE id = %s", [rule.pk])


def test_provisional_rules_move_until_the_espace_adopts_them(db):
    establish()
    establish(value=7)
    establish("rules_adopted", True)

    assert code_of(lambda: establish(value=6, now=NOW)) == "rules_adopted"
    assert [rule.value for rule in queries.history("quorum_min")] == [8, 7]


@pytest.mark.parametrize(
    ("rule", "fits", "refused"),
    [
        ({"value": 10, "minimum": 5}, [5, 30], [4, -1, "10", True, 7.5, None]),
        ({"value": True}, [True, False], [1, "true", None]),
        (
            {"value": "simple", "options": [{"value": "simple"}, {"value": "deux_tiers"}]},
            ["deux_tiers"],
            ["moitie", 2],
        ),
        (
            {"value": {"num": 20, "den": 100}},
            [{"num": 1, "den": 3}],
            [0.2, {"num": 3, "den": 2}, {"num": 1, "den": 0}],
        ),
    ],
)
def test_a_value_fits_its_rule(rule, fits, refused):
    row = OperatingRule(key="x", **rule)

    for value in fits:
        rule_values.check_value_fits(row, value)
    assert [code_of(lambda value=value: rule_values.check_value_fits(row, value)) for value in refused] == [
        "value"
    ] * len(refused)
