"""What the database refuses of priorities: each list is written by whoever decides it, and stays as it was."""

from common.triggers import append_only, refusal

LISTS = "participation_prioritylist"

WRITTEN_BY_ITS_OWN = refusal(
    "participation_prioritylist_writer",
    LISTS,
    "insert",
    """NEW.territory_id IS NULL AND NOT EXISTS (
        SELECT 1 FROM accounts_mandate AS m JOIN accounts_seat AS s ON s.id = m.seat_id
        WHERE m.person_id = NEW.written_by_id AND m.role = 'table_member' AND s."group" = 'signataire')
    OR NEW.territory_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM accounts_mandate AS m
        WHERE m.person_id = NEW.written_by_id AND m.role = 'mrc_resource'
          AND m.territory_id = NEW.territory_id)""",
    "priority_writer: the Table writes for the region, a resource for its own MRC",
)

PRIORITIES = (
    WRITTEN_BY_ITS_OWN,
    *append_only(LISTS),
    *append_only("participation_priority"),
)
