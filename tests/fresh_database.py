"""A migrated, empty SQLite file kept between runs: the migrations are played again only when one changes.

It is made by the migrations themselves and named by everything they read, so that a change makes another one.
Copying it is exact: tables, triggers and the history of migrations. PostgreSQL migrates as usual.
"""

import os
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
MADE_FROM = (
    "*/migrations/*.py",
    "*/*trigger*.py",
    "*/*_operations.py",
    "*/models/**/*.py",
    "*/enums.py",
    "*/enums/*.py",
    "requirements.txt",
)


def test_file() -> Path | None:
    """Where the tests of this process have their database; None elsewhere than on SQLite."""
    if connection.vendor != "sqlite":
        return None
    return Path(connection.settings_dict["TEST"]["NAME"])


def copied_to(file: Path) -> bool:
    """Whether a migrated database was ready, and is now there."""
    ready = _kept()
    if not ready.exists():
        return False
    shutil.copyfile(ready, file)
    return True


def keep() -> None:
    """Keep the database that was just migrated, for the next runs. Another process may do it at the same time."""
    ready = _kept()
    ready.parent.mkdir(parents=True, exist_ok=True)
    mine = ready.with_suffix(f".{os.getpid()}")
    mine.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(mine)])
    mine.replace(ready)


def _kept() -> Path:
    made_of = sha256()
    for pattern in MADE_FROM:
        for path in sorted(ROOT.glob(pattern)):
            made_of.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    folder = Path(tempfile.gettempdir()) / f"espace-tests-{os.getuid() if hasattr(os, 'getuid') else 0}"
    return folder / f"{made_of.hexdigest()[:24]}.sqlite3"
