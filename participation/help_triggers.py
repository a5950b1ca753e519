"""What the database refuses about the help that is offered."""

from common.triggers import changes, refusal

OFFER = "participation_helpoffer"

OFFERED_BY_HELPERS = refusal(
    "participation_helpoffer_born",
    OFFER,
    "insert",
    """NEW.answer <> 'attente' OR NOT EXISTS (
        SELECT 1 FROM accounts_mandate AS m
        WHERE m.person_id = NEW.offered_by_id AND m.role IN ('support', 'facilitator'))""",
    "help_offer: support or facilitation offers, and the person answers",
)
OFFER_KEEPS_ITS_WORDS = refusal(
    "participation_helpoffer_words",
    OFFER,
    "update",
    "OLD.done_at IS NOT NULL OR OLD.answer = 'non' OR (OLD.answer <> 'attente' AND "
    + changes("answer", "answered_at")
    + ") OR "
    + changes("concern_id", "words", "offered_by_id", "offered_at"),
    "help_offer: an offer keeps its words and is answered once",
)
OFFER_KEPT = refusal(
    "participation_helpoffer_no_delete", OFFER, "delete", "TRUE", "help_offer: an offer stays written"
)

HELP_OFFERED = [OFFERED_BY_HELPERS, OFFER_KEEPS_ITS_WORDS, OFFER_KEPT]
