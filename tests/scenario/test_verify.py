"""The acceptance replay: it passes on what is right and names what is wrong."""

import json
from contextlib import nullcontext

import pytest
from django.core.management import call_command
from django.db import transaction

from accounts.models import Person
from scenario import throwaway
from scenario.verification.run import verify
from tests.scenario import packs

LIVES = "transitions 95/95 · rules 67/67"
SUMMARY = f"votes 12/12 · permissions 19/19 · transmissions 5/5 · seats 23 · parity 11/11 · {LIVES}"


@pytest.fixture
def in_place(monkeypatch):
    """The test's own database is already a throw-away one."""
    monkeypatch.setattr(throwaway, "database", nullcontext)


@pytest.mark.django_db
def test_the_projects_pack_verifies_and_leaves_nothing(in_place, capsys):
    call_command("scenario", "verify")
    assert capsys.readouterr().out.splitlines() == [
        "people 39 · roll 21/21",
        "acts 716/716 · states 38/38",
        "votes 12/12",
        "permissions 19/19",
        "transmissions 5/5",
        "funding 1/1",
        "threads 6/6",
        "seats 23 · parity 11/11",
        SUMMARY,
    ]
    assert Person.objects.count() == 0


def _five_mistakes(files):
    packs.lighten(files)
    packs.vote(files, "v01")["expected"]["for"] = 12
    packs.vote(files, "v02")["ballots"]["c07"] = "pour"
    packs.vote(files, "v03")["rules"]["quorum_min"] = 6
    packs.by_id(files["transmissions"]["transmissions"], "tr2")["due_on"] = "2026-11-01"
    late = packs.by_id(files["transmissions"]["transmissions"], "tr4")["expected"]
    late["show"] = late["show"].replace("11 novembre", "12 novembre")
    files["funding"]["expected"]["2026-2027"]["remaining"] = 90501
    files["table_regionale"]["compositions"][0]["expected_counts"]["communaute"] = 12


def _everything_wrong(files):
    for change in (_support_on_the_roll, _five_mistakes, _other_lives, _other_rules_and_reasons):
        change(files)
    _attempts(files)


@pytest.fixture(scope="module")
def wrong(tmp_path_factory, django_db_setup, django_db_blocker):
    """One replay of a pack with all the mistakes of this file, which do not touch each other."""
    directory = packs.changed(tmp_path_factory.mktemp("wrong") / "pack", _everything_wrong)
    with django_db_blocker.unblock(), transaction.atomic():
        report = verify(packs.pack_of(directory))
        transaction.set_rollback(True)
    return report


@pytest.fixture
def replayed(wrong, in_place, monkeypatch):
    """The command shows that replay instead of making another one."""
    monkeypatch.setattr("scenario.management.commands.scenario.verify", lambda pack: wrong)


def test_each_mistake_of_a_pack_is_named_with_both_values(replayed, capsys):
    with pytest.raises(SystemExit) as end:
        call_command("scenario", "verify")
    assert end.value.code == 1
    said = capsys.readouterr().out.splitlines()
    assert "v01 for: expected 12, found 13" in said
    assert "v02 for: expected 9, found 10" in said
    assert "v02 against: expected 1, found 0" in said
    assert "v03 quorum: expected False, found True" in said
    assert "v03 outcome: expected quorum_non_atteint, found approuvee" in said
    assert "tr2 due_on: expected 2026-11-01, found 2026-10-31" in said
    assert any(line.startswith("tr4 show: expected ") and "12 novembre 2026" in line for line in said)
    assert "funding 2026-2027 remaining: expected 90501, found 90500" in said
    assert "seats 2024-2029 communaute: expected 12, found 11" in said
    assert said[-1] == (
        "votes 1/12 · permissions 0/3 · transmissions 3/5 · seats 23 · parity 11/11 · transitions 91/95 · rules 65/67"
    )


def _support_on_the_roll(files):
    packs.lighten(files)
    files["votes"]["eligible_roll"].append("s01")
    packs.by_id(files["initiatives"]["initiatives"], "i05")["state"] = "admissible"


def _attempts(files):
    files["votes"]["forbidden_attempts"] = [
        {"actor": "c05", "action": "voter", "vote": "v06", "expect": "refuse", "why": "faux"},
        {"actor": "s01", "action": "voter", "vote": "v06", "expect": "accepte", "why": "faux"},
        {"actor": "s01", "action": "danser", "vote": "v06", "expect": "refuse", "why": "inconnu"},
    ]


def test_a_support_person_on_the_roll_and_wrong_permissions_are_named(wrong):
    said = {difference.line for difference in wrong.differences}
    assert {
        "s01 roll: expected on the roll, found may not vote",
        "c05 voter v06 domain: expected refuse, found accepte",
        "c05 voter v06 page: expected refuse, found accepte",
        "s01 voter v06 domain: expected accepte, found refuse",
        "s01 voter v06 page: expected accepte, found refuse",
        "s01 danser v06 action: expected an action that is known, found unknown",
        "i05 state: expected admissible, found en_deliberation",
    } <= said
    assert wrong.score("permissions") == "0/3"


def _other_rules(files):
    packs.lighten(files)
    packs.vote(files, "v02")["rules"] |= {"quorum_min": 9, "quorum_share": 0.35, "threshold": "trois_quarts"}
    packs.vote(files, "v04")["rules"] |= {"quorum_min": 5}


@pytest.mark.night
@pytest.mark.django_db
@pytest.mark.parametrize(("weeks", "seed"), [(9, 1), (-20, 2)])
def test_another_region_with_other_people_dates_rules_and_ballots_verifies(tmp_path, weeks, seed):
    files = dict(packs.pack_of(packs.changed(tmp_path / "first", _other_rules)).files)
    directory = packs.written(tmp_path / "pack", packs.renamed(files, weeks=weeks, seed=seed))
    report = verify(packs.pack_of(directory))
    assert [difference.line for difference in report.differences] == []
    assert report.summary == SUMMARY.replace("19/19", "0/0")


def test_json_says_the_same_for_programs(replayed, wrong, capsys):
    with pytest.raises(SystemExit):
        call_command("scenario", "verify", json=True)
    said = json.loads(capsys.readouterr().out)
    assert said["is_right"] is False
    assert {"thing": "v01", "field": "for", "expected": 12, "found": 13} in said["differences"]
    assert len(said["differences"]) == len(wrong.differences)
    assert said["figures"]["seats"] == 23


def _move(files, noun, source, target):
    rows = files["state_machine"][noun]["transitions"]
    return next(row for row in rows if row["to"] == target and source in (row["from"], *row["from"]))


def _other_lives(files):
    packs.lighten(files)
    _move(files, "initiative", "en_analyse", "admissible")["who"] = ["signatory", "table_member"]
    files["state_machine"]["issue"]["transitions"].pop(0)
    _move(files, "vote", "ouvert", "ferme")["who"] = ["facilitator"]
    files["state_machine"]["vote"]["transitions"].append(
        {"from": "ferme", "to": "ouvert", "who": ["facilitator"]}
    )


def test_a_table_of_states_that_says_otherwise_is_named_move_by_move(wrong):
    said = [difference.line for difference in wrong.differences]
    assert {
        "initiative en_analyse → admissible who: expected signatory, table_member, found signatory",
        "issue proposee → partagee who: expected nobody, found facilitator",
        "vote ouvert → ferme who: expected facilitator, found system",
        "vote ferme → ouvert who: expected facilitator, found nobody",
    } <= set(said)
    # The issues of the replay walked the step that this pack does not have.
    assert sum(line.startswith("issue proposee → partagee of ") for line in said) > 1
    assert wrong.score("transitions") == "91/95"


def _other_rules_and_reasons(files):
    packs.lighten(files)
    rules = files["modalites"]["modalites"]
    packs.by_id(rules, "only_citizens_vote")["locked"] = False
    packs.by_id(rules, "vote_channels")["locked"] = True
    packs.vote(files, "v08")["expected"]["outcome"] = "approuvee"


def test_a_rule_that_may_change_or_not_and_what_its_vote_changed_are_compared(wrong):
    said = {difference.line for difference in wrong.differences}
    assert {
        "only_citizens_vote is_locked (version 1): expected False, found True",
        "v08 outcome: expected approuvee, found non_approuvee",
        "min_voting_age value: expected 14, found 16",
        "min_voting_age proposal of v08: expected adoptee, found rejetee",
    } <= said
    assert any(line.startswith("only_citizens_vote change proposed by a citizen: ") for line in said)
    assert wrong.score("rules") == "65/67"
