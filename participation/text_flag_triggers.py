"""What the database refuses about flags of texts: they are never deleted, and settled once read.

Until then, the reason may become one that is read at once, and no other.
"""

from common.triggers import changes, refusal
from deliberation.rules.flagging import AT_ONCE

FLAG = "participation_textflag"
PRESSING = ", ".join(f"'{one.value}'" for one in sorted(AT_ONCE))
KEPT = changes("concern_id", "issue_id", "initiative_id", "by_id", "raised_at")

TEXT_FLAGS = [
    refusal(
        "participation_textflag_settled",
        FLAG,
        "update",
        f"OLD.handled_at IS NOT NULL OR {KEPT}"
        f" OR {changes('reason')} AND (NEW.handled_at IS NOT NULL OR NEW.reason NOT IN ({PRESSING}))",
        "text_flag: a flag that was read is settled",
    ),
    refusal("participation_textflag_no_delete", FLAG, "delete", "TRUE", "text_flag: a flag stays written"),
]
