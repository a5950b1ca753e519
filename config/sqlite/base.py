"""Django's SQLite, whose connections serve again: opening one reads the whole schema, 7 ms of processor a request.

What was closed waits, as new, for the next request of this process. Each is used by one thread at a time; none crosses a
fork, none outlives the file that it opened.
"""

import atexit
import os
from collections import deque
from collections.abc import Hashable
from contextlib import suppress
from pathlib import Path
from sqlite3 import Connection, Cursor
from typing import Any, NamedTuple
from weakref import WeakSet

from django.db.backends.sqlite3 import base

AT_MOST = 8


class Opened(NamedTuple):
    """A connection; what it was asked for with, the file it found there, how it is set, and the process that opened it."""

    connection: Connection
    asked: Hashable
    file: tuple[int, int] | None
    settings: list[Any]
    process: int


# Adding to a deque, and taking from it, are whole: threads need no lock.
_waiting: deque[Opened] = deque()


def close_all() -> None:
    """Those that wait. Before a fork: SQLite forbids to carry one over; at the end: the log is put back in the file."""
    with suppress(IndexError):
        while True:
            _waiting.pop().connection.close()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=close_all)
atexit.register(close_all)


def _file_at(path: Any) -> tuple[int, int] | None:
    """Which file that is: another one may have been put in its place."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


class DatabaseWrapper(base.DatabaseWrapper):
    opened: Opened | None = None
    init_commands: list[str]

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        """One that waits, set as a new one; otherwise a new one."""
        asked, before = tuple(sorted(conn_params.items())), _file_at(conn_params["database"])
        self._cursors: WeakSet[Cursor] = WeakSet()
        found = _taken(asked, before)
        if found is None:
            connection = super().get_new_connection(conn_params)
            # Only when it was the same file before and after is it known which one this opened.
            file = before if before == _file_at(conn_params["database"]) else None
            found = Opened(connection, asked, file, self._settings_of(connection), os.getpid())
        elif self._settings_of(found.connection) != found.settings:
            # Only then: setting anything makes SQLite compile again every statement that it kept.
            for command in self.init_commands:
                found.connection.execute(command)
        self.opened = found
        return found.connection

    def _settings_of(self, connection: Connection) -> list[Any]:
        """« PRAGMA name=value » without the value tells what it is."""
        return [connection.execute(command.partition("=")[0]).fetchone() for command in self.init_commands]

    def create_cursor(self, name: str | None = None) -> Cursor:
        cursor: Cursor = super().create_cursor(name)
        self._cursors.add(cursor)
        return cursor

    def _close(self) -> None:
        found, self.opened = self.opened, None
        if found is None or not self._may_serve_again(found):
            super()._close()  # type: ignore[misc]  # not in the stubs
            return
        # A read left half way would show the next request what the database was then.
        for cursor in list(self._cursors):
            cursor.close()
        _waiting.append(found)

    def _may_serve_again(self, found: Opened) -> bool:
        """Whole, known, and of this process. Inside a transaction, Django still holds what it closes."""
        is_clean = not (self.in_atomic_block or self.errors_occurred or found.connection.in_transaction)
        return (
            is_clean and found.file is not None and found.process == os.getpid() and len(_waiting) < AT_MOST
        )


def _taken(asked: Hashable, file: tuple[int, int] | None) -> Opened | None:
    """One on that very file. Those on a file that is no longer there are closed."""
    for _one in range(len(_waiting)):
        try:
            found = _waiting.pop()
        except IndexError:  # another thread took the last one
            return None
        if found.asked != asked:
            _waiting.appendleft(found)
        elif found.file == file:
            return found
        else:
            found.connection.close()
    return None
