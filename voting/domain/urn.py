"""The sealed urn: the only door to ballots. Nothing here reads a choice; only sums of all ballots are opened."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from common import written
from common.exceptions import BadInput, IllegalTransition, Refused
from voting.crypto import ballots as ballot_format
from voting.crypto import group
from voting.crypto import tally as tally_format
from voting.crypto.ballots import Ballot
from voting.crypto.group import ProtocolError
from voting.domain import board, sealing
from voting.domain.receipts import receipt_of
from voting.enums import EventKind
from voting.models import BoardEvent, Option, Right, RollEntry, SeenCiphertext, Urn, Vote

_RIGHT = "SELECT * FROM voting_right WHERE urn_id = %s AND roll_entry_id = %s"
SENT_AGAIN = _("This ballot was already sent. Choose again.")


@dataclass(frozen=True)
class Checked:
    """A ballot whose proofs were all checked: what is left to check needs the database."""

    ballot: Ballot

    @property
    def right_digest(self) -> str:
        return board.right_digest(self.ballot.credential)

    @property
    def tracker(self) -> str:
        return self.ballot.tracking_number


def of_vote(vote: Vote) -> Urn:
    """Refused (`no_urn`): a vote that is not announced yet."""
    urn = board.of_vote(vote.pk)
    if urn is None:
        raise IllegalTransition("no_urn", _("This vote is not open yet."))
    return urn


def check(urn: Urn, content: bytes) -> Checked:
    """Every proof of a ballot made outside, before any lock is taken. Refused: `ballot_wrong`."""
    try:
        return Checked(ballot_format.receive(election=board.election_of(urn), content=content))
    except ProtocolError as error:
        raise BadInput(
            "ballot_wrong",
            _("This ballot was not made as it should be. Nothing is received. Go back and choose again."),
        ) from error


def encrypt(urn: Urn, right: Right, row: Sequence[int]) -> bytes:
    """The ballot of somebody without JavaScript, or of a paper ballot: the server sees the choice for an instant."""
    return ballot_format.create(
        election=board.election_of(urn), credential=sealing.unseal(right.sealed), choices=[row]
    )


def row_of(vote: Vote, choices: Sequence[str]) -> list[int]:
    """0 and 1 by answer, in the order of the question. Refused: `unknown_choice`, `too_many`."""
    options = list(Option.objects.filter(vote=vote).order_by("position"))
    known = {option.value for option in options}
    chosen = set(choices)
    if not chosen <= known or (not chosen and vote.is_for_or_against):
        raise BadInput("unknown_choice", _("Choose one of the answers."))
    if len(chosen) > vote.most_choices:
        raise BadInput("too_many", _("Choose %(most)d answers at most.") % {"most": vote.most_choices})
    return [int(option.value in chosen) for option in options]


def put(urn: Urn, *, entry: RollEntry, checked: Checked) -> BoardEvent:
    """Adds one ballot; the urn is held by the caller. Until closing the last ballot of a right counts.

    Refused: `not_own_right` (another person's right, or none of this vote), `sent_again` (the same encrypted number
    twice). One that is already on the board, and a receipt that is taken, are refused by the database: then
    `check_never_seen` says which.
    """
    right = written.one(Right, _RIGHT, urn.pk, entry.pk)
    if right is None or right.digest != checked.right_digest:
        raise Refused("not_own_right", _("This ballot is not yours. Go back and choose again."))
    digests = _digests(checked.ballot)
    if len(set(digests)) < len(digests):
        raise Refused("sent_again", SENT_AGAIN, status=409)
    event = board.append(
        urn,
        EventKind.BALLOT,
        checked.ballot.content,
        right_digest=checked.right_digest,
        tracker=checked.tracker,
        receipt=receipt_of(checked.tracker).key,
    )
    SeenCiphertext.objects.bulk_create(SeenCiphertext(urn=urn, digest=digest) for digest in digests)
    return event


def _digests(ballot: Ballot) -> list[str]:
    return [group.b64_of(str(alpha).encode()) for answer in ballot.answers for alpha, _beta in answer]


def check_never_seen(urn: Urn, checked: Checked) -> None:
    """Refused: `sent_again` (an old ballot, or a part of one), `receipt_taken` (make it again: it is nobody's fault)."""
    if SeenCiphertext.objects.filter(urn=urn, digest__in=_digests(checked.ballot)).exists():
        raise Refused("sent_again", SENT_AGAIN, status=409)
    if BoardEvent.objects.filter(urn=urn, receipt=receipt_of(checked.tracker).key).exists():
        raise Refused(
            "receipt_taken", _("Choose again, please: your receipt must be yours alone."), status=409
        )


def last_of(entry: RollEntry) -> BoardEvent | None:
    """The ballot that counts for that person so far; None without one, and once the link is erased."""
    right = Right.objects.filter(roll_entry=entry).first()
    if right is None:
        return None
    return (
        BoardEvent.objects.filter(urn_id=right.urn_id, right_digest=right.digest).order_by("-height").first()
    )


# --- closing ----------------------------------------------------------------------------------------------------------


def end(urn: Urn) -> None:
    """No ballot after this event."""
    board.append(urn, EventKind.END)


def add_up(urn: Urn) -> tally_format.Sum:
    """The encrypted sum of the ballots that count, from the board itself."""
    return tally_format.add_up(board.election_of(urn), _ballots(urn))


def publish_sum(urn: Urn) -> tally_format.Sum:
    total = add_up(urn)
    board.append(urn, EventKind.TALLY, *total.records())
    return total


def _ballots(urn: Urn) -> Iterator[Ballot]:
    """Read again without proofs: each was checked before it was added, and `verify_vote` checks them all again."""
    events = BoardEvent.objects.filter(urn=urn, kind=EventKind.BALLOT).order_by("height")
    for content in events.values_list("content", flat=True).iterator():
        yield ballot_format.read(record_of(bytes(content)))


def record_of(content: bytes) -> bytes:
    """The first record in the octets of an event."""
    length = int(content[124:135], 8)
    return content[512 : 512 + length]


def shares(urn: Urn) -> list[tally_format.Share]:
    """The parts of the total already given."""
    events = BoardEvent.objects.filter(urn=urn, kind=EventKind.SHARE).order_by("height")
    return [_share(bytes(event.content)) for event in events]


def _share(content: bytes) -> tally_format.Share:
    first = record_of(content)
    at = 512 + -(-len(first) // 512) * 512
    owner = json.loads(record_of(content[at:]))["owner"]
    return tally_format.read_share(first, owner=owner)
