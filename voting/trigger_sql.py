"""The pieces of SQL that the triggers of votes are written with: read the same by SQLite and PostgreSQL."""

# ruff: noqa: S608  the names put together here are ours, written in this file

from common.triggers import Trigger

RECOVERED_COLUMNS = ("accounts_person.nip_recovered_at", "accounts_person.nip_recovered_on")

# Until the tables of the sealed urn exist (an earlier migration), what reads them is not created.
SEALED_TABLES = ("voting_right", "voting_boardevent")


def refuse(
    name: str,
    table: str,
    verb: str,
    condition: str,
    message: str,
    lock: str = "",
    needs: tuple[str, ...] = (),
    reads: tuple[str, ...] = (),
) -> Trigger:
    """A row trigger that refuses `verb` on `table` when `condition` holds; `lock` runs first on PostgreSQL."""
    row = "OLD" if verb == "DELETE" else "NEW"
    postgresql = f"""
        CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            {lock}
            IF {condition} THEN
                RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN {row};
        END $body$;
        CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
    """
    condition = condition.replace("IS NOT DISTINCT FROM", "IS").replace("IS DISTINCT FROM", "IS NOT")
    sqlite = f"""
        CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW WHEN {condition}
        BEGIN SELECT RAISE(ABORT, '{message}'); END
    """
    return Trigger(name=name, table=table, postgresql=postgresql, sqlite=sqlite, needs=needs, reads=reads)


def vote_is_not(row: str, *states: str) -> str:
    """The vote of `row` (a column or an expression) is in none of `states`."""
    listed = ", ".join(f"'{state}'" for state in states)
    return f"NOT EXISTS (SELECT 1 FROM voting_vote v WHERE v.id = {row} AND v.state IN ({listed}))"


def cannot_decide(person: str, day: str) -> str:
    """The person is no citizen on that day, or holds another role then, or is a superuser."""
    covers = f"m.person_id = {person} AND m.starts_on <= {day} AND (m.ends_on IS NULL OR m.ends_on >= {day})"
    return f"""(
        NOT EXISTS (SELECT 1 FROM accounts_mandate m WHERE m.role = 'citizen' AND {covers})
        OR EXISTS (SELECT 1 FROM accounts_mandate m WHERE m.role <> 'citizen' AND {covers})
        OR EXISTS (SELECT 1 FROM accounts_person p WHERE p.id = {person} AND p.is_superuser)
    )"""


def recovered_since(vote: str, person: str, signed_on: str) -> str:
    """The person's NIP was changed with a code since the vote opened, and their ballot was there by then."""
    return f"""EXISTS (
        SELECT 1 FROM accounts_person p JOIN voting_vote v ON v.id = {vote}
        WHERE p.id = {person} AND p.nip_recovered_at >= v.opens_at AND {signed_on} <= p.nip_recovered_on)"""


def hold(vote: str, person: str = "") -> str:
    """PostgreSQL: keep the vote, the person and their mandates as they are until the end."""
    locks = f"PERFORM 1 FROM voting_vote WHERE id = {vote} FOR SHARE;"
    if person:
        # Mandates before the person: the order in which changing a mandate locks them.
        locks += f"PERFORM 1 FROM accounts_mandate WHERE person_id = {person} FOR SHARE;"
        locks += f"PERFORM 1 FROM accounts_person WHERE id = {person} FOR UPDATE;"
    return locks


def changed(*columns: str) -> str:
    """At least one of these columns changes, as SQL of both databases."""
    return " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)
