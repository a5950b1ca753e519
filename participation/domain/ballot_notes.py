"""What a ballot page tells beside the question: values handed down to `voting` at the announcement."""

from participation.domain.queries import objections as objection_queries
from participation.domain.queries import reasons as reason_queries
from participation.models.objection import ObjectionState
from participation.models.reason import ReasonSide
from participation.rules.discussed import Subject
from voting.enums import NoteKind
from voting.rules.ballot_notes import Note

KINDS = {ReasonSide.FOR: NoteKind.FOR, ReasonSide.AGAINST: NoteKind.AGAINST}


def of(subject: Subject) -> list[Note]:
    """Six places for reasons, the empty ones too, then the objections that
    were neither lifted nor taken out, the oldest first."""
    notes = [
        Note(kind=KINDS[side], text=row.shown if row else "")
        for side, rows in reason_queries.current(subject).items()
        for row in rows
    ]
    kept = objection_queries.of_round(subject).exclude(
        state__in=[ObjectionState.LIFTED, ObjectionState.SET_ASIDE]
    )
    return notes + [Note(kind=NoteKind.OBJECTION, text=one.text, answer=one.answer) for one in kept]
