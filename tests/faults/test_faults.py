"""What must survive a crash does: the fault scripts, as tests, and the settings a power cut would try."""

import os
import re
import subprocess
import sys

import pytest
from django.db import connection

from config import environment
from config.sqlite.base import DatabaseWrapper
from tests import connections
from tests.faults import site

SCRIPTS = site.ROOT / "tests" / "faults"


def run(script: str, *arguments: str, var, within: int = 900) -> tuple[int, str]:
    """The exit code and what the script printed, in an environment that is not the test run's."""
    done = subprocess.run(
        [sys.executable, str(SCRIPTS / script), *arguments],
        cwd=site.ROOT,
        env=site.bare_environment(var),
        capture_output=True,
        text=True,
        timeout=within,
    )
    return done.returncode, done.stdout + done.stderr


def verdict(printed: str, name: str) -> tuple[int, int, int]:
    """Passed, lost, doubled: the last line of a fault script."""
    found = re.search(rf"^{name} passed=(\d+) lost=(\d+) dup=(\d+)$", printed, re.M)
    assert found, printed
    passed, lost, double = map(int, found.groups())
    return passed, lost, double


@pytest.fixture
def start(db) -> list[str]:
    """Start from the test run's own empty tables when they are a file: migrating is most of the time."""
    return ["--database", str(connection.settings_dict["NAME"])] if connection.vendor == "sqlite" else []


def test_a_killed_server_loses_and_doubles_nothing_it_acknowledged(tmp_path, start):
    small = ["--seed", "1", "--rounds", "1", "--people", "4", "--voters", "8"]

    code, printed = run("kill_server.py", *small, *start, var=tmp_path)
    passed, lost, double = verdict(printed, "kill_server")

    assert (code, lost, double) == (0, 0, 0), printed
    assert passed >= 8  # each of the four clients was served before the kill and after the restart


@pytest.mark.night
@pytest.mark.parametrize("seed", ["1", "2", "3", "4"])
def test_a_server_killed_again_and_again_loses_and_doubles_nothing(tmp_path, start, seed):
    code, printed = run("kill_server.py", "--seed", seed, "--rounds", "25", *start, var=tmp_path)
    passed, lost, double = verdict(printed, "kill_server")

    assert (code, lost, double) == (0, 0, 0), printed
    assert passed >= 150


def delivered(printed: str) -> int:
    found = re.search(r"= (\d+) deliveries", printed)
    assert found, printed
    return int(found[1])


@pytest.mark.production
@pytest.mark.database
def test_readers_miss_and_double_nothing_while_redis_is_killed(tmp_path):
    small = ["--seed", "1", "--rounds", "1", "--people", "2", "--readers", "4"]
    server = os.environ["DATABASE_URL"].rsplit("/", 1)[0]

    code, printed = run("kill_redis.py", *small, "--postgres", server, var=tmp_path)

    assert (code, *verdict(printed, "kill_redis")[1:]) == (0, 0, 0), printed
    assert delivered(printed) > 0


@pytest.mark.production
@pytest.mark.night
def test_a_hundred_thousand_deliveries_miss_and_double_nothing(tmp_path):
    whole = ["--seed", "2", "--rounds", "6", "--people", "2", "--readers", "50", "--deliveries", "100000"]
    server = os.environ["DATABASE_URL"].rsplit("/", 1)[0]

    code, printed = run("kill_redis.py", *whole, "--postgres", server, var=tmp_path, within=3600)

    assert (code, *verdict(printed, "kill_redis")[1:]) == (0, 0, 0), printed
    assert delivered(printed) >= 100_000


@pytest.mark.django_db
def test_the_embedded_database_waits_for_the_disk_at_each_commit(tmp_path):
    """The settings of `serve` itself: the test run's database does without the wait."""
    opened = DatabaseWrapper(
        {**connections.DEFAULTS, **environment.read({}, var=tmp_path).database}, alias="as_served"
    )
    try:
        with opened.cursor() as cursor:
            found = {
                name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("synchronous", "journal_mode", "foreign_keys", "recursive_triggers")
            }
    finally:
        opened.close()

    assert found == {"synchronous": 2, "journal_mode": "wal", "foreign_keys": 1, "recursive_triggers": 1}
