"""What the database itself refuses: rewriting who said what, when, or erasing it."""

from common.triggers import Trigger, append_only

MESSAGE = "deliberation_message"
FLAG = "deliberation_flag"
KEPT_COLUMNS = ("thread_id", "number", "author_id", "typed_by_id", "posted_at")


def _never_deleted(table: str) -> Trigger:
    name = f"{table}_no_delete"
    return Trigger(
        name=name,
        table=table,
        postgresql=f"""
            CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN
                RAISE EXCEPTION 'a row of {table} is never deleted' USING ERRCODE = 'integrity_constraint_violation';
            END $body$;
            CREATE TRIGGER {name} BEFORE DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {name}();
        """,
        sqlite=f"""
            CREATE TRIGGER {name} BEFORE DELETE ON {table}
            BEGIN SELECT RAISE(ABORT, 'a row of {table} is never deleted'); END
        """,
    )


def _origin_kept() -> Trigger:
    name = f"{MESSAGE}_keeps_its_origin"
    changed_on_postgresql = " OR ".join(
        f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in KEPT_COLUMNS
    )
    changed_on_sqlite = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in KEPT_COLUMNS)
    return Trigger(
        name=name,
        table=MESSAGE,
        postgresql=f"""
            CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN
                IF {changed_on_postgresql} THEN
                    RAISE EXCEPTION 'a message keeps its origin' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NEW;
            END $body$;
            CREATE TRIGGER {name} BEFORE UPDATE ON {MESSAGE}
            FOR EACH ROW EXECUTE FUNCTION {name}();
        """,
        sqlite=f"""
            CREATE TRIGGER {name} BEFORE UPDATE ON {MESSAGE}
            WHEN {changed_on_sqlite}
            BEGIN SELECT RAISE(ABORT, 'a message keeps its origin'); END
        """,
    )


TRIGGERS = [
    *append_only("deliberation_moderationaction"),
    _origin_kept(),
    _never_deleted(MESSAGE),
    _never_deleted(FLAG),
]
