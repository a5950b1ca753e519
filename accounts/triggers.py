"""What the database itself refuses about people and mandates, whoever asks.

The sentence comes from `accounts/rules/mandates.py`; these hold when Python is by-passed or two writers race.
On PostgreSQL the person's row is locked first, so that two opposite mandates cannot both be inserted.
"""

from common.triggers import Trigger

MANDATE = "accounts_mandate"
PERSON = "accounts_person"

_SQLITE_OPPOSITE = """
    SELECT RAISE(ABORT, 'mandate_excludes: a citizen mandate and another mandate may not share a day')
    WHERE EXISTS (
        SELECT 1 FROM accounts_mandate AS other
        WHERE other.person_id = NEW.person_id AND other.id IS NOT NEW.id
          AND (other.role = 'citizen') <> (NEW.role = 'citizen')
          AND other.starts_on <= COALESCE(NEW.ends_on, '9999-12-31')
          AND NEW.starts_on <= COALESCE(other.ends_on, '9999-12-31')
    );
    SELECT RAISE(ABORT, 'mandate_superuser: a superuser never holds a citizen mandate')
    WHERE NEW.role = 'citizen'
      AND EXISTS (SELECT 1 FROM accounts_person WHERE id = NEW.person_id AND is_superuser);
"""

_POSTGRESQL_OPPOSITE = """
    CREATE OR REPLACE FUNCTION accounts_mandate_excludes() RETURNS trigger LANGUAGE plpgsql AS $body$
    DECLARE superuser boolean;
    BEGIN
        SELECT is_superuser INTO superuser FROM accounts_person WHERE id = NEW.person_id FOR UPDATE;
        IF NEW.role = 'citizen' AND superuser THEN
            RAISE EXCEPTION 'mandate_superuser: a superuser never holds a citizen mandate'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF EXISTS (
            SELECT 1 FROM accounts_mandate AS other
            WHERE other.person_id = NEW.person_id AND other.id IS DISTINCT FROM NEW.id
              AND (other.role = 'citizen') <> (NEW.role = 'citizen')
              AND other.starts_on <= COALESCE(NEW.ends_on, 'infinity'::date)
              AND NEW.starts_on <= COALESCE(other.ends_on, 'infinity'::date)
        ) THEN
            RAISE EXCEPTION 'mandate_excludes: a citizen mandate and another mandate may not share a day'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $body$;
    CREATE TRIGGER {name} BEFORE {verb} ON accounts_mandate
    FOR EACH ROW EXECUTE FUNCTION accounts_mandate_excludes();
"""


def _mandate_excludes(verb: str) -> Trigger:
    name = f"accounts_mandate_excludes_on_{verb}"
    return Trigger(
        name=name,
        table=MANDATE,
        postgresql=_POSTGRESQL_OPPOSITE.format(name=name, verb=verb.upper()),
        sqlite=f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON accounts_mandate BEGIN {_SQLITE_OPPOSITE} END",
    )


_KEPT = "mandate_kept: a mandate is ended, never deleted"

MANDATE_KEPT = Trigger(
    name="accounts_mandate_kept",
    table=MANDATE,
    postgresql=f"""
        CREATE OR REPLACE FUNCTION accounts_mandate_kept() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            RAISE EXCEPTION '{_KEPT}' USING ERRCODE = 'integrity_constraint_violation';
        END $body$;
        CREATE TRIGGER accounts_mandate_kept BEFORE DELETE ON accounts_mandate
        FOR EACH ROW EXECUTE FUNCTION accounts_mandate_kept();
    """,
    sqlite=f"""
        CREATE TRIGGER accounts_mandate_kept BEFORE DELETE ON accounts_mandate
        BEGIN SELECT RAISE(ABORT, '{_KEPT}'); END
    """,
)

# « Today » is the region's; SQLite only knows UTC, so it takes the earlier day of the two.
PERSON_SUPERUSER = Trigger(
    name="accounts_person_superuser",
    table=PERSON,
    postgresql="""
        CREATE OR REPLACE FUNCTION accounts_person_superuser() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            IF NEW.is_superuser AND NOT OLD.is_superuser AND EXISTS (
                SELECT 1 FROM accounts_mandate
                WHERE person_id = NEW.id AND role = 'citizen'
                  AND (ends_on IS NULL OR ends_on >= (now() AT TIME ZONE 'America/Toronto')::date)
            ) THEN
                RAISE EXCEPTION 'person_superuser: a citizen of the Espace never becomes a superuser' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $body$;
        CREATE TRIGGER accounts_person_superuser BEFORE UPDATE ON accounts_person
        FOR EACH ROW EXECUTE FUNCTION accounts_person_superuser();
    """,
    sqlite="""
        CREATE TRIGGER accounts_person_superuser BEFORE UPDATE ON accounts_person
        WHEN NEW.is_superuser AND NOT OLD.is_superuser AND EXISTS (
            SELECT 1 FROM accounts_mandate
            WHERE person_id = NEW.id AND role = 'citizen'
              AND (ends_on IS NULL OR ends_on >= date('now', '-5 hours'))
        )
        BEGIN SELECT RAISE(ABORT, 'person_superuser: a citizen of the Espace never becomes a superuser'); END
    """,
)

_SETTLED = "opening_code_settled: a code used or revoked never changes again"

CODE_SETTLED = Trigger(
    name="accounts_openingcode_settled",
    table="accounts_openingcode",
    postgresql=f"""
        CREATE OR REPLACE FUNCTION accounts_openingcode_settled() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            IF OLD.used_at IS NOT NULL OR OLD.revoked_at IS NOT NULL THEN
                RAISE EXCEPTION '{_SETTLED}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $body$;
        CREATE TRIGGER accounts_openingcode_settled BEFORE UPDATE ON accounts_openingcode
        FOR EACH ROW EXECUTE FUNCTION accounts_openingcode_settled();
    """,
    sqlite=f"""
        CREATE TRIGGER accounts_openingcode_settled BEFORE UPDATE ON accounts_openingcode
        WHEN OLD.used_at IS NOT NULL OR OLD.revoked_at IS NOT NULL
        BEGIN SELECT RAISE(ABORT, '{_SETTLED}'); END
    """,
)

TRIGGERS = [
    _mandate_excludes("insert"),
    _mandate_excludes("update"),
    MANDATE_KEPT,
    PERSON_SUPERUSER,
    CODE_SETTLED,
]
