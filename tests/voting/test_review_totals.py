"""Outside, nothing shown about a vote gives a count from 1 to 4, by subtraction or otherwise."""

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voting.enums import Choice, VoteState
from voting.methods import majority
from voting.models import Tally, Vote
from voting.rules import disclosure, visibility

NAMES = ("for_count", "reserved_count", "against_count", "abstain_count")
FEW = st.integers(0, 9)


def _vote(*counts: int, quorum: int = 6, roll: int = 40, state: str = VoteState.PROCLAIMED) -> Vote:
    vote = Vote(state=state, threshold="simple", quorum_min=quorum, quorum_share_num=0, roll_size=roll)
    by_choice = dict(zip(Choice, counts, strict=True))
    vote.tally = Tally(
        vote=vote,
        is_quorum_met=True,
        territory_count=min(3, sum(counts)),
        outcome=majority.outcome(by_choice, threshold="simple"),
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


def test_a_tie_or_a_quorum_does_not_give_the_hidden_count():
    tie = visibility.shown_counts(_vote(5, 1, 6, 0), exact=False)
    quorum = visibility.shown_counts(_vote(5, 4, 0, 0, quorum=9), exact=False)

    assert (tie[Choice.AGAINST].value, tie[Choice.AGAINST].at_least) == (None, 5)
    assert (quorum[Choice.FOR].value, quorum[Choice.FOR].at_least) == (None, 5)


def test_counts_that_nothing_can_protect_are_not_told_at_all():
    vote = _vote(4, 4, 4, 4, quorum=16)

    assert visibility.shown_counts(vote, exact=False) is None
    assert visibility.shown_counts(vote, exact=True)[Choice.FOR].value == 4
    assert visibility.shown_total(vote, 16, exact=False).at_least == 16


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(FEW, FEW, FEW, FEW, st.integers(0, 30), st.integers(0, 12))
def test_no_hidden_count_can_be_worked_out_from_all_that_is_shown(
    pro, reserved, against, passed, below, above
):
    counts = (pro, reserved, against, passed)
    voted = sum(counts)
    vote = _vote(*counts, quorum=max(voted - below, 0), roll=voted + above)
    told = visibility.shown_counts(vote, exact=False)
    if told is None:
        return
    total = visibility.shown_total(vote, voted, exact=False)
    hidden = {choice for choice, number in told.items() if number.is_under_floor}
    possible = {choice: set() for choice in hidden}
    for guess in product(*(_answers(told[choice], voted + above) for choice in Choice)):
        by_choice = dict(zip(Choice, guess, strict=True))
        if (
            vote.quorum_min <= sum(guess) <= vote.roll_size
            and sum(guess) >= vote.tally.territory_count
            and (sum(guess) == total.value if total.value is not None else sum(guess) >= total.at_least)
            and majority.outcome(by_choice, threshold="simple") == vote.tally.outcome
        ):
            for choice in hidden:
                possible[choice].add(by_choice[choice])

    assert all(counts[list(Choice).index(choice)] in answers for choice, answers in possible.items())
    assert all(len(answers) > 1 for answers in possible.values())
    assert all(
        not 0 < number.value < disclosure.FLOOR for number in told.values() if number.value is not None
    )


def _answers(number: disclosure.Shown, most: int) -> range:
    if number.value is not None:
        return range(number.value, number.value + 1)
    return range(1, disclosure.FLOOR) if number.is_under_floor else range(disclosure.FLOOR, min(most, 14) + 1)
