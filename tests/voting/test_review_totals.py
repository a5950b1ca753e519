"""Outside, nothing shown about a vote gives a count from 1 to 4, by subtraction or otherwise."""

from collections import defaultdict
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from voting.enums import Choice, VoteState
from voting.methods import majority
from voting.models import Tally, Vote
from voting.rules import disclosure, visibility

NAMES = ("for_count", "reserved_count", "against_count", "abstain_count")
FEW = st.integers(0, 9)
MANY = st.integers(0, 60)
THRESHOLDS = ("simple", "deux_tiers", "trois_quarts")
# The quorum, the list, the MRC represented, and who stepped back from the list.
SMALL = [
    (1, 7, 1, 0),
    (3, 12, 2, 0),
    (5, 9, 3, 0),
    (8, 12, 4, 2),
    (8, 15, 4, 0),
    (14, 16, 3, 0),
    (20, 20, 5, 0),
]


def _vote(
    *counts: int,
    quorum: int = 6,
    roll: int = 40,
    state: str = VoteState.PROCLAIMED,
    threshold: str = "simple",
    places: int = 3,
    barred: int = 0,
) -> Vote:
    vote = Vote(state=state, threshold=threshold, quorum_min=quorum, quorum_share_num=0, roll_size=roll)
    vote.barred_count = barred
    by_choice = dict(zip(Choice, counts, strict=True))
    vote.tally = Tally(
        vote=vote,
        is_quorum_met=True,
        territory_count=min(places, sum(counts)),
        outcome=majority.outcome(by_choice, threshold=threshold),
        **dict(zip(NAMES, counts, strict=True)),
    )
    return vote


@pytest.mark.parametrize(
    ("counts", "least"), [((30, 3, 0, 0), 31), ((30, 1, 1, 0), 32), ((30, 4, 4, 0), 32), ((30, 1, 2, 4), 33)]
)
def test_beside_a_hidden_count_the_total_is_only_the_least_it_can_be(counts, least):
    shown = visibility.shown_total(_vote(*counts), sum(counts), exact=False)

    assert (shown.value, shown.at_least, shown.is_under_floor) == (None, least, False)


@pytest.mark.parametrize("counts", [(30, 5, 5, 0), (30, 0, 0, 0)])
def test_a_total_beside_no_hidden_count_is_shown(counts):
    assert visibility.shown_total(_vote(*counts), sum(counts), exact=False).value == sum(counts)


def test_members_read_the_exact_total():
    assert visibility.shown_total(_vote(30, 1, 1, 0), 32, exact=True).value == 32


@pytest.mark.parametrize("state", visibility.BEFORE_COUNTS)
@pytest.mark.parametrize(
    ("voted", "told"), [(3, (None, None)), (5, (5, None)), (6, (None, 6)), (33, (None, 6))]
)
def test_before_the_counts_a_total_over_the_quorum_cannot_be_noted_down(state, voted, told):
    shown = visibility.shown_total(_vote(30, 3, 0, 0, state=state), voted, exact=False)

    assert (shown.value, shown.at_least) == told
    assert visibility.shown_total(_vote(30, 3, 0, 0, state=state), voted, exact=True).value == voted


@pytest.mark.parametrize(("voted", "told"), [(0, 3), (1, None), (4, None), (5, 3)])
def test_four_mrc_never_say_that_four_people_voted(voted, told):
    assert visibility.shown_territories(voted, 3, exact=False).value == told
    assert visibility.shown_territories(voted, 3, exact=True).value == 3


def test_a_tie_a_quorum_or_a_full_list_tells_no_count():
    given_away = [
        _vote(5, 1, 6, 0),
        _vote(5, 4, 0, 0, quorum=9),
        _vote(0, 0, 1, 19, quorum=8, roll=20),
        _vote(10, 0, 0, 1, quorum=3, roll=16, barred=5),
    ]

    assert [visibility.shown_counts(vote, exact=False) for vote in given_away] == [None] * 4
    assert [visibility.shown_counts(vote, exact=True)[Choice.FOR].value for vote in given_away] == [
        5,
        5,
        0,
        10,
    ]


def test_counts_with_a_doubt_left_are_told():
    told = visibility.shown_counts(_vote(10, 0, 0, 1, quorum=3, roll=16), exact=False)

    assert [(number.value, number.is_under_floor) for number in told.values()] == [
        (10, False),
        (0, False),
        (0, False),
        (None, True),
    ]


def test_a_total_beside_no_count_is_the_quorum():
    vote = _vote(4, 4, 4, 4, quorum=16)

    assert visibility.shown_counts(vote, exact=False) is None
    assert visibility.shown_total(vote, 16, exact=False).at_least == 16


@pytest.mark.parametrize("threshold", THRESHOLDS)
@pytest.mark.parametrize(("quorum", "roll", "places", "barred"), SMALL)
def test_on_a_small_list_no_count_from_1_to_4_can_be_worked_out(quorum, roll, places, barred, threshold):
    assert _given_away(quorum, roll, places, barred, threshold) == []


def test_a_rule_that_says_its_first_step_was_not_safe_is_caught(monkeypatch):
    """The rule of before: larger counts become « 5 or more » one by one, until the real counts are protected."""
    monkeypatch.setattr(disclosure, "published", _adaptive)

    assert _given_away(8, 15, 4, 0, "simple") != []


def test_a_rule_that_forgets_who_stepped_back_is_caught(monkeypatch):
    held = disclosure.published
    monkeypatch.setattr(
        disclosure, "published", lambda counts, known: held(counts, known=replace(known, most=known.most + 2))
    )

    assert _given_away(8, 12, 4, 2, "simple") != []


def _given_away(quorum: int, roll: int, places: int, barred: int, threshold: str) -> list[tuple[int, ...]]:
    """A result of each group that reads the same outside and leaves one answer from 1 to 4 to some count, told
    « fewer than 5 » or not told."""
    read_the_same = defaultdict(list)
    most = roll - barred
    for counts in product(range(most + 1), repeat=len(Choice)):
        if max(quorum, places) <= sum(counts) <= most:
            vote = _vote(*counts, quorum=quorum, roll=roll, threshold=threshold, places=places, barred=barred)
            read_the_same[_read_outside(vote, sum(counts))].append(counts)
    return [
        group[0]
        for group in read_the_same.values()
        if any(
            len(set(values)) == 1 and 0 < values[0] < disclosure.FLOOR for values in zip(*group, strict=True)
        )
    ]


def _read_outside(vote: Vote, voted: int) -> tuple:
    told = visibility.shown_counts(vote, exact=False)
    return (
        None if told is None else tuple(told.values()),
        visibility.shown_total(vote, voted, exact=False),
        visibility.shown_territories(voted, vote.tally.territory_count, exact=False),
        vote.tally.outcome,
    )


def _adaptive(counts, *, known):
    larger = sorted(
        (name for name in counts if counts[name] >= disclosure.FLOOR), key=lambda name: -counts[name]
    )
    for kept_back in range(len(larger) + 1):
        told = {name: disclosure.shown(number) for name, number in counts.items()}
        told |= dict.fromkeys(larger[:kept_back], disclosure.Shown(None, at_least=disclosure.FLOOR))
        guesses = (
            dict(zip(told, numbers, strict=True))
            for numbers in product(*(_answers(number, known.most) for number in told.values()))
        )
        possible = [guess for guess in guesses if known.allows(guess)]
        hidden = [name for name, number in told.items() if number.is_under_floor]
        if all(len({guess[name] for guess in possible}) > 1 for name in hidden):
            return told
    return None


def _answers(number: disclosure.Shown, most: int) -> range:
    if number.value is not None:
        return range(number.value, number.value + 1)
    return range(1, disclosure.FLOOR) if number.is_under_floor else range(disclosure.FLOOR, most + 1)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(
    st.tuples(FEW | MANY, FEW, FEW | MANY, FEW | MANY),
    st.integers(0, 30),
    st.integers(0, 12) | st.integers(0, 1900),
    st.sampled_from(THRESHOLDS),
)
def test_on_a_longer_list_each_hidden_count_keeps_two_answers(counts, below, above, threshold):
    voted = sum(counts)
    known = {"quorum": max(voted - below, 0), "roll": voted + above, "threshold": threshold}
    vote = _vote(*counts, **known)
    told = visibility.shown_counts(vote, exact=False)
    assume(told is not None)
    read = _read_outside(vote, voted)
    assert not any(
        number.value is not None and 0 < number.value < disclosure.FLOOR for number in told.values()
    )

    guesses = [
        guess
        for guess in product(*(_answers(number, voted + above) for number in told.values()))
        if max(known["quorum"], vote.tally.territory_count) <= sum(guess) <= known["roll"]
        and _read_outside(_vote(*guess, **known), sum(guess)) == read
    ]

    assert counts in guesses
    for place, number in enumerate(told.values()):
        assert not number.is_under_floor or len({guess[place] for guess in guesses}) > 1
