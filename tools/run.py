"""`./run`: prepares the Python environment when it changed, then serves, tests or checks.

Standard library only: it runs before anything is installed.

    ./run                          serve the demo region on this machine (PORT=8300 ./run: on another port)
    ./run test [--night] [args…]   run the tests; other arguments go to pytest
    ./run cover                    fail while a line or a branch of the voting core is run by none of its tests
    ./run check                    style, types, import rules, migrations, settings, templates
    ./run shots DIR [--base URL]   pictures of the main pages, on a phone and on a desk
    ./run manage …                 any Django command
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "espace-lock"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
# What decides of a vote: every line and every branch is run by the tests of votes, without a browser.
VOTING_CORE = ("voting/rules", "voting/methods", "voting/domain", "voting/crypto")
# What says that a run is on PostgreSQL, or by night.
ELSEWHERE = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "ALLOWED_ORIGINS", "TRUSTED_PROXY_COUNT", "NIGHT"}
OUR_APPS = ("common", "accounts", "deliberation", "voting", "participation", "scenario", "config")


def main(arguments: list[str]) -> int:
    command, rest = (arguments[0], arguments[1:]) if arguments else ("serve", [])
    os.chdir(ROOT)
    if command in {"-h", "--help", "help"}:
        print(__doc__)
        return 0
    if command == "test":
        prepare("requirements-dev.txt")
        return test(rest)
    if command == "cover":
        prepare("requirements-dev.txt")
        return cover(rest)
    if command == "check":
        prepare("requirements-dev.txt")
        return check()
    if command == "shots":
        prepare("requirements-dev.txt")
        return become(["-m", "tools.shots", *rest])
    if command in {"serve", "manage"}:
        prepare("requirements.txt")
        return become(["manage.py", *(rest if command == "manage" else ["serve"])])
    print(__doc__, file=sys.stderr)
    return 2


def prepare(lock: str) -> None:
    """Install the hashed lock unless this environment already holds exactly it (or the larger, development one)."""
    wanted = _fingerprint(lock)
    held = STAMP.read_text().split() if STAMP.exists() else []
    if wanted in held and PYTHON.exists():
        return
    print("Préparation de l'environnement Python (une seule fois, environ une minute)…", flush=True)
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    STAMP.unlink(missing_ok=True)
    # The lock is whole: without --no-deps, pip looks at releases newer than the lock for « coverage[toml] », and stops.
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    if subprocess.run([*install, "--require-hashes", "-r", lock]).returncode:
        sys.exit("L'installation a échoué. Vérifie la connexion, puis recommence.")
    # The development lock contains the other one: having it is enough to serve.
    contained = [lock, "requirements.txt"] if lock == "requirements-dev.txt" else [lock]
    STAMP.write_text("\n".join(_fingerprint(name) for name in contained))


def _fingerprint(lock: str) -> str:
    content = (ROOT / lock).read_bytes() + sys.version.encode()
    return hashlib.sha256(lock.encode() + content).hexdigest()


def become(arguments: list[str]) -> int:
    """Replace this process, so that Ctrl+C and signals reach the server directly."""
    if os.name == "nt":
        return subprocess.run([str(PYTHON), *arguments]).returncode
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), *arguments])


def test(arguments: list[str]) -> int:
    """All tests of the sampled tier, on every core; `--night` runs everything that takes longer too."""
    environment = {**os.environ, "ESPACE_TESTING": "1"}
    if "--night" in arguments:
        arguments = [argument for argument in arguments if argument != "--night"]
        environment["NIGHT"] = "1"
    # Small portions: the last long files do not all fall to one worker.
    workers = [] if _names_workers(arguments) else ["-n", "auto", "--maxschedchunk", "16"]
    return subprocess.run([str(PYTHON), "-m", "pytest", *workers, *arguments], env=environment).returncode


def cover(arguments: list[str]) -> int:
    """The voting core, measured on its own tests and on SQLite; other arguments go to pytest."""
    environment = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    measure = [
        *(f"--cov={folder}" for folder in VOTING_CORE),
        *("--cov-branch", "--cov-fail-under=100", "--cov-report=term-missing:skip-covered"),
    ]
    workers = [] if _names_workers(arguments) else ["-n", "auto"]
    tests = ["tests/voting", "-q", "-m", "not browser", *measure, *workers, *arguments]
    return subprocess.run([str(PYTHON), "-m", "pytest", *tests], env=environment).returncode


def _names_workers(arguments: list[str]) -> bool:
    return any(argument.startswith(("-n", "--numprocesses", "--pdb")) for argument in arguments)


def check() -> int:
    """Everything that needs no test run; all of it, even after a first failure."""
    python = str(PYTHON)
    steps = {
        "ruff check": [python, "-m", "ruff", "check", "."],
        "ruff format": [python, "-m", "ruff", "format", "--check", "."],
        "mypy": [python, "-m", "mypy", *(app for app in OUR_APPS if (ROOT / app).is_dir())],
        "import rules": [str(BIN / "lint-imports")],
        "migrations": [python, "manage.py", "makemigrations", "--check", "--dry-run"],
        "settings": [python, "manage.py", "check", "--fail-level", "WARNING"],
        "schema": [python, "manage.py", "spectacular", "--validate", "--fail-on-warn", "--file", os.devnull],
        "templates": [str(BIN / "djlint"), "templates", "--lint", "--quiet"],
        "catalogue": [
            *(python, "-m", "pytest", "-q", "-k", "catalogue or locks"),
            *("tests/words/test_catalogue.py", "tests/test_house.py"),
        ],
    }
    environment = {**os.environ, "PYTHONWARNINGS": "default"}
    failed = []
    for name, command in steps.items():
        print(f"── {name}", flush=True)
        if subprocess.run(command, env=environment).returncode:
            failed.append(name)
    print(f"check: failed: {', '.join(failed)}" if failed else "check: all good")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
