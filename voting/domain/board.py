"""Adding to the public board of a vote. Whoever calls holds the urn's row: events name the one before them."""

from functools import lru_cache

from common import written
from voting.crypto import board, group
from voting.crypto.questions import Election, read_election
from voting.enums import EventKind
from voting.models import BoardEvent, Urn


@lru_cache(maxsize=32)
def _election(fingerprint: str, content: str) -> Election:
    return read_election(content.encode())


def election_of(urn: Urn) -> Election:
    """The vote as the protocol sees it; read once per process."""
    return _election(urn.fingerprint, urn.election)


def hold(vote_id: int) -> Urn:
    """The urn of a vote, with nobody else adding to it until the end of this transaction."""
    urn = of_vote(vote_id, is_held=True)
    if urn is None:
        raise Urn.DoesNotExist
    return urn


def of_vote(vote_id: int, *, is_held: bool = False) -> Urn | None:
    return written.one(Urn, "SELECT * FROM voting_urn WHERE vote_id = %s", vote_id, is_held=is_held)


def append(
    urn: Urn,
    kind: EventKind,
    *records: bytes,
    right_digest: str = "",
    tracker: str = "",
    receipt: str = "",
) -> BoardEvent:
    """One event with the records before it. The database refuses what the state of the vote does not allow."""
    content, head = board.append(board.Head(urn.head, urn.height), kind, records, timestamp=urn.timestamp)
    if urn.height == 0:
        content = board.opening(urn.timestamp) + content
    event = BoardEvent.objects.create(
        urn=urn,
        height=urn.height,
        kind=kind,
        content=content,
        right_digest=right_digest,
        tracker=tracker,
        receipt=receipt,
    )
    urn.head, urn.height = head.last, head.height
    urn.is_ended = urn.is_ended or kind == EventKind.END
    urn.save(update_fields=["head", "height", "is_ended"])
    return event


def right_digest(public: int) -> str:
    """The short name of a right to vote; anyone can compute it from the archive."""
    return group.b64_of(str(public).encode())
