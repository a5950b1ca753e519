"""A ballot goes into the urn.

Casting writes the event of the board and the émargement (the day) and nothing else: no audit row, no log, no hour.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from accounts.domain.queries import people
from accounts.domain.queries.people import Capacity
from accounts.models import Person
from common import dates, written
from common.exceptions import IllegalTransition
from voting.domain import board, locks, opening, receipts, sealing
from voting.domain import urn as urns
from voting.enums import Channel, VoteKind, VoteState
from voting.models import Recusal, Right, RollEntry, Urn, Vote
from voting.rules import eligibility

_ENTRY = "SELECT * FROM voting_rollentry WHERE vote_id = %s AND person_id = %s"
_RECUSAL = "SELECT * FROM voting_recusal WHERE vote_id = %s AND person_id = %s"


@dataclass(frozen=True)
class Receipt:
    """What the person keeps. It never shows the choice."""

    vote_id: int
    title: str
    voted_on: date
    tracking_number: str
    picture: str
    words: tuple[str, ...]


def cast(
    *,
    by: Person,
    vote: Vote,
    choice: str | Sequence[str],
    now: datetime,
    capacity: Capacity | None = None,
) -> Receipt:
    """Encrypts here, for who has no JavaScript, then puts the ballot as `cast_sealed` does.

    `choice` is the value of one answer, or of several when the vote asks to choose among several.
    Refused: see `cast_sealed`; `unknown_choice`, `too_many`.
    """
    open_if_due(vote, now=now)
    capacity = _capacity(by, capacity, now=now)
    _check_may_cast(capacity=capacity, vote=vote, now=now)
    row = urns.row_of(vote, [choice] if isinstance(choice, str) else list(choice))
    urn = urns.of_vote(vote)
    right = Right.objects.get(urn=urn, roll_entry__person=by)
    checked = urns.check(urn, urns.encrypt(urn, right, row))
    return _received(capacity=capacity, urn=urn, checked=checked, now=now)


def cast_sealed(
    *, by: Person, vote: Vote, content: bytes, now: datetime, capacity: Capacity | None = None
) -> Receipt:
    """Puts one ballot made outside; until closing, the last one counts. Refuses by the clock, whoever runs.

    Its proofs are checked before any lock is taken, and the rights of the person before that. `capacity` is what was
    just asked of this person for this request, if it was: not to ask it again.
    Refused: see `eligibility.check_may_cast`, `urn.check` and `urn.put`.
    """
    open_if_due(vote, now=now)
    capacity = _capacity(by, capacity, now=now)
    _check_may_cast(capacity=capacity, vote=vote, now=now)
    urn = urns.of_vote(vote)
    return _received(capacity=capacity, urn=urn, checked=urns.check(urn, content), now=now)


def _capacity(by: Person, known: Capacity | None, *, now: datetime) -> Capacity:
    if known is not None and known.person is not None and known.person.pk == by.pk:
        return known
    return people.capacity(by, on=dates.local_day(now))


def _received(*, capacity: Capacity, urn: Urn, checked: urns.Checked, now: datetime) -> Receipt:
    """What must be unique is left to the database, and asked again only to say which thing was not."""
    try:
        return _receive(capacity=capacity, vote_id=urn.vote_id, checked=checked, now=now)
    except IntegrityError:
        urns.check_never_seen(urn, checked)
        raise


@transaction.atomic
def _receive(*, capacity: Capacity, vote_id: int, checked: urns.Checked, now: datetime) -> Receipt:
    """The vote and the entry are read again under their locks; a role taken meanwhile is refused by the triggers."""
    held = locks.share(vote_id)
    entry = _check_may_cast(capacity=capacity, vote=held, now=now, is_held=True)
    today = dates.local_day(now)
    sign(entry, today=today, channel=Channel.MEETING if held.kind == VoteKind.MEETING else Channel.WEB)
    urns.put(board.hold(held.pk), entry=entry, checked=checked)
    receipt = receipts.receipt_of(checked.tracker)
    return Receipt(
        vote_id=held.pk,
        title=held.title,
        voted_on=today,
        tracking_number=checked.tracker,
        picture=receipt.picture,
        words=receipt.words,
    )


def _check_may_cast(*, capacity: Capacity, vote: Vote, now: datetime, is_held: bool = False) -> RollEntry:
    person_id = None if capacity.person is None else capacity.person.pk
    entry = written.one(RollEntry, _ENTRY, vote.pk, person_id, is_held=is_held)
    eligibility.check_may_cast(
        vote=vote,
        entry=entry,
        capacity=capacity,
        is_recused=not is_held and _steps_back(vote, person_id),
        now=now,
    )
    assert entry is not None
    return entry


def _steps_back(vote: Vote, person_id: int | None) -> bool:
    """Once a vote is announced, it is written on the entry of the roll too, which is read again under its lock."""
    return written.one(Recusal, _RECUSAL, vote.pk, person_id) is not None


def open_if_due(vote: Vote, *, now: datetime) -> None:
    # The clock's job may be late: a voter must not wait for it.
    if vote.state == VoteState.ANNOUNCED and vote.opens_at <= now < vote.closes_at:
        with suppress(IllegalTransition):  # another voter just did
            opening.open_vote(vote=vote, now=now)


def sign(entry: RollEntry, *, today: date, channel: Channel) -> None:
    """The émargement: the day, never the hour."""
    entry.voted_on = today if entry.voted_on is None else max(entry.voted_on, today)
    entry.channel = entry.channel or channel
    entry.save(update_fields=["voted_on", "channel"])


def own_credential(*, by: Person, vote: Vote) -> str:
    """The private part of the person's own right, for their own page to sign with; empty without one.

    Shown to nobody else, through no other door.
    """
    right = Right.objects.filter(urn__vote=vote, roll_entry__person=by).select_related("urn").first()
    return "" if right is None else sealing.unseal(right.sealed)
