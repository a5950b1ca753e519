"""Database triggers as data, so that the database keeps the last word on SQLite and PostgreSQL alike.

An app lists its triggers in `<app>/triggers.py` (`TRIGGERS`), creates them in its first migration with
`InstallTriggers` (`common.trigger_operations`), and calls `keep(app_label)` in `AppConfig.ready`. They are reinstalled after every migrate,
because altering a field on SQLite rebuilds the table and silently drops them.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.apps import apps
from django.core import checks
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate

from common.locks import AUDIT_LOCK

_kept: list[str] = []


@dataclass(frozen=True, kw_only=True)
class Trigger:
    """One trigger; full CREATE statements per vendor, empty where that vendor needs none."""

    name: str
    table: str
    postgresql: str
    sqlite: str
    # Other tables it reads: until they exist too (an earlier migration), it is not created.
    reads: tuple[str, ...] = ()
    # False: it keeps two tables in step rather than refusing something, so it stays while tests empty the tables.
    is_guard: bool = True
    # Columns it reads (« table.column ») that a later migration adds: likewise.
    needs: tuple[str, ...] = ()

    def stands_on(self, tables: set[str]) -> bool:
        return {self.table, *self.reads} <= tables

    def create_sql(self, vendor: str) -> str:
        return {"postgresql": self.postgresql, "sqlite": self.sqlite}.get(vendor, "")


def append_only(table: str) -> tuple[Trigger, ...]:
    """The triggers that let rows of `table` be added and read, never changed nor removed."""
    return tuple(_refusal(table, verb) for verb in ("update", "delete", "truncate"))


def refusal(name: str, table: str, verb: str, when: str, message: str, lock: str = "") -> Trigger:
    """A trigger that refuses `verb` on rows of `table` for which the SQL condition `when` holds.

    `when` is plain SQL that both databases read; `<>?` stands for « differs, or one of them is null ».
    `lock` runs first on PostgreSQL, so that a concurrent change is seen.
    """
    back = "OLD" if verb == "delete" else "NEW"
    return Trigger(
        name=name,
        table=table,
        postgresql=f"""
            CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN
                {lock}
                IF {when.replace("<>?", "IS DISTINCT FROM")} THEN
                    RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN {back};
            END $body$;
            CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table}
            FOR EACH ROW EXECUTE FUNCTION {name}();
        """,
        sqlite=f"""
            CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table}
            WHEN {when.replace("<>?", "IS NOT")}
            BEGIN SELECT RAISE(ABORT, '{message}'); END
        """,
    )


def changes(*columns: str) -> str:
    """At least one of these columns changes."""
    return "(" + " OR ".join(f"NEW.{column} <>? OLD.{column}" for column in columns) + ")"


def _refusal(table: str, verb: str) -> Trigger:
    name = f"{table}_no_{verb}"
    message = f"{table} is append-only"
    each = "STATEMENT" if verb == "truncate" else "ROW"
    postgresql = f"""
        CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
        END $body$;
        CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table}
        FOR EACH {each} EXECUTE FUNCTION {name}();
    """
    sqlite = ""
    if verb != "truncate":  # SQLite has no TRUNCATE
        sqlite = f"""
            CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table}
            BEGIN SELECT RAISE(ABORT, '{message}'); END
        """
    return Trigger(name=name, table=table, postgresql=postgresql, sqlite=sqlite)


def refuse_row(
    name: str,
    table: str,
    verb: str,
    message: str,
    *,
    postgresql: str = "TRUE",
    sqlite: str = "1",
    reads: tuple = (),
) -> Trigger:
    """Refuse `verb` (INSERT, UPDATE or DELETE) on a row for which the condition of the vendor is true."""
    return Trigger(
        name=name,
        table=table,
        postgresql=f"""
            CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN
                IF {postgresql} THEN
                    RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN {"OLD" if verb == "DELETE" else "NEW"};
            END $body$;
            CREATE TRIGGER {name} BEFORE {verb} ON {table}
            FOR EACH ROW EXECUTE FUNCTION {name}();
        """,
        sqlite=f"""
            CREATE TRIGGER {name} BEFORE {verb} ON {table}
            WHEN {sqlite}
            BEGIN SELECT RAISE(ABORT, '{message}'); END
        """,
        reads=reads,
    )


def declared(app_label: str) -> tuple[Trigger, ...]:
    """The triggers an app declares in its `triggers` module."""
    module = import_module(f"{apps.get_app_config(app_label).name}.triggers")
    return tuple(module.TRIGGERS)


def install(app_label: str, connection: BaseDatabaseWrapper) -> None:
    """Create (or re-create) the app's triggers on the tables that already exist."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for trigger in declared(app_label):
            create = trigger.create_sql(connection.vendor)
            if create and trigger.stands_on(tables) and _has(cursor, connection, trigger.needs):
                cursor.execute(_drop_sql(trigger, connection.vendor))
                cursor.execute(create)


def _has(cursor: Any, connection: BaseDatabaseWrapper, needs: tuple[str, ...]) -> bool:
    for table, _dot, column in (need.partition(".") for need in needs):
        if column not in _columns(cursor, connection, table):
            return False
    return True


def _columns(cursor: Any, connection: BaseDatabaseWrapper, table: str) -> set[str]:
    if connection.vendor == "sqlite":
        # Django's own description also parses the statement that made the table: 15 ms each.
        cursor.execute("SELECT name FROM pragma_table_info(%s)", [table])
        return {row[0] for row in cursor.fetchall()}
    return {found.name for found in connection.introspection.get_table_description(cursor, table)}


def remove(app_label: str, connection: BaseDatabaseWrapper, *, guards_only: bool = False) -> None:
    """Drop the app's triggers from the tables that exist."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for trigger in declared(app_label):
            if guards_only and not trigger.is_guard:
                continue
            if trigger.create_sql(connection.vendor) and trigger.stands_on(tables):
                cursor.execute(_drop_sql(trigger, connection.vendor))


def _drop_sql(trigger: Trigger, vendor: str) -> str:
    on_table = f" ON {trigger.table}" if vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {trigger.name}{on_table}"


def keep(app_label: str) -> None:
    """Reinstall the app's triggers after each migrate, and have the system check look for them."""
    if app_label not in _kept:
        _kept.append(app_label)
    post_migrate.connect(
        _reinstall, sender=apps.get_app_config(app_label), dispatch_uid=f"triggers:{app_label}"
    )


def _reinstall(sender: Any, using: str, **kwargs: Any) -> None:
    install(sender.label, connections[using])


def missing(app_label: str, connection: BaseDatabaseWrapper) -> list[str]:
    """Names of declared triggers whose table exists but which the database lacks."""
    listing = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        cursor.execute(listing)
        present = {row[0] for row in cursor.fetchall()}
    return [
        trigger.name
        for trigger in declared(app_label)
        if trigger.create_sql(connection.vendor) and trigger.stands_on(tables) and trigger.name not in present
    ]


def restore(connection: BaseDatabaseWrapper) -> list[str]:
    """Put back what the database lacks of the triggers of every app, and say their names."""
    restored: list[str] = []
    for app_label in _kept:
        if names := missing(app_label, connection):
            install(app_label, connection)
            restored += names
    return restored


@checks.register(checks.Tags.database)
def triggers_exist(databases: Iterable[str] | None = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """A warning, not an error: an error would stop `migrate`, which is what puts them back."""
    return [
        checks.Warning(
            f"Trigger {name} is missing from database {alias}.",
            hint="Run « manage.py migrate »: it puts the triggers back.",
            id="common.W001",
        )
        for alias in databases or ()
        for app_label in _kept
        for name in missing(app_label, connections[alias])
    ]


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Tests only: nothing refuses inside, so that `flush` can empty the tables."""
    for app_label in _kept:
        remove(app_label, connection, guards_only=True)
    try:
        yield
    finally:
        for app_label in _kept:
            install(app_label, connection)


# Every insert into the history holds this lock, shared, until its transaction ends, whoever inserts: the job
# that seals batches takes it exclusively to know that no event with a lower number can still appear.
AUDIT_WRITERS = Trigger(
    name="common_auditevent_writer",
    table="common_auditevent",
    postgresql=f"""
        CREATE OR REPLACE FUNCTION common_auditevent_writer() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            PERFORM pg_advisory_xact_lock_shared({AUDIT_LOCK});
            RETURN NULL;
        END $body$;
        CREATE TRIGGER common_auditevent_writer BEFORE INSERT ON common_auditevent
        FOR EACH STATEMENT EXECUTE FUNCTION common_auditevent_writer();
    """,
    sqlite="",
)


def _search_words(verb: str, *acts: str) -> Trigger:
    """SQLite's search index reads our table and is told of each change; PostgreSQL indexes the table itself."""
    name = f"common_searchentry_words_{verb}"
    return Trigger(
        name=name,
        table="common_searchentry",
        postgresql="",
        sqlite=f"CREATE TRIGGER {name} AFTER {verb.upper()} ON common_searchentry BEGIN {' '.join(acts)} END",
        reads=("common_search_words",),
        is_guard=False,
    )


_FORGET = "INSERT INTO common_search_words(common_search_words, rowid, tokens) VALUES ('delete', OLD.id, OLD.tokens);"
_LEARN = "INSERT INTO common_search_words(rowid, tokens) VALUES (NEW.id, NEW.tokens);"

TRIGGERS = (
    *append_only("common_auditevent"),
    *append_only("common_auditbatch"),
    AUDIT_WRITERS,
    _search_words("insert", _LEARN),
    _search_words("delete", _FORGET),
    _search_words("update", _FORGET, _LEARN),
)
