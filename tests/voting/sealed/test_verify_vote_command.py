"""`manage.py verify_vote`: a sentence, a code, an exit status; never a traceback."""

import ast
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.voting import boards
from tests.voting.tampering import on_the_board
from voting.crypto import verification
from voting.management.refusals import SENTENCES

ROOT = Path(__file__).resolve().parents[3]


def run(*arguments: object) -> tuple[int, str]:
    said = io.StringIO()
    try:
        call_command("verify_vote", *map(str, arguments), stdout=said)
    except SystemExit as left:
        return int(str(left.code)), said.getvalue().replace("\xa0", " ")
    return 0, said.getvalue().replace("\xa0", " ")


@pytest.fixture
def archive(tmp_path) -> Path:
    path = tmp_path / "vote.bel"
    path.write_bytes(boards.vector("v1"))
    return path


def test_a_vote_that_holds_is_told_in_a_few_lines(archive):
    code, said = run(archive)

    expected = boards.expected("v1")
    assert code == 0
    assert said.splitlines() == [
        "Tout se tient : les clés, les droits de vote, chaque bulletin, l’ordre et les calculs.",
        "Droits de vote : 5. Bulletins : 5. Comptés : 4. Clés : 1.",
        "Résultat, question 1 : 3, 0, 1",
        f"Empreinte du vote : {expected['fingerprint']}",
        f"Liste des droits de vote : {expected['credentials_hash']}",
        f"Dernier événement : {expected['last_event']}",
    ]


def test_for_a_program_everything_is_in_one_object(archive):
    code, said = run(archive, "--json", "--require-result")

    told = json.loads(said)
    assert (code, told["verdict"], told["reason"], told["result"]) == (0, "ok", "", [[3, 0, 1]])
    assert told["head"] == boards.expected("v1")["last_event"]


@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [
        (("Setup", "Ballot"), "Le vote n’est pas fini. Il n’y a pas de résultat à vérifier."),
        (
            ("Setup", "Ballot", "EndBallots"),
            "Le vote est fini, mais l’urne n’est pas encore ouverte. Il n’y a pas de résultat à vérifier.",
        ),
    ],
)
def test_a_vote_without_a_result_says_so_and_may_be_refused_for_it(archive, kinds, sentence):
    board = boards.Archive(archive.read_bytes())
    board.steps = [step for step in board.steps if step.kind in kinds]
    archive.write_bytes(board.bytes())

    code, said = run(archive)

    assert (code, said.splitlines()[2]) == (0, sentence)
    assert run(archive, "--require-result") == (
        1,
        "REFUSÉ. Ce vote n’a pas encore de résultat. (no_result)\n",
    )


def test_what_was_written_down_before_is_compared(archive, tmp_path):
    expected, old = boards.expected("v1"), tmp_path / "old.bel"
    board = boards.Archive(archive.read_bytes())
    board.steps = board.steps[:3]
    old.write_bytes(board.bytes())

    right = run(
        archive,
        "--fingerprint",
        expected["fingerprint"],
        "--credentials-hash",
        expected["credentials_hash"],
        "--previous",
        old,
    )

    assert right[0] == 0
    assert run(archive, "--fingerprint", "A" * 43)[1].endswith("(fingerprint)\n")
    assert run(archive, "--fingerprint", "")[1].endswith("(fingerprint)\n")
    assert run(archive, "--credentials-hash", "0" * 64)[1].endswith("(credentials_hash)\n")
    assert run(old, "--previous", archive)[1].endswith("(rewritten)\n")


def test_a_refusal_is_one_sentence_and_one_code(archive):
    board = boards.Archive(archive.read_bytes())
    on_the_board.other_result(board)
    archive.write_bytes(board.bytes())

    assert run(archive) == (1, "REFUSÉ. Le résultat publié n’est pas celui des bulletins. (result)\n")
    code, said = run(archive, "--json")
    assert (code, json.loads(said)) == (
        1,
        {
            "verdict": "refused",
            "reason": "result",
            "result": None,
            "says": "Le résultat publié n’est pas celui des bulletins.",
        },
    )


@pytest.mark.parametrize("where", ["nothing.bel", ".", "a\0b", "", "x" * 5000])
def test_a_bad_path_is_a_sentence(where, archive, tmp_path):
    told = (1, "REFUSÉ. Ce fichier ne peut pas être lu. (unreadable)\n")

    assert run(tmp_path / where if where else tmp_path) == told
    assert run(archive, "--previous", tmp_path / where) == told


@pytest.mark.parametrize("junk", [b"", b"\0", b"PK\x03\x04" * 200, b"{}", b"\xff" * 1024])
def test_junk_is_a_sentence(junk, archive):
    archive.write_bytes(junk)

    assert run(archive) == (
        1,
        "REFUSÉ. Le fichier n’est pas une archive entière, ou son emballage a été touché. (archive)\n",
    )


def test_without_an_archive_it_says_what_it_needs():
    with pytest.raises(CommandError):
        run()


def test_it_runs_without_a_database_as_a_program(archive):
    command = [sys.executable, "manage.py", "verify_vote", str(archive), "--json"]

    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert (said.returncode, said.stderr, json.loads(said.stdout)["verdict"]) == (0, "", "ok")


def test_each_code_that_the_verifier_gives_has_its_sentence():
    folder = Path(verification.__file__).parent
    given = {
        str(call.args[-1].value)
        for path in [*folder.glob("*.py"), folder.parent / "verify.py"]
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("need", "Wrong")
        if isinstance(call.args[-1], ast.Constant)
    }

    assert given | {"unreadable"} == set(SENTENCES)
