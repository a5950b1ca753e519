"""Preparing a vote, freezing its roll and announcing it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people as people_queries
from accounts.models import Person
from common import audit, dates
from common.exceptions import BadInput
from voting.domain import locks
from voting.enums import Choice, VoteKind, VoteState
from voting.models import Option, Recusal, RollEntry, Vote
from voting.rules import acts, lifecycle, timing
from voting.rules.frozen_rules import VoteRules

Recusals = Sequence[tuple[Person, str]]


@transaction.atomic
def prepare(
    *,
    by: Person | None,
    title: str,
    question: str,
    summary: str,
    back_path: str,
    version_hash: str,
    rules: VoteRules,
    opens_at: datetime,
    closes_at: datetime,
    kind: VoteKind = VoteKind.PERIOD,
    is_conditional: bool = False,
    now: datetime,
) -> Vote:
    """A vote nobody sees yet, with its four answers in their fixed order.

    `by` is None when the calendar prepares it. Who may ask for a vote is decided by the app that asks.
    """
    if closes_at <= opens_at:
        raise BadInput("closes_before_opening", _("The vote must close after it opens."))
    vote = Vote.objects.create(
        kind=kind,
        title=title,
        question=question,
        summary=summary,
        back_path=back_path,
        version_hash=version_hash,
        is_conditional=is_conditional,
        threshold=rules.threshold,
        quorum_min=rules.quorum_min,
        quorum_share_num=rules.quorum_share_num,
        quorum_share_den=rules.quorum_share_den,
        min_territories=rules.min_territories,
        may_change=rules.may_change,
        opens_at=opens_at,
        closes_at=closes_at,
    )
    Option.objects.bulk_create(
        Option(vote=vote, position=position, value=choice) for position, choice in enumerate(Choice, start=1)
    )
    audit.record("vote.prepared", by=by, subject=vote, now=now, version_hash=version_hash)
    return vote


@transaction.atomic
def freeze_roll(*, vote: Vote, people: Iterable[Person], recusals: Recusals, on: date, now: datetime) -> int:
    """Writes the list of who may vote, minus who stepped back; returns its size.

    `people` is `accounts…decisional_people(...)`; the trigger refuses anybody else. `on` is the day their
    mandates are read.
    """
    Recusal.objects.bulk_create(
        Recusal(vote=vote, person=person, reason=reason, declared_on=dates.local_day(now))
        for person, reason in recusals
    )
    away = set(Recusal.objects.filter(vote=vote).values_list("person_id", flat=True))
    entries = [
        RollEntry(vote=vote, person=person, territory_id=person.territory_id, entitled_on=on)
        for person in people
        if person.pk not in away
    ]
    RollEntry.objects.bulk_create(entries, batch_size=500)
    return len(entries)


@transaction.atomic
def announce(
    *, by: Person | None, vote: Vote, people: Iterable[Person], recusals: Recusals = (), now: datetime
) -> Vote:
    """Freezes roll, rules, question and version, and makes the vote public.

    By facilitation, or by the calendar (`by=None`). Refuses a vote that would already be open.
    """
    today = dates.local_day(now)
    if by is not None:
        acts.check_is_facilitator(people_queries.capacity(by, on=today))
    held = locks.alone(vote.pk)
    timing.check_may_announce(held, now=now)
    lifecycle.check_moves(held.state, VoteState.ANNOUNCED)
    held.roll_size = freeze_roll(vote=held, people=people, recusals=recusals, on=today, now=now)
    held.state = VoteState.ANNOUNCED
    held.announced_at = now
    held.save()
    audit.record("vote.announced", by=by, subject=held, now=now, roll_size=held.roll_size)
    vote.refresh_from_db()
    return vote
