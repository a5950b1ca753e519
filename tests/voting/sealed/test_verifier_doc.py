"""`docs/verifier.md`: its commands run as they are written, and its table says what the tests found."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.voting import boards
from tests.voting.sealed.test_beside_the_tool import UNSEEN_BY_THE_TOOL

ROOT = Path(__file__).resolve().parents[3]
DOC = (ROOT / "docs" / "verifier.md").read_text(encoding="utf-8")
BLOCKS = [block.strip() for block in re.findall(r"```sh\n(.*?)```", DOC, re.DOTALL)]
OURS = [block for block in BLOCKS if "belenios-tool" not in block]


@pytest.fixture
def folder(tmp_path) -> Path:
    """What the page says a person has: the archive, an older copy, the program."""
    archive = boards.Archive(boards.vector("v1"))
    (tmp_path / "vote.bel").write_bytes(archive.bytes())
    archive.steps = archive.steps[:3]
    (tmp_path / "avant.bel").write_bytes(archive.bytes())
    shutil.copy(ROOT / "tools" / "verifier.py", tmp_path)
    (tmp_path / "manage.py").symlink_to(ROOT / "manage.py")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("python", "python3"):
        (programs / name).symlink_to(sys.executable)
    return tmp_path


def run(block: str, folder: Path) -> subprocess.CompletedProcess[str]:
    # The folder of the environment itself, not the link's: a link alone does not find what is installed.
    path = f"{Path(sys.executable).parent}:{folder / 'bin'}:{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-e", "-c", block], cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, text=True
    )


@pytest.mark.parametrize("block", OURS)
def test_each_command_of_ours_runs_as_written(block, folder):
    said = run(block, folder)

    assert (said.returncode, said.stderr) == (0, "")
    assert "Tout se tient" in said.stdout


def test_the_page_shows_each_of_our_two_programs_and_every_anchor():
    shown = "\n".join(OURS)

    assert shown.count("verifier.py vote.bel") == shown.count("verify_vote vote.bel") == 3
    for option in ("--require-result", "--previous", "--fingerprint", "--credentials-hash"):
        assert shown.count(option) == 2


@pytest.mark.oracle
def test_the_commands_of_the_independent_tool_run_as_written(folder):
    if shutil.which("belenios-tool") is None:
        pytest.skip("no belenios-tool: apt-get install belenios-tool")

    said = run("\n".join(block for block in BLOCKS if "belenios-tool" in block), folder)

    assert said.returncode == 0, said.stderr
    assert "all checks passed" in said.stderr + said.stdout
    assert "no result to check" not in said.stderr + said.stdout


def test_the_table_has_a_line_for_each_sort_of_cheating_that_the_tool_does_not_see():
    assert DOC.count("| oui | **non** |") == len(UNSEEN_BY_THE_TOOL)
