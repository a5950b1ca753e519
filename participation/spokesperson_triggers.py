"""What the database refuses of spokespersons: only citizens, never changed after; what they brought back stays."""

# ruff: noqa: S608  the names put together here are ours, written in this file

from common.triggers import append_only, changes, refusal

OFFER = "participation_spokespersonoffer"
TERM = "participation_spokespersonterm"


def _not_only_a_citizen(person: str, on: str) -> str:
    held = f"""SELECT 1 FROM accounts_mandate AS m
        WHERE m.person_id = NEW.{person} AND m.starts_on <= NEW.{on}
          AND (m.ends_on IS NULL OR m.ends_on >= NEW.{on})"""
    return f"""NOT EXISTS ({held} AND m.role = 'citizen') OR EXISTS ({held} AND m.role <> 'citizen')
        OR EXISTS (SELECT 1 FROM accounts_person AS p WHERE p.id = NEW.{person} AND p.is_superuser)"""


_HELD_A_TERM = """NOT EXISTS (
        SELECT 1 FROM participation_spokespersonterm AS t WHERE t.person_id = NEW.said_by_id)"""

SPOKESPERSONS = (
    refusal(
        "participation_spokespersonoffer_citizens",
        OFFER,
        "insert",
        _not_only_a_citizen("person_id", "given_on"),
        "offer_citizens: only a citizen offers to speak for the Espace",
    ),
    refusal(
        "participation_spokespersonterm_citizens",
        TERM,
        "insert",
        f"NEW.left_on IS NOT NULL OR {_not_only_a_citizen('person_id', 'starts_on')}",
        "term_citizens: only a citizen speaks for the Espace",
    ),
    refusal(
        "participation_spokespersonterm_stays",
        TERM,
        "update",
        "OLD.left_on IS NOT NULL OR "
        + changes("person_id", "starts_on", "ends_on", "drawn_by_id", "drawn_at"),
        "term_stays: a term is only left, once",
    ),
    refusal(
        "participation_spokespersonterm_no_delete",
        TERM,
        "delete",
        "TRUE",
        "term_kept: who spoke for the Espace is never deleted",
    ),
    refusal(
        "participation_carrieditem_said",
        "participation_carrieditem",
        "insert",
        _HELD_A_TERM,
        "carried_said: only a spokesperson carries the words of the Espace",
    ),
    refusal(
        "participation_carrieditem_no_update",
        "participation_carrieditem",
        "update",
        "TRUE",
        "carried_moves: it is carried or taken off",
    ),
    refusal(
        "participation_broughtback_said",
        "participation_broughtback",
        "insert",
        _HELD_A_TERM,
        "brought_said: only a spokesperson brings back what was said",
    ),
    *append_only("participation_broughtback"),
)
