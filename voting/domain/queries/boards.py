"""Reads of the public board: the archive, the receipts, what is published to compare."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from common.exceptions import Missing
from voting.crypto import group
from voting.crypto.phrases import bare
from voting.domain import receipts
from voting.domain import urn as urns
from voting.enums import Channel, EventKind
from voting.models import BoardEvent, PaperStub, RollEntry, Urn, Vote


@dataclass(frozen=True)
class MyReceipt:
    tracking_number: str
    picture: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Counts:
    """What must agree: ballots that count, stubs, and people who signed."""

    receipts: int
    ballots: int
    stubs: int
    waiting_stubs: int
    signed: int

    @property
    def agree(self) -> bool:
        return self.ballots + self.waiting_stubs == self.signed


def find(vote: Vote) -> Urn:
    """A vote of before the sealed urn has no board: it is missing."""
    urn = Urn.objects.filter(vote=vote).first()
    if urn is None:
        raise Missing("board_missing", _("This vote has no public board."))
    return urn


def is_public(vote: Vote) -> bool:
    """A vote of before the sealed urn has no board."""
    return Urn.objects.filter(vote=vote).exists()


def archive(urn: Urn) -> Iterator[bytes]:
    """The board as the protocol's archive, piece by piece. The same octets for everybody, while it grows."""
    pieces = BoardEvent.objects.filter(urn=urn).order_by("height").values_list("content", flat=True)
    for piece in pieces.iterator(chunk_size=200):
        yield bytes(piece)


def my_receipt(*, vote: Vote, person: Person) -> MyReceipt | None:
    """The receipt of the ballot that counts; None on paper, and once the link is erased."""
    entry = RollEntry.objects.filter(vote=vote, person=person).first()
    event = urns.last_of(entry) if entry is not None else None
    if event is None:
        return None
    receipt = receipts.read(event.receipt)
    return MyReceipt(event.tracker, receipt.picture, receipt.words)


def published_receipts(urn: Urn) -> list[receipts.Receipt]:
    """Those of the ballots that count, in alphabetical order: it says nothing of when each came."""
    last: dict[str, str] = {}
    rows = BoardEvent.objects.filter(urn=urn, kind=EventKind.BALLOT).order_by("height")
    for right, receipt in rows.values_list("right_digest", "receipt"):
        last[right] = receipt
    return [receipts.read(key) for key in sorted(last.values())]


@dataclass(frozen=True)
class Found:
    """A receipt that somebody looked for. `counts` is False when a later ballot of the same right counts instead."""

    receipt: receipts.Receipt | None
    counts: bool = False


def look_for(urn: Urn, typed: str) -> Found:
    """The ballot whose receipt has these three words, with or without its picture, accents or order."""
    wanted = {bare(word) for word in typed.replace(",", " ").split()}
    rows = BoardEvent.objects.filter(urn=urn, kind=EventKind.BALLOT)
    for key, right, height in rows.values_list("receipt", "right_digest", "height").iterator():
        receipt = receipts.read(key)
        their = {bare(word) for word in receipt.words}
        if their <= wanted <= their | {bare(receipt.picture)}:
            return Found(receipt, not rows.filter(right_digest=right, height__gt=height).exists())
    return Found(None)


@dataclass(frozen=True)
class Key:
    """One of the keys, as it is published. `keeper` is the organisation that holds its sealed sheet."""

    position: int
    organisation: str
    keeper: str
    is_demonstration: bool
    checksum: str
    has_shared: bool
    is_by_sheet: bool


def trustees(urn: Urn) -> list[Key]:
    """Without organisation: the platform's own key."""
    rows = urn.trustees.select_related("scrutineer__organisation", "scrutineer__keeper").order_by("position")
    return [
        Key(
            position=row.position,
            organisation=row.scrutineer.organisation.name if row.scrutineer else "",
            keeper=row.scrutineer.keeper.name if row.scrutineer else "",
            is_demonstration=bool(row.scrutineer and row.scrutineer.is_demonstration),
            checksum=group.hex_of(f'"{row.public}"'.encode()),
            has_shared=row.shared_on is not None,
            is_by_sheet=row.is_by_sheet,
        )
        for row in rows
    ]


def stubs(vote: Vote) -> list[str]:
    """The numbers of the stubs whose envelope came, in order."""
    return list(PaperStub.objects.filter(vote=vote).order_by("number").values_list("number", flat=True))


def counts(vote: Vote, urn: Urn) -> Counts:
    ballots = BoardEvent.objects.filter(urn=urn, kind=EventKind.BALLOT)
    received = PaperStub.objects.filter(vote=vote).count()
    in_urn = ballots.values("right_digest").distinct().count()
    on_screen = RollEntry.objects.voted().filter(vote=vote).exclude(channel=Channel.PAPER).count()
    return Counts(
        receipts=ballots.count(),
        ballots=in_urn,
        stubs=received,
        # Once sealed, paper ballots are in the urn like the others.
        waiting_stubs=received if in_urn <= on_screen else 0,
        signed=RollEntry.objects.voted().filter(vote=vote).count(),
    )
