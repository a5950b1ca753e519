"""What `bench/votes.py` concludes: its two goals hold, are missed, or were not measured."""

import pytest

from bench import votes

NOTHING = float("nan")


@pytest.mark.parametrize(
    ("ratio", "cast", "spread", "code"),
    [
        (0.4, 80.0, 1.1, 0),
        (0.6, 55.0, 1.5, 0),
        (0.61, 80.0, 1.1, 1),
        (0.4, 54.9, 1.1, 1),
        (0.4, 80.0, 1.6, 2),
        (NOTHING, 80.0, 1.0, 2),
        (0.4, NOTHING, 1.1, 2),
        (NOTHING, 54.9, 1.0, 1),
        (0.61, NOTHING, 1.6, 1),
    ],
)
def test_the_goals_decide_the_exit_code(ratio, cast, spread, code):
    told, found = votes.concluded(ratio, cast, 3.2, spread)

    assert found == code
    assert any("goal missed" in line for line in told) is (code == 1)


def test_what_was_not_measured_is_said_so_on_the_last_line():
    told, _code = votes.concluded(NOTHING, NOTHING, 3.216, 1.0)

    assert told[-1] == "verify_over_tool=not measured cast_verified_per_s=not measured tally10k_s=3.22"
    assert told[0] == "no conclusion: verify_over_tool was not measured"


def test_the_last_line_has_the_three_figures():
    assert votes.concluded(0.412, 81.26, 3.216, 1.0) == (
        ["verify_over_tool=0.41 cast_verified_per_s=81.3 tally10k_s=3.22"],
        0,
    )
