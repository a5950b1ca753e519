"""What the database refuses of the acceptance of the delays: once, by the seat that leads the Table, for good."""

# ruff: noqa: S608  the names put together here are ours, written in this file

from common.triggers import append_only, refusal

ACCEPTANCE = "participation_clockacceptance"

ACCEPTED_BY_THE_TABLE = refusal(
    "participation_clockacceptance_writer",
    ACCEPTANCE,
    "insert",
    """NOT EXISTS (
        SELECT 1 FROM accounts_mandate AS m JOIN accounts_seat AS s ON s.id = m.seat_id
        WHERE m.person_id = NEW.written_by_id AND m.role = 'table_member' AND s."group" = 'signataire')""",
    "clock_writer: only the seat that leads the Table accepts its delays",
)
ACCEPTED_ONCE = refusal(
    "participation_clockacceptance_once",
    ACCEPTANCE,
    "insert",
    f"EXISTS (SELECT 1 FROM {ACCEPTANCE})",
    "clock_once: the Table accepts the delays once",
)

CLOCK_ACCEPTED = (ACCEPTED_BY_THE_TABLE, ACCEPTED_ONCE, *append_only(ACCEPTANCE))
