"""One table of moves: the rules, the triggers and the scenario say the same."""

from pathlib import Path

import yaml

from voting.methods import majority, quorum
from voting.rules import lifecycle
from voting.triggers import ALLOWED_MOVES

PACK = Path(__file__).parents[2] / "scenario" / "pack"


def load(name: str) -> dict:
    return yaml.safe_load((PACK / f"{name}.yaml").read_text(encoding="utf-8"))


def test_the_rules_and_the_triggers_allow_the_same_moves():
    assert {(row.source, row.target) for row in lifecycle.TRANSITIONS} == set(ALLOWED_MOVES)


def test_the_table_is_the_one_of_the_scenario():
    expected = set()
    for row in load("state_machine")["vote"]["transitions"]:
        sources = row["from"] if isinstance(row["from"], list) else [row["from"]]
        expected |= {(source, row["to"]) for source in sources}

    assert {(row.source, row.target) for row in lifecycle.TRANSITIONS} == expected


def test_every_move_says_its_guard_its_next_step_and_its_deadline():
    assert [row for row in lifecycle.TRANSITIONS if not (row.guard and row.next_step and row.deadline)] == []
    assert lifecycle.may_move("ouvert", "ferme") is True
    assert lifecycle.may_move("ferme", "ouvert") is False


def test_the_votes_of_the_scenario_come_out_as_expected():
    pack = load("votes")
    territory = {person["id"]: person.get("territory") for person in load("people")["people"]}
    found, expected = {}, {}
    for vote in pack["votes"]:
        if vote["expected"]["outcome"] in ("en_cours", "ouverture_refusee"):
            continue
        choices = list(vote["ballots"].values())
        names = ("pour", "pour_avec_reserve", "contre", "je_passe")
        roll = len(pack["eligible_roll"]) - len(vote.get("recusals", []))
        rules = vote["rules"]
        is_met = quorum.is_met(
            voted=len(choices),
            people_needed=quorum.needed(
                quorum_min=rules["quorum_min"],
                share_num=round(rules["quorum_share"] * 100),
                share_den=100,
                roll=roll,
            ),
            territories=len({territory[person] for person in vote["ballots"]}),
            min_territories=rules["min_territories"],
        )
        counts = {name: choices.count(name) for name in names}
        outcome = majority.outcome(counts, threshold=rules["threshold"]) if is_met else "quorum_non_atteint"
        found[vote["id"]], expected[vote["id"]] = outcome, vote["expected"]["outcome"]

    assert len(found) == 10
    assert found == expected
