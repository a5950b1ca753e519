"""What the independent tool lets through, and ours do not: a strict list, so that a newer tool is noticed."""

from pathlib import Path

import pytest

from tests.voting import tampering
from tests.voting.sealed import elections, forged
from tests.voting.sealed.both import BOTH, accepted_by_the_tool
from voting.crypto import verify

# Sorts of cheating that `belenios-tool` 2.0 does not see, with the ways of doing each that the tests know.
UNSEEN_BY_THE_TOOL = {
    "the same ballot twice": {"same_ballot_twice", "same_answers_signed_anew"},
    "an old ballot after a revote": {"an_old_ballot_after_a_revote"},
    "a ballot after the end": {"one_late_ballot_that_alone_counts"},
    "an end that is missing, or twice": {"no_end", "ends_twice"},
    "a sum that is missing": {"no_tally"},
    "a published sum that is another": {"other_tally", "other_number_of_ballots"},
    "a key that opens twice": {
        "key_that_opens_twice",
        "opened_twice_by_the_same_key",
        "opened_again_after_the_result",
    },
    "the same key for two": {"a_key_that_counts_for_two"},
    "a field too many in an answer": {"a_note_in_the_answer", "a_note_in_a_proof"},
    "a leading zero": {"a_leading_zero", "a_leading_zero_in_a_proof"},
    "rights to vote in another order": {"credentials_out_of_order"},
    "a second beginning, a second result": {"set_up_twice", "same_result_twice"},
}


@BOTH
@pytest.mark.parametrize(("make", "code"), forged.EACH)
def test_a_forged_board_whose_sums_are_right_is_refused(reason, make, code):
    assert reason(make()) == code


def unseen(names: set[str], folder: Path) -> set[str]:
    made = {param.id: param.values[0] for param in tampering.EVERY_ONE}
    made |= {make.__name__: make for make, _code in forged.EACH}
    return {name for name in names or set(made) if accepted_by_the_tool(made[name](), folder)}


@pytest.mark.oracle
def test_the_independent_tool_lets_these_through(tmp_path):
    known = set().union(*UNSEEN_BY_THE_TOOL.values())

    assert unseen(known, tmp_path) == known


@pytest.mark.night
@pytest.mark.oracle
def test_the_independent_tool_lets_nothing_else_through(tmp_path):
    assert unseen(set(), tmp_path) == set().union(*UNSEEN_BY_THE_TOOL.values())


@pytest.mark.oracle
@pytest.mark.parametrize("scrutineers", [1, 2])
def test_a_board_of_ours_holds_for_the_independent_tool_with_the_same_result(scrutineers, tmp_path):
    """It compares the published result with what it counts itself: accepted means equal."""
    vote = elections.opened(elections.UP_TO_TWO, elections.WITH_BLANK, scrutineers=scrutineers)
    vote.cast(0, (1, 1, 0), (0, 1, 1, 0))
    vote.cast(1, (0, 0, 0), (1, 0, 0, 0))
    vote.cast(0, (0, 1, 0), (0, 0, 0, 1))
    result = vote.close()

    assert accepted_by_the_tool(vote.archive, tmp_path)
    assert verify.verify(vote.archive).result == [list(row) for row in result] == [[0, 1, 0], [1, 0, 0, 1]]


@pytest.mark.oracle
def test_without_a_result_the_independent_tool_only_warns(tmp_path):
    vote = elections.opened()
    vote.cast(0, forged.FOR)

    assert not accepted_by_the_tool(vote.archive, tmp_path)
    assert verify.verify(vote.archive).verdict == "ok"
    assert verify.verify(vote.archive, require_result=True).reason == "no_result"
