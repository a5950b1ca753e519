"""A database made for one verification and destroyed after it, whatever happens. The configured one is not touched."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def database() -> Iterator[None]:
    """Inside, the default connection is an empty migrated database: memory on SQLite, a new name on PostgreSQL."""
    configured = dict(connection.settings_dict)
    options = {name: value for name, value in configured.get("OPTIONS", {}).items() if name != "pool"}
    is_sqlite = connection.vendor == "sqlite"
    _close()
    connection.settings_dict["OPTIONS"] = options  # a pool would keep the database from being dropped
    name = None if is_sqlite else f"scenario_{os.getpid()}_{secrets.token_hex(4)}"
    connection.settings_dict["TEST"] = {**connection.settings_dict["TEST"], "NAME": name}
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        yield
    finally:
        if connection.settings_dict["NAME"] != configured["NAME"]:
            connection.creation.destroy_test_db(configured["NAME"], verbosity=0)
        connection.settings_dict.update(configured)


def _close() -> None:
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()
