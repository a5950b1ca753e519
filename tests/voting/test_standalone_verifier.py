"""`tools/verifier.py`, alone: it accepts what the independent tool made, and runs anywhere.

Every way of cheating that it refuses, with what only an anchor tells, is in `sealed/test_verify.py`, for both verifiers.
The archives of `tests/data/vectors` were made by `belenios-tool` 2.0.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.voting import boards
from tools import verifier

NAMES = ("v1", "v2", "v3")
TOOL = Path(verifier.__file__)


def reason(content: bytes, **anchors) -> str:
    """Why this archive is refused; « accepted » when it is not."""
    try:
        verifier.verify(content, **anchors)
    except verifier.Wrong as wrong:
        return wrong.code
    return "accepted"


@pytest.mark.parametrize("name", NAMES)
def test_an_archive_made_by_the_independent_tool_is_accepted_with_its_result(name):
    expected = boards.expected(name)

    board = verifier.verify(boards.vector(name), require_result=True)

    told = verifier.report(board, "")
    assert told["result"] == expected["result"]
    assert (told["ballots"], told["voters"]) == (expected["ballots"], expected["voters"])
    assert (told["registered"], told["trustees"]) == (expected["registered"], expected["trustees"])
    assert (told["fingerprint"], told["head"]) == (expected["fingerprint"], expected["last_event"])
    assert told["credentials_hash"] == expected["credentials_hash"]
    counted = {tracker for tracker, _pairs in board.last.values()}
    assert counted == set(expected["trackers_of_counted_ballots"])


@pytest.mark.oracle
@pytest.mark.parametrize("name", NAMES)
def test_the_independent_tool_accepts_the_same_archives(name, tmp_path):
    if shutil.which("belenios-tool") is None:
        pytest.skip("no belenios-tool: apt-get install belenios-tool")
    found = next(boards.VECTORS.glob(f"{name}-*/*.bel"))
    shutil.copy(found, tmp_path)

    said = subprocess.run(
        ["belenios-tool", "election", "verify", "--dir", str(tmp_path)], capture_output=True, text=True
    )

    assert said.returncode == 0
    assert "all checks passed" in said.stderr + said.stdout


def test_taking_apart_and_putting_together_changes_nothing():
    for name in NAMES:
        assert boards.Archive(boards.vector(name)).bytes() == boards.vector(name)


def test_one_wrong_octet_anywhere_is_seen():
    content = boards.vector("v1")
    accepted = []
    for at in range(7, len(content), len(content) // 61):
        wrong = bytearray(content)
        wrong[at] ^= 0x10
        if reason(bytes(wrong)) == "accepted":
            accepted.append(at)

    assert accepted == []


# --- what only something written down before can tell -----------------------------------------------------------


def cut_after(kind: str, name: str = "v1") -> bytes:
    archive = boards.Archive(boards.vector(name))
    last = archive.steps.index(archive.of(kind)[-1])
    archive.steps = archive.steps[: last + 1]
    return archive.bytes()


@pytest.mark.parametrize("kind", ["Setup", "PartialDecryption"])
def test_a_board_cut_between_two_events_holds_but_has_no_result(kind):
    assert reason(cut_after(kind)) == "accepted"
    assert reason(cut_after(kind), require_result=True) == "no_result"
    assert reason(cut_after(kind), previous=boards.vector("v1")) == "rewritten"


def test_a_board_that_grew_follows_the_older_copy():
    assert reason(boards.vector("v1"), previous=cut_after("Ballot")) == "accepted"


# --- as a program ------------------------------------------------------------------------------------------------


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Alone, elsewhere, without any installed library."""
    alone = shutil.copy(TOOL, folder)
    return subprocess.run(
        [sys.executable, "-I", "-S", alone, *arguments], capture_output=True, text=True, cwd=folder
    )


def test_it_runs_alone_anywhere_and_answers_programs(tmp_path):
    (tmp_path / "vote.bel").write_bytes(boards.vector("v1"))

    said = run("vote.bel", "--json", "--require-result", folder=tmp_path)

    told = json.loads(said.stdout)
    assert (said.returncode, told["verdict"], told["result"]) == (0, "accepted", [[3, 0, 1]])


def test_people_read_whether_their_ballot_is_counted_replaced_or_absent(tmp_path):
    (tmp_path / "vote.bel").write_bytes(boards.vector("v1"))
    board = verifier.verify(boards.vector("v1"))
    counted = {tracker for tracker, _pairs in board.last.values()}
    replaced = next(tracker for tracker in board.trackers if tracker not in counted)

    said = {
        word: run("vote.bel", "--tracking-number", number, folder=tmp_path)
        for word, number in (("counted", min(counted)), ("replaced", replaced), ("absent", "A" * 43))
    }

    assert {word: one.returncode for word, one in said.items()} == {"counted": 0, "replaced": 0, "absent": 1}
    assert "il est compté" in said["counted"].stdout
    assert "remplacé" in said["replaced"].stdout
    assert "n'est pas dans l'urne" in said["absent"].stdout


def test_a_refusal_is_one_sentence_and_an_unreadable_file_says_so(tmp_path):
    (tmp_path / "vote.bel").write_bytes(boards.vector("v1")[:-1])

    refused, missing = run("vote.bel", folder=tmp_path), run("nothing.bel", folder=tmp_path)

    assert (refused.returncode, refused.stdout) == (
        1,
        "REFUSÉ. Le fichier n'est pas une archive entière. (archive)\n",
    )
    assert (missing.returncode, missing.stderr) == (2, "Ce fichier ne peut pas être lu.\n")
