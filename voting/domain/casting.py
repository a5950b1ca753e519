"""A ballot goes into the urn.

Casting writes the ballot and the émargement (the day) and nothing else: no audit row, no log, no hour.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit, dates
from common.exceptions import BadInput, IllegalTransition, Refused
from voting.domain import locks, opening
from voting.domain.urn import urn
from voting.enums import Channel, Choice, VoteKind, VoteState
from voting.models import InterimBallot, Recusal, RollEntry, Vote
from voting.rules import acts, eligibility, timing


@dataclass(frozen=True)
class Receipt:
    """What the person keeps. It never shows the choice."""

    vote_id: int
    title: str
    voted_on: date


@transaction.atomic
def cast(*, by: Person, vote: Vote, choice: str, now: datetime) -> Receipt:
    """Puts one ballot; until closing, the last one counts. Refuses by the clock, whoever runs.

    Refused: see `eligibility.check_may_cast`; `unknown_choice` for a choice that is not offered.
    """
    _open_if_due(vote, now=now)
    held = locks.share(vote.pk)
    today = dates.local_day(now)
    entry = RollEntry.objects.select_for_update().filter(vote=held, person=by).first()
    eligibility.check_may_cast(
        vote=held,
        entry=entry,
        capacity=people.capacity(by, on=today),
        is_recused=Recusal.objects.filter(vote=held, person=by).exists(),
        now=now,
    )
    assert entry is not None
    option = held.options.filter(value=choice).first() if choice in Choice.values else None
    if option is None:
        raise BadInput("unknown_choice", _("Choose one of the four answers."))
    _sign(entry, today=today, channel=Channel.MEETING if held.kind == VoteKind.MEETING else Channel.WEB)
    urn().put(entry=entry, option=option)
    return Receipt(vote_id=held.pk, title=held.title, voted_on=today)


@transaction.atomic
def receive_paper(*, by: Person, vote: Vote, person: Person, now: datetime) -> RollEntry:
    """Facilitation receives a sealed paper ballot: that person's vote on screen is closed.

    Refuses somebody who may not vote, and `already_cast_online` when a ballot on screen is in the urn.
    """
    today = dates.local_day(now)
    acts.check_is_facilitator(people.capacity(by, on=today))
    _open_if_due(vote, now=now)
    held = locks.share(vote.pk)
    entry = RollEntry.objects.select_for_update().filter(vote=held, person=person).first()
    eligibility.check_on_roll(
        entry=entry,
        capacity=people.capacity(person, on=today),
        is_recused=Recusal.objects.filter(vote=held, person=person).exists(),
    )
    assert entry is not None
    timing.check_is_receiving(held, now=now)
    if entry.channel == Channel.PAPER:
        raise Refused("paper_received", _("This person's paper ballot is already received."), status=409)
    if InterimBallot.objects.filter(roll_entry=entry).exists():
        raise Refused(
            "already_cast_online",
            _("This person already voted on screen. They may change it there until closing."),
            status=409,
        )
    _sign(entry, today=today, channel=Channel.PAPER)
    audit.record("vote.paper_received", by=by, subject=held, now=now)
    return entry


def _open_if_due(vote: Vote, *, now: datetime) -> None:
    # The clock's job may be late: a voter must not wait for it.
    is_waiting = Vote.objects.filter(
        pk=vote.pk, state=VoteState.ANNOUNCED, opens_at__lte=now, closes_at__gt=now
    )
    if is_waiting.exists():
        with suppress(IllegalTransition):  # another voter just did
            opening.open_vote(vote=vote, now=now)


def _sign(entry: RollEntry, *, today: date, channel: Channel) -> None:
    entry.voted_on = today if entry.voted_on is None else max(entry.voted_on, today)
    entry.channel = entry.channel or channel
    entry.save(update_fields=["voted_on", "channel"])
