"""No line and no branch of the voting core goes untested: `./run cover` says so, and sees when it is not so."""

import os
import sys
from pathlib import Path

import pytest

from tools import run

# The whole of tests/voting runs again inside: by night only.
pytestmark = pytest.mark.night


@pytest.fixture
def cover(monkeypatch, tmp_path, capfd):
    monkeypatch.chdir(run.ROOT)
    monkeypatch.setattr(run, "PYTHON", Path(sys.executable))
    # What this run says of its workers is not for the one inside.
    for name in [name for name in os.environ if name.startswith(("PYTEST_", "COV_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COVERAGE_FILE", str(tmp_path / "coverage"))

    def measured(*arguments: str) -> tuple[int, str]:
        code = run.cover(["-n0", *arguments])
        return code, capfd.readouterr().out

    return measured


def test_every_line_and_branch_of_the_voting_core_is_run_by_its_tests(cover):
    code, said = cover()

    assert "Required test coverage of 100% reached" in said, said[-6000:]
    assert code == 0


def test_a_run_that_leaves_lines_out_fails_and_names_them(cover):
    code, said = cover("-k", "test_limits_are_exact")

    assert code != 0
    assert "voting/domain/closing.py" in said
