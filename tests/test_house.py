"""The house itself: import rules that really refuse, lock files without a host, settings that stop with a sentence."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import run

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("common", "accounts", "deliberation", "voting", "participation", "scenario", "config")
LINT = Path(sys.executable).with_name("lint-imports")


def lint_imports(tree: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT, "--no-cache"],
        cwd=tree,
        capture_output=True,
        text=True,
        timeout=120,
        env={"PATH": os.environ["PATH"]},
    )


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of our packages, to plant violations in."""
    copy = tmp_path_factory.mktemp("house")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__", "pack"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def test_the_import_rules_are_kept():
    result = lint_imports(ROOT)

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("where", "line", "rule"),
    [
        ("accounts/domain/planted.py", "import voting.enums", "Rule 1"),
        ("voting/rules/planted.py", "import deliberation.enums", "Rule 1"),
        ("deliberation/domain/planted.py", "import participation.enums", "Rule 1"),
        ("common/planted.py", "import accounts.enums", "Rule 1"),
        ("voting/models/planted.py", "import voting.domain", "Rule 2"),
        ("participation/rules/planted.py", "import participation.domain", "Rule 2"),
        ("accounts/domain/planted.py", "import accounts.web", "Rule 2"),
        ("deliberation/web/planted.py", "import deliberation.api", "Rule 2"),
        ("participation/web/planted.py", "import voting.web", "Nobody but config"),
        ("scenario/planted.py", "import participation.api", "Nobody but config"),
    ],
)
def test_a_planted_violation_is_seen(tree: Path, where: str, line: str, rule: str):
    planted = tree / where
    planted.write_text(f"{line}\n", encoding="utf-8")

    result = lint_imports(tree)
    planted.unlink()

    assert result.returncode == 1
    broken = [
        shown
        for shown in result.stdout.splitlines()
        if shown.rstrip().endswith("BROKEN") or "BROKEN" in shown
    ]
    assert any(shown.startswith(rule) for shown in broken), result.stdout


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_locks_name_no_host_and_hash_every_part(name: str):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()

    assert not [line for line in lines if "://" in line or "index-url" in line or "find-links" in line]
    parts = [index for index, line in enumerate(lines) if "==" in line and not line.startswith(" ")]
    assert parts
    assert all(lines[index + 1].strip().startswith("--hash=sha256:") for index in parts)


def test_the_development_lock_contains_the_other_one():
    def parts(name: str) -> set[str]:
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        return {line.split()[0] for line in lines if "==" in line and not line.startswith(" ")}

    assert parts("requirements.txt") <= parts("requirements-dev.txt")


def test_a_wrong_production_value_stops_the_start_with_a_sentence():
    environ = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": "mysql://x/y",
        "ALLOWED_ORIGINS": "https://e.example",
    }

    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert result.returncode != 0
    assert "SECRET_KEY doit compter au moins 50 caractères" in result.stderr


def test_unknown_words_on_the_command_line_print_what_can_be_done(capsys: pytest.CaptureFixture[str]):
    assert run.main(["dance"]) == 2
    assert "./run test" in capsys.readouterr().err


def test_the_environment_is_prepared_once_per_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "requirements.txt").write_text("a==1\n")
    (tmp_path / "requirements-dev.txt").write_text("a==1\nb==2\n")
    python = tmp_path / "python"
    python.touch()
    installed: list[str] = []
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(run, "PYTHON", python)
    monkeypatch.setattr(
        run.subprocess,
        "run",
        lambda command: installed.append(command[-1]) or subprocess.CompletedProcess([], 0),
    )

    run.prepare("requirements-dev.txt")
    run.prepare("requirements-dev.txt")
    run.prepare("requirements.txt")
    (tmp_path / "requirements.txt").write_text("a==2\n")
    run.prepare("requirements.txt")

    assert installed == ["requirements-dev.txt", "requirements.txt"]


def test_no_file_of_ours_has_become_a_heap():
    """Files aim at 300 lines; well past that, the noun should be split. The verifier is one file by purpose."""
    limits = {"tests": 500}
    one_by_purpose = ROOT / "tools" / "verifier.py"
    too_long = [
        f"{path.relative_to(ROOT)}: {length} lines"
        for folder in (*PACKAGES, "tests", "tools")
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts and path != one_by_purpose
        if (length := len(path.read_text(encoding="utf-8").splitlines())) > limits.get(folder, 400)
    ]

    assert too_long == []
