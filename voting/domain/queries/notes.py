"""What the ballot page tells beside the question."""

from dataclasses import dataclass

from accounts.domain.queries.people import Capacity
from voting.enums import NoteKind
from voting.models import BallotNote, Vote
from voting.rules import ballot_notes


@dataclass(frozen=True)
class Told:
    """Reasons, side by side, and objections; empty lists when the vote has none.

    `reasons` is two pairs (kind, sentences), the side read first in front; a sentence nobody wrote is empty.
    """

    reasons: tuple[tuple[NoteKind, tuple[str, ...]], ...]
    objections: tuple[BallotNote, ...]

    @property
    def is_written(self) -> bool:
        """Somebody wrote a reason, of one side or of the other."""
        return any(sentence for _kind, sentences in self.reasons for sentence in sentences)


def of_vote(vote: Vote, capacity: Capacity) -> Told:
    """Reasons are written to be read by everybody. Objections stay among the members, as the words of a thread do."""
    rows = list(vote.notes.order_by("kind", "position"))
    kinds = [NoteKind.FOR, NoteKind.AGAINST]
    if ballot_notes.against_is_first(vote.version_hash):
        kinds.reverse()
    sides = tuple((kind, tuple(row.text for row in rows if row.kind == kind)) for kind in kinds)
    objections = tuple(row for row in rows if row.kind == NoteKind.OBJECTION)
    return Told(
        reasons=sides if any(sentences for _kind, sentences in sides) else (),
        objections=objections if capacity.is_member else (),
    )
