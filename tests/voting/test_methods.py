"""Counting compared with a naive oracle written another way."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting.methods import majority, quorum

few = st.integers(min_value=0, max_value=60)
many = st.integers(min_value=0, max_value=10**30)


def counts(in_favour=0, reserved=0, against=0, abstain=0):
    return {"pour": in_favour, "pour_avec_reserve": reserved, "contre": against, "je_passe": abstain}


def oracle(ballots: list[str], threshold: str) -> str:
    """Goes through the ballots one by one, with fractions."""
    expressed = [ballot for ballot in ballots if ballot != "je_passe"]
    yes = [ballot for ballot in expressed if ballot.startswith("pour")]
    if len(yes) * 2 == len(expressed):
        return "egalite"
    part = Fraction(len(yes), len(expressed))
    reached = {
        "simple": part > Fraction(1, 2),
        "deux_tiers": part >= Fraction(2, 3),
        "trois_quarts": part >= Fraction(3, 4),
    }
    return "approuvee" if reached[threshold] else "non_approuvee"


@given(few, few, few, few, st.sampled_from(["simple", "deux_tiers", "trois_quarts"]))
def test_the_outcome_is_the_one_a_naive_count_finds(in_favour, reserved, against, abstain, threshold):
    tally = counts(in_favour, reserved, against, abstain)
    ballots = [choice for choice, number in tally.items() for _each in range(number)]

    assert majority.outcome(tally, threshold=threshold) == oracle(ballots, threshold)


@given(many, many, many, many, st.sampled_from(["simple", "deux_tiers", "trois_quarts"]))
def test_passing_never_changes_the_outcome(in_favour, against, abstain, other, threshold):
    one = majority.outcome(counts(in_favour, 0, against, abstain), threshold=threshold)

    assert one == majority.outcome(counts(in_favour, 0, against, other), threshold=threshold)


@given(st.integers(0, 500), st.integers(0, 100), st.integers(0, 10**6))
def test_the_quorum_is_the_larger_of_both_numbers_rounded_up(quorum_min, share, roll):
    expected = max(quorum_min, math.ceil(Fraction(share, 100) * roll))

    assert quorum.needed(quorum_min=quorum_min, share_num=share, share_den=100, roll=roll) == expected


@pytest.mark.parametrize(
    ("tally", "threshold", "expected"),
    [
        (counts(12, 0, 7), "deux_tiers", "non_approuvee"),
        (counts(13, 0, 6), "deux_tiers", "approuvee"),
        (counts(2, 0, 1), "deux_tiers", "approuvee"),
        (counts(3, 0, 1), "trois_quarts", "approuvee"),
        (counts(1, 1, 2), "simple", "egalite"),
        (counts(0, 0, 0, 9), "simple", "egalite"),
        (counts(0, 0, 0, 9), "deux_tiers", "egalite"),
        (counts(0, 0, 1), "simple", "non_approuvee"),
        (counts(10**30 + 1, 0, 10**30), "simple", "approuvee"),
    ],
)
def test_limits_are_exact(tally, threshold, expected):
    assert majority.outcome(tally, threshold=threshold) == expected


@pytest.mark.parametrize(
    ("voted", "territories", "expected"), [(8, 3, True), (7, 3, False), (8, 2, False), (7, 2, False)]
)
def test_the_quorum_needs_people_and_territories(voted, territories, expected):
    met = quorum.is_met(voted=voted, people_needed=8, territories=territories, min_territories=3)

    assert met is expected


@pytest.mark.parametrize(("roll", "expected"), [(21, 8), (40, 8), (41, 9), (45, 9), (46, 10)])
def test_a_fifth_of_the_roll_is_rounded_up(roll, expected):
    assert quorum.needed(quorum_min=8, share_num=20, share_den=100, roll=roll) == expected
