"""Outside, a total never gives a hidden count by subtraction."""

import pytest

from voting.enums import VoteState
from voting.models import Tally, Vote
from voting.rules import visibility


def _vote(*counts: int) -> Vote:
    vote = Vote(state=VoteState.PROCLAIMED, quorum_min=8, quorum_share_num=0, roll_size=40)
    names = ("for_count", "reserved_count", "against_count", "abstain_count")
    vote.tally = Tally(vote=vote, is_quorum_met=True, **dict(zip(names, counts, strict=True)))
    return vote


@pytest.mark.parametrize(
    ("counts", "least"),
    [((30, 3, 0, 0), 31), ((30, 1, 1, 0), 32), ((30, 4, 4, 0), 32), ((30, 1, 2, 4), 33), ((5, 2, 0, 0), 8)],
)
def test_beside_a_hidden_count_the_total_is_only_the_least_it_can_be(counts, least):
    shown = visibility.shown_total(_vote(*counts), sum(counts), exact=False)

    assert (shown.value, shown.at_least, shown.is_under_floor) == (None, least, False)


@pytest.mark.parametrize("counts", [(30, 5, 6, 0), (30, 0, 0, 0)])
def test_a_total_beside_no_hidden_count_is_shown(counts):
    assert visibility.shown_total(_vote(*counts), sum(counts), exact=False).value == sum(counts)


def test_members_read_the_exact_total():
    assert visibility.shown_total(_vote(30, 1, 1, 0), 32, exact=True).value == 32
