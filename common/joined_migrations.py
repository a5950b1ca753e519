"""A base that stopped in the middle of migrations since joined: Django would skip the rest without a word."""

from collections.abc import Iterable
from typing import Any

from django.core import checks
from django.db import connections
from django.db.migrations.loader import MigrationLoader


def half_played(loader: MigrationLoader) -> list[tuple[str, str]]:
    """App and last migration of each chain that is played in part, and whose files are no longer there to be played."""
    halves = []
    for joined in loader.replacements.values():
        played = [old in loader.applied_migrations for old in joined.replaces]
        gone = any(old not in loader.disk_migrations for old in joined.replaces)
        if gone and any(played) and not all(played):
            halves.append(joined.replaces[-1])
    return halves


def last_file(half: tuple[str, str]) -> str:
    return f"{half[0]}/migrations/{half[1]}.py"


def joined_migrations_are_whole(
    databases: Iterable[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """An error: `migrate` stops before it skips anything."""
    return [
        checks.Error(
            f"Database {alias} stopped in the middle of the migrations of {half[0]}, which have been joined since.",
            hint=f"With the last code that has {last_file(half)}, run « manage.py migrate »; then come back.",
            id="common.E001",
        )
        for alias in databases or ()
        for half in half_played(MigrationLoader(connections[alias]))
    ]


def register() -> None:
    checks.register(joined_migrations_are_whole, checks.Tags.database)
