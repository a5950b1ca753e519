"""Our tables are the pack's table; the drawing is our tables; every state says what comes."""

from pathlib import Path

import pytest
import yaml
from django.conf import settings

from common.exceptions import IllegalTransition, Refused
from participation.domain.queries.timeline import STATES
from participation.rules import diagram, lifecycles

ROOT = Path(settings.BASE_DIR)
PACK = yaml.safe_load((ROOT / "scenario/pack/state_machine.yaml").read_text(encoding="utf-8"))
NOUNS = sorted(lifecycles.TABLES)


def as_list(value) -> list[str]:
    return value if isinstance(value, list) else [value]


def pack_moves(noun: str) -> dict[tuple[str, str], frozenset[str]]:
    return {
        (origin, row["to"]): frozenset(row["who"])
        for row in PACK[noun]["transitions"]
        for origin in as_list(row["from"])
    }


def our_moves(noun: str) -> dict[tuple[str, str], frozenset[str]]:
    return {(origin, row.to): row.who for row in lifecycles.TABLES[noun] for origin in row.from_states}


@pytest.mark.parametrize("noun", NOUNS)
def test_our_table_has_the_packs_moves_and_roles(noun):
    assert our_moves(noun) == pack_moves(noun)


@pytest.mark.parametrize("noun", NOUNS)
def test_our_states_are_the_packs_states(noun):
    assert [str(state) for state in STATES[noun]] == [state["id"] for state in PACK[noun]["states"]]
    assert set(lifecycles.NEXT[noun]) == {state["id"] for state in PACK[noun]["states"]}


def test_only_the_words_of_a_concern_may_be_sent_with_help():
    helped = {
        (row.noun, row.to): row.with_help_of for row in lifecycles.TABLES["concern"] if row.with_help_of
    }
    in_pack = {
        ("concern", row["to"]): frozenset(row["with_help_of"])
        for row in PACK["concern"]["transitions"]
        if "with_help_of" in row
    }

    assert helped == in_pack


@pytest.mark.parametrize("noun", NOUNS)
def test_each_state_says_who_acts_and_what_comes(noun):
    leaving = {origin for row in lifecycles.TABLES[noun] for origin in row.from_states}

    for state, step in lifecycles.NEXT[noun].items():
        assert str(step.sentence) != ""
        if step.who == "":
            # Nothing more is expected: the end, or something its author may open again.
            assert state not in leaving or (noun, state) == ("concern", "close")


@pytest.mark.parametrize("actor", ["table_member"])
def test_nobody_forbidden_by_the_pack_has_a_row(actor):
    forbidden = [
        row
        for row in lifecycles.TABLES["initiative"]
        if actor in row.who and row.to in {"approuvee", "non_approuvee"}
    ]

    assert forbidden == []


def test_a_move_the_table_does_not_have_is_409_and_somebody_elses_is_403():
    with pytest.raises(IllegalTransition) as unknown:
        lifecycles.check_move("initiative", "idee", "approuvee", {"system"})
    with pytest.raises(Refused) as others:
        lifecycles.check_move("initiative", "en_analyse", "admissible", {"facilitator", "citizen"})

    assert (unknown.value.code, unknown.value.status) == ("illegal_transition", 409)
    assert (others.value.code, others.value.status) == ("not_your_move", 403)


def test_the_drawing_in_docs_is_the_tables():
    assert (ROOT / "docs/cheminement.md").read_text(encoding="utf-8") == diagram.document()
