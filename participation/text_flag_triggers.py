"""What the database refuses about flags of texts: they are never deleted, and settled once read."""

from common.triggers import changes, refusal

FLAG = "participation_textflag"

TEXT_FLAGS = [
    refusal(
        "participation_textflag_settled",
        FLAG,
        "update",
        f"OLD.handled_at IS NOT NULL OR {changes('concern_id', 'issue_id', 'initiative_id', 'by_id', 'reason', 'raised_at')}",
        "text_flag: a flag that was read is settled",
    ),
    refusal("participation_textflag_no_delete", FLAG, "delete", "TRUE", "text_flag: a flag stays written"),
]
