"""`manage.py vote`: looks, lets the clock act, exports a board that both verifiers accept."""

import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from common import clock
from tests import cast as people
from tests.voting import ballots
from voting.crypto import verify
from voting.enums import Choice, VoteState

pytestmark = pytest.mark.django_db


def run(*arguments) -> str:
    out = StringIO()
    call_command("vote", *[str(one) for one in arguments], stdout=out)
    return out.getvalue()


def test_the_clock_acts_at_its_time_never_before():
    people.citizens(3)
    vote = ballots.announced()
    with clock.frozen(ballots.ANNOUNCED_AT), pytest.raises(CommandError):
        run("open", vote.pk)
    run("open", vote.pk)
    with pytest.raises(CommandError):
        run("close", vote.pk)
    with clock.frozen(ballots.AFTER):
        run("close", vote.pk)

    vote.refresh_from_db()
    assert vote.state == VoteState.NO_QUORUM
    assert vote.title in run("list")


def test_an_exported_board_is_checked_by_a_program_that_shares_nothing(tmp_path):
    vote = ballots.proclaimed(people.citizens(4), [Choice.FOR] * 3 + [Choice.AGAINST])
    path, anchors = run("export", vote.pk, tmp_path / "un").splitlines()

    again = [sys.executable, "tools/verifier.py", path, *anchors.split(), "--require-result"]
    done = subprocess.run(again, capture_output=True, text=True, cwd=Path(__file__).parents[2])

    assert (done.returncode, verify.verify(Path(path).read_bytes()).result) == (0, [[3, 0, 1, 0]])
    with pytest.raises(CommandError):
        run("export", vote.pk, tmp_path / "un")
    with pytest.raises(CommandError):
        run("export", 999, tmp_path / "deux")
