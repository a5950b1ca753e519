"""What the database refuses about how roles are given, changed and ended (`accounts/triggers.py` lists them)."""

from common.triggers import Trigger, append_only


def refuse(
    name: str, table: str, verb: str, condition: str, message: str, lock: str = "", **later
) -> Trigger:
    """A row trigger that refuses `verb` when `condition` holds, in SQL that both databases read.

    `lock` is PostgreSQL's; `later` names the tables and columns that a later migration brings.
    """
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
    sqlite = f"""
        CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW
        WHEN {condition.replace("IS DISTINCT FROM", "IS NOT")}
        BEGIN SELECT RAISE(ABORT, '{message}'); END
    """
    return Trigger(name=name, table=table, postgresql=postgresql, sqlite=sqlite, **later)


def changes(*columns: str) -> str:
    return " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)


MANDATE = "accounts_mandate"
_FROZEN = changes(
    *("id", "person_id", "role", "starts_on", "organisation_id", "territory_id", "seat_id"),
    *("profile", "granted_by_id", "reason"),
)
_OTHER_ON_SEAT = """NEW.seat_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM accounts_mandate o
    WHERE o.seat_id = NEW.seat_id AND o.id IS DISTINCT FROM NEW.id
      AND o.starts_on <= COALESCE(NEW.ends_on, '9999-12-31')
      AND NEW.starts_on <= COALESCE(o.ends_on, '9999-12-31'))"""
_LOCK_SEAT = "PERFORM 1 FROM accounts_seat WHERE id = NEW.seat_id FOR UPDATE;"
_NOT_SECONDED = """NEW.role = 'citizen' AND NEW.granted_by_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM accounts_welcome w
    WHERE w.person_id = NEW.person_id AND w.held_by_id = NEW.granted_by_id AND w.seconded_at IS NOT NULL)"""
# One confirmed demand is worth one mandate: once it was ended, two people give the role again.
_NOT_CONFIRMED = """NEW.role IN ('facilitator', 'admin') AND NEW.granted_by_id IS NOT NULL AND (
    SELECT COUNT(*) FROM accounts_mandateproposal p
    WHERE p.person_id = NEW.person_id AND p.role = NEW.role AND p.asked_by_id = NEW.granted_by_id
      AND p.confirmed_at IS NOT NULL) <= (
    SELECT COUNT(*) FROM accounts_mandate m
    WHERE m.person_id = NEW.person_id AND m.role = NEW.role AND m.granted_by_id = NEW.granted_by_id)"""
_LOCK_PERSON = "PERFORM 1 FROM accounts_person WHERE id = NEW.person_id FOR UPDATE;"


def settled(name: str, table: str, *columns: str) -> tuple[Trigger, Trigger]:
    """Once one of these columns is filled the row never changes; and no row is ever taken away."""
    is_settled = " OR ".join(f"OLD.{column} IS NOT NULL" for column in columns)
    return (
        refuse(f"{table}_settled", table, "UPDATE", is_settled, f"{name}_settled: it never changes again"),
        refuse(f"{table}_kept", table, "DELETE", "OLD.id IS NOT NULL", f"{name}_kept: it is never deleted"),
    )


DELEGATION = "accounts_delegation"
_PLACE_TAKEN = """EXISTS (
    SELECT 1 FROM accounts_delegation o
    WHERE ((o.territory_id = NEW.territory_id AND o.kind = NEW.kind) OR o.person_id = NEW.person_id)
      AND o.id IS DISTINCT FROM NEW.id AND o.starts_on <= NEW.ends_on AND NEW.starts_on <= o.ends_on)"""
_NOT_OF_THE_MRC = """NOT EXISTS (
    SELECT 1 FROM accounts_person p JOIN accounts_mandate m ON m.person_id = p.id
    WHERE p.id = NEW.person_id AND p.territory_id = NEW.territory_id AND NOT p.is_superuser
      AND m.role = 'citizen' AND m.starts_on <= NEW.starts_on
      AND (m.ends_on IS NULL OR m.ends_on >= NEW.starts_on))"""
_LOCK_MRC = "PERFORM 1 FROM accounts_territory WHERE id = NEW.territory_id FOR UPDATE;"
DELEGATIONS = [
    *(
        refuse(
            f"accounts_delegation_place_on_{verb.lower()}",
            DELEGATION,
            verb,
            _PLACE_TAKEN,
            "delegation_taken: one titular and one alternate per MRC at a time",
            _LOCK_MRC,
        )
        for verb in ("INSERT", "UPDATE")
    ),
    refuse(
        "accounts_delegation_of_mrc",
        DELEGATION,
        "INSERT",
        _NOT_OF_THE_MRC,
        "delegation_not_of_mrc: a delegate is a citizen of that MRC",
    ),
    refuse(
        "accounts_delegation_frozen",
        DELEGATION,
        "UPDATE",
        changes("id", "person_id", "territory_id", "kind", "starts_on", "reason", "appointed_by_id")
        + " OR NEW.ends_on > OLD.ends_on OR NEW.end_reason = ''",
        "delegation_frozen: a delegation is only ended sooner, with a reason",
    ),
    refuse(
        "accounts_delegation_kept",
        DELEGATION,
        "DELETE",
        "OLD.id IS NOT NULL",
        "delegation_kept: a delegation is ended, never deleted",
    ),
    *append_only("accounts_delegateabsence"),
]

TRIGGERS = [
    refuse(
        "accounts_mandate_frozen",
        MANDATE,
        "UPDATE",
        _FROZEN,
        "mandate_frozen: a mandate is ended, never changed",
        needs=("accounts_mandate.reason",),
    ),
    refuse(
        "accounts_mandate_ending",
        MANDATE,
        "UPDATE",
        "NEW.ends_on IS DISTINCT FROM OLD.ends_on AND NEW.end_reason = ''",
        "mandate_end_reason: a mandate is ended with a reason",
        needs=("accounts_mandate.end_reason",),
    ),
    refuse(
        "accounts_mandate_reopened",
        MANDATE,
        "UPDATE",
        "OLD.ends_on IS NOT NULL AND (NEW.ends_on IS NULL OR NEW.ends_on > OLD.ends_on)",
        "mandate_reopened: an ended mandate is not taken up again",
    ),
    *(
        refuse(
            f"accounts_mandate_seat_on_{verb.lower()}",
            MANDATE,
            verb,
            _OTHER_ON_SEAT,
            "seat_taken: one holder per seat at a time",
            _LOCK_SEAT,
        )
        for verb in ("INSERT", "UPDATE")
    ),
    refuse(
        "accounts_mandate_seconded",
        MANDATE,
        "INSERT",
        _NOT_SECONDED,
        "welcome_not_seconded: two workers of two employers make a citizen",
        reads=("accounts_welcome",),
    ),
    refuse(
        "accounts_mandate_confirmed",
        MANDATE,
        "INSERT",
        _NOT_CONFIRMED,
        "mandate_not_confirmed: two people of two employers give this role",
        _LOCK_PERSON,
        reads=("accounts_mandateproposal",),
    ),
    *settled("welcome", "accounts_welcome", "seconded_at", "dropped_at"),
    *settled("proposal", "accounts_mandateproposal", "confirmed_at", "dropped_at"),
    *DELEGATIONS,
]
