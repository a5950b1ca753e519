"""What the database refuses of an author's accord: somebody else's answer, a second one, other words."""

from common.triggers import changes, refusal

ACCORD = "participation_referralaccord"

_IS_AUTHOR = """
    EXISTS (SELECT 1 FROM participation_concern AS c
            WHERE c.id = NEW.concern_id AND c.author_id = NEW.answered_by_id)
    OR EXISTS (SELECT 1 FROM participation_initiative_authors AS a
               WHERE a.initiative_id = NEW.initiative_id AND a.person_id = NEW.answered_by_id)
"""
ANSWERED_BY_AN_AUTHOR = refusal(
    "participation_referralaccord_author",
    ACCORD,
    "update",
    f"NEW.answered_by_id IS NOT NULL AND OLD.answered_by_id IS NULL AND NOT ({_IS_AUTHOR})",
    "accord_author: only an author agrees to a referral",
)
BORN_WAITING = refusal(
    "participation_referralaccord_born",
    ACCORD,
    "insert",
    "NEW.answered_by_id IS NOT NULL",
    "accord_born: it is asked before it is answered",
)
ANSWERED_ONCE = refusal(
    "participation_referralaccord_once",
    ACCORD,
    "update",
    "OLD.answered_at IS NOT NULL OR "
    + changes("concern_id", "initiative_id", "territory_id", "plain_reason", "asked_by_id", "asked_at"),
    "accord_once: what was asked stays, and is answered once",
)
ACCORD_KEPT = refusal(
    "participation_referralaccord_no_delete",
    ACCORD,
    "delete",
    "TRUE",
    "accord_kept: what an author was asked is never deleted",
)

ACCORDS = (BORN_WAITING, ANSWERED_BY_AN_AUTHOR, ANSWERED_ONCE, ACCORD_KEPT)
