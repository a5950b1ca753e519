"""What the database refuses of what the Table asks: its words stay, and nobody drops it in silence."""

from dataclasses import replace

from common.triggers import changes, refusal

CONSULTATION = "participation_consultation"

ASKED_BY_THE_SECRETARY = refusal(
    "participation_consultation_secretary",
    CONSULTATION,
    "insert",
    """NEW.state <> 'posee' OR NOT EXISTS (
        SELECT 1 FROM accounts_mandate AS m JOIN accounts_seat AS s ON s.id = m.seat_id
        WHERE m.person_id = NEW.asked_by_id AND m.role = 'table_member' AND s."group" = 'signataire')""",
    "consultation_secretary: only the seat that leads the Table asks the Espace",
)
CONSULTATION_STAYS = refusal(
    "participation_consultation_words",
    CONSULTATION,
    "update",
    changes("issue_id", "kind", "words", "wished_on", "asked_by_id", "asked_at", "decline_by"),
    "consultation_stays: what the Table asked stays as it was",
)
CONSULTATION_MOVES_ON = refusal(
    "participation_consultation_moves",
    CONSULTATION,
    "update",
    """OLD.state IN ('declinee', 'repondue')
        OR OLD.state = 'acceptee' AND NEW.state <> 'repondue'
        OR OLD.state = 'posee' AND NEW.state = 'posee'""",
    "consultation_moves: accepted, it is answered; answered or declined, it is over",
)
ANSWERED_BY_A_SENDING = refusal(
    "participation_consultation_answer",
    CONSULTATION,
    "update",
    """NEW.state = 'repondue' AND NOT EXISTS (
        SELECT 1 FROM participation_transmission AS t
        WHERE t.id = NEW.answer_id AND t.issue_id = NEW.issue_id AND t.kind = 'avis'
          AND t.sent_at IS NOT NULL)""",
    "consultation_answer: an opinion sent from the issue answers it",
)
CONSULTATION_KEPT = refusal(
    "participation_consultation_no_delete",
    CONSULTATION,
    "delete",
    "TRUE",
    "consultation_kept: what the Table asked is never deleted",
)
ISSUE_IS_NOT_DROPPED = replace(
    refusal(
        "participation_issue_asked",
        "participation_issue",
        "update",
        """NEW.state = 'close' AND OLD.state <> 'close' AND EXISTS (
            SELECT 1 FROM participation_consultation AS c
        WHERE c.issue_id = OLD.id AND c.state IN ('posee', 'acceptee'))""",
        "issue_asked: what the Table asked is answered, or declined with its reason",
    ),
    reads=(CONSULTATION,),
)

ASKED_BY_THE_TABLE = (
    ASKED_BY_THE_SECRETARY,
    CONSULTATION_STAYS,
    CONSULTATION_MOVES_ON,
    ANSWERED_BY_A_SENDING,
    CONSULTATION_KEPT,
    ISSUE_IS_NOT_DROPPED,
)
