"""What the database itself refuses about people and mandates, whoever asks.

The sentence comes from `accounts/rules/mandates.py`; these hold when Python is by-passed or two writers race.
On PostgreSQL the person's row is locked first, so that two opposite mandates cannot both be inserted.
"""

from accounts import mandate_triggers
from common.triggers import Trigger, append_only, refuse_row

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


def _refused_update(
    name: str, table: str, condition: str, message: str, needs: tuple[str, ...] = ()
) -> Trigger:
    """A row of `table` is not changed when `condition` holds, in SQL that both databases read."""
    return Trigger(
        name=name,
        table=table,
        needs=needs,
        postgresql=f"""
            CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN
                IF {condition} THEN
                    RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NEW;
            END $body$;
            CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
        """,
        sqlite=f"""
            CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN {condition}
            BEGIN SELECT RAISE(ABORT, '{message}'); END
        """,
    )


def _code_settled(table: str, word: str) -> Trigger:
    condition = "OLD.used_at IS NOT NULL OR OLD.revoked_at IS NOT NULL"
    return _refused_update(
        f"{table}_settled", table, condition, f"{word}_settled: a code used or revoked never changes again"
    )


REQUEST_SETTLED = _refused_update(
    "accounts_recoveryrequest_settled",
    "accounts_recoveryrequest",
    "OLD.confirmed_at IS NOT NULL OR OLD.cancelled_at IS NOT NULL",
    "recovery_request_settled: a request confirmed or cancelled never changes again",
)
DISPUTE_SETTLED = _refused_update(
    "accounts_dispute_settled",
    "accounts_dispute",
    "OLD.settled_at IS NOT NULL",
    "dispute_settled: what was settled stays so",
)
# A ballot cast before the NIP was recovered stays as it is: that moment must not be forgotten.
PERSON_RECOVERED = _refused_update(
    "accounts_person_recovered",
    PERSON,
    """OLD.nip_recovered_at IS NOT NULL AND (
        NEW.nip_recovered_at IS NULL OR NEW.nip_recovered_at < OLD.nip_recovered_at
        OR NEW.nip_recovered_on IS NULL OR NEW.nip_recovered_on < OLD.nip_recovered_on)""",
    "person_recovered: when a NIP was recovered is never forgotten",
    needs=(f"{PERSON}.nip_recovered_on",),
)

_TWO = "nip_code_two: the code of a request is made by whoever confirmed it, for the same person"
_NOT_OF_ITS_REQUEST = """NEW.request_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM accounts_recoveryrequest r WHERE r.id = NEW.request_id
      AND r.person_id = NEW.person_id AND r.confirmed_by_id = NEW.issued_by_id)"""

RECOVERY_OF_TWO = Trigger(
    name="accounts_nipcode_two",
    table="accounts_nipcode",
    reads=("accounts_recoveryrequest",),
    postgresql=f"""
        CREATE OR REPLACE FUNCTION accounts_nipcode_two() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            IF {_NOT_OF_ITS_REQUEST} THEN
                RAISE EXCEPTION '{_TWO}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $body$;
        CREATE TRIGGER accounts_nipcode_two BEFORE INSERT ON accounts_nipcode
        FOR EACH ROW EXECUTE FUNCTION accounts_nipcode_two();
    """,
    sqlite=f"""
        CREATE TRIGGER accounts_nipcode_two BEFORE INSERT ON accounts_nipcode
        WHEN {_NOT_OF_ITS_REQUEST} BEGIN SELECT RAISE(ABORT, '{_TWO}'); END
    """,
)

PAUSE = "accounts_voicepause"
PAUSE_ASKED = ("person_id", "reason", "why", "days", "asked_by_id", "asked_employer", "asked_at")
PAUSE_CONFIRMED = ("confirmed_by_id", "confirmed_employer", "confirmed_at")


def _pause_settled() -> Trigger:
    """What was asked stays; a confirmation, a refusal or an end is written once."""

    def changed(columns: tuple[str, ...], differs: str) -> str:
        return " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in columns)

    def settled(differs: str) -> str:
        return (
            f"{changed(PAUSE_ASKED, differs)} OR OLD.dropped_at IS NOT NULL OR OLD.ended_at IS NOT NULL "
            f"OR (OLD.confirmed_at IS NOT NULL AND ({changed(PAUSE_CONFIRMED, differs)}))"
        )

    return refuse_row(
        f"{PAUSE}_settled",
        PAUSE,
        "UPDATE",
        "voice_pause_settled: what is settled never changes",
        postgresql=settled("IS DISTINCT FROM"),
        sqlite=settled("IS NOT"),
    )


_RECOVERED = "recovery_code_used: a recovery code that served never changes again"

RECOVERY_USED = Trigger(
    name="accounts_recoverycode_used",
    table="accounts_recoverycode",
    postgresql=f"""
        CREATE OR REPLACE FUNCTION accounts_recoverycode_used() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            IF OLD.used_at IS NOT NULL THEN
                RAISE EXCEPTION '{_RECOVERED}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $body$;
        CREATE TRIGGER accounts_recoverycode_used BEFORE UPDATE ON accounts_recoverycode
        FOR EACH ROW EXECUTE FUNCTION accounts_recoverycode_used();
    """,
    sqlite=f"""
        CREATE TRIGGER accounts_recoverycode_used BEFORE UPDATE ON accounts_recoverycode
        WHEN OLD.used_at IS NOT NULL
        BEGIN SELECT RAISE(ABORT, '{_RECOVERED}'); END
    """,
)

TRIGGERS = [
    _pause_settled(),
    refuse_row(f"{PAUSE}_kept", PAUSE, "DELETE", "voice_pause_kept: a pause is ended, never deleted"),
    _mandate_excludes("insert"),
    _mandate_excludes("update"),
    MANDATE_KEPT,
    PERSON_SUPERUSER,
    PERSON_RECOVERED,
    _code_settled("accounts_openingcode", "opening_code"),
    _code_settled("accounts_nipcode", "nip_code"),
    RECOVERY_OF_TWO,
    REQUEST_SETTLED,
    DISPUTE_SETTLED,
    RECOVERY_USED,
    *mandate_triggers.TRIGGERS,
    *append_only("accounts_accountevent"),
    *append_only("accounts_identityview"),
]
