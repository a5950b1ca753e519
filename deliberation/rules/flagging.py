"""What a flag does at once, and when somebody's flags no longer hide by themselves."""

from datetime import timedelta

from deliberation.enums import FlagReason, ModerationAct

# Handled the moment somebody is there: waiting a day could harm.
AT_ONCE = frozenset({FlagReason.DISTRESS, FlagReason.PRIVATE_DATA, FlagReason.THREAT})
# These hide the words until facilitation has read them.
HIDE_FIRST = frozenset({FlagReason.PRIVATE_DATA, FlagReason.THREAT})
# Flags that hid for nothing: after this many in so long, a flag waits to be read like any other.
UNFOUNDED_ALLOWED = 3
LOOK_BACK = timedelta(days=30)
# Nobody hides a whole thread alone in one go.
WAITING_ALLOWED = 3
# Said about the words of a citizen, it would silence an opinion.
OF_STAFF_ONLY = frozenset({FlagReason.STEERS})
HIDING_ACTS = frozenset(
    {ModerationAct.HIDE_PASSAGE, ModerationAct.HIDE_MESSAGE, ModerationAct.CONFIRM_HIDDEN, ModerationAct.MOVE}
)


def hides_first(*, reason: str, unfounded: int, waiting: int, is_paused: bool) -> bool:
    """Whether a flag hides at once. `unfounded`: the person's flags that hid for nothing within `LOOK_BACK`;
    `waiting`: those of theirs that hide something not read yet; `is_paused`: their own voice is paused.
    """
    if is_paused or reason not in HIDE_FIRST:
        return False
    return unfounded < UNFOUNDED_ALLOWED and waiting < WAITING_ALLOWED
