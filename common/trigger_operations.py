"""Triggers in migrations: creating those an app declares, and lifting those in the way of a table being rebuilt."""

from typing import Any

from django.db.migrations.operations.base import Operation

from common.triggers import install, remove


class InstallTriggers(Operation):
    """Migration operation: create the triggers that `<app>.triggers.TRIGGERS` declares."""

    reduces_to_sql = False
    reversible = True

    def __init__(self, app_label: str) -> None:
        self.app_label = app_label

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Triggers leave no trace in the model state."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        _run_deferred(schema_editor)
        install(self.app_label, schema_editor.connection)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        remove(self.app_label, schema_editor.connection)

    def describe(self) -> str:
        return f"Install the database triggers of {self.app_label}"


class LiftTriggers(Operation):
    """Migration operation, SQLite only: drop the triggers that name this table before it is rebuilt.

    SQLite reads every trigger again while it renames the rebuilt table, and stops on one that names a table that is
    not there for a moment. `keep` puts them all back after the migrations.
    """

    reduces_to_sql = False
    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Triggers leave no trace in the model state."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        if schema_editor.connection.vendor != "sqlite":
            return
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            for name in [name for name, sql in cursor.fetchall() if self.table in sql]:
                cursor.execute(f"DROP TRIGGER {schema_editor.quote_name(name)}")

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Lift the triggers that name {self.table}"


def _run_deferred(schema_editor: Any) -> None:
    """Constraints the editor holds back must exist before triggers that rely on them."""
    while schema_editor.deferred_sql:
        schema_editor.execute(schema_editor.deferred_sql.pop(0))
