"""What the database refuses of a date of the calendar: a move without its reason, a founding date that moves."""

# ruff: noqa: S608  the names put together here are ours, written in this file

from dataclasses import replace

from common.triggers import append_only, changes, refusal

EVENT = "participation_calendarevent"
CHANGE = "participation_datechange"

FOUNDING_NEVER_MOVES = refusal(
    "participation_calendarevent_founding",
    EVENT,
    "update",
    f"OLD.is_founding AND {changes('starts_on', 'ends_on', 'is_founding')}",
    "calendar_founding: the dates of the founding text never move",
)
MOVED_WITH_A_REASON = replace(
    refusal(
        "participation_calendarevent_moved",
        EVENT,
        "update",
        f"""{changes("starts_on")} AND NOT EXISTS (
            SELECT 1 FROM {CHANGE} AS c
            WHERE c.event_id = NEW.id AND c.from_on = OLD.starts_on AND c.to_on = NEW.starts_on)""",
        "calendar_moved: a date moves with its reason",
    ),
    reads=(CHANGE,),
)
CANCELLED_WITH_A_REASON = replace(
    refusal(
        "participation_calendarevent_cancelled",
        EVENT,
        "update",
        f"""{changes("is_cancelled")} AND NOT EXISTS (
            SELECT 1 FROM {CHANGE} AS c WHERE c.event_id = NEW.id AND c.kind = 'annulee')""",
        "calendar_cancelled: a date is cancelled with its reason",
    ),
    reads=(CHANGE,),
    needs=(f"{EVENT}.is_cancelled",),
)
NOT_AFTER_IT_IS_CANCELLED = refusal(
    "participation_datechange_over",
    CHANGE,
    "insert",
    f"""EXISTS (SELECT 1 FROM {CHANGE} AS c WHERE c.event_id = NEW.event_id AND c.kind = 'annulee')
        OR EXISTS (SELECT 1 FROM {EVENT} AS e WHERE e.id = NEW.event_id AND e.is_founding)""",
    "calendar_over: a cancelled date stays so, a founding one never moves",
)

DATES_THAT_MOVE = (
    FOUNDING_NEVER_MOVES,
    MOVED_WITH_A_REASON,
    CANCELLED_WITH_A_REASON,
    NOT_AFTER_IT_IS_CANCELLED,
    *append_only(CHANGE),
)
