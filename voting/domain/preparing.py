"""Preparing a vote, freezing its roll and announcing it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people as people_queries
from accounts.models import Person
from common import audit, dates
from common.exceptions import BadInput
from voting.domain import locks, urn_making
from voting.enums import Choice, Method, VoteKind, VoteState
from voting.models import BallotNote, Option, Recusal, RollEntry, Vote
from voting.rules import acts, answers, lifecycle, timing
from voting.rules.ballot_notes import Note
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
    is_trial: bool = False,
    among: Sequence[str] = (),
    most_choices: int = 1,
    notes: Sequence[Note] = (),
    now: datetime,
) -> Vote:
    """A vote nobody sees yet, with its four answers in their fixed order; or with the answers `among` which one
    chooses up to `most_choices`. `notes` are what the ballot page tells beside the question.

    `by` is None when the calendar prepares it. Who may ask for a vote is decided by the app that asks.
    Refused: dates out of order, and `answers` that cannot be chosen among.
    """
    if closes_at <= opens_at:
        raise BadInput("closes_before_opening", _("The vote must close after it opens."))
    if among:
        answers.check_answers(among, most=most_choices)
    vote = Vote.objects.create(
        method=Method.APPROVAL if among else Method.MAJORITY,
        most_choices=most_choices if among else 1,
        custody=rules.custody,
        min_scrutineers=rules.min_scrutineers,
        contest_days=rules.contest_days,
        postal_request_days=rules.postal_request_days,
        is_provisional=rules.is_provisional,
        is_trial=is_trial,
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
    Option.objects.bulk_create(_options(vote, among))
    BallotNote.objects.bulk_create(_notes(vote, notes))
    audit.record("vote.prepared", by=by, subject=vote, now=now, version_hash=version_hash)
    return vote


def _options(vote: Vote, among: Sequence[str]) -> list[Option]:
    if not among:
        return [
            Option(vote=vote, position=position, value=choice)
            for position, choice in enumerate(Choice, start=1)
        ]
    return [
        Option(vote=vote, position=position, value=f"o{position}", words=words.strip())
        for position, words in enumerate(among, start=1)
    ]


def _notes(vote: Vote, notes: Sequence[Note]) -> list[BallotNote]:
    """Numbered in their order, kind by kind."""
    places: Counter[str] = Counter()
    rows = []
    for note in notes:
        places[note.kind] += 1
        rows.append(
            BallotNote(
                vote=vote, kind=note.kind, position=places[note.kind], text=note.text, answer=note.answer
            )
        )
    return rows


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
    """Freezes roll, rules, question and version, makes the urn with its keys and rights, and makes the vote public.

    By facilitation, or by the calendar (`by=None`). Refuses a vote that would already be open, and
    `scrutineers_missing`.
    """
    today = dates.local_day(now)
    if by is not None:
        acts.check_is_facilitator(people_queries.capacity(by, on=today))
    held = locks.alone(vote.pk)
    timing.check_may_announce(held, now=now)
    lifecycle.check_moves(held.state, VoteState.ANNOUNCED)
    held.roll_size = freeze_roll(vote=held, people=people, recusals=recusals, on=today, now=now)
    held.announced_at = now
    held.save()
    urn_making.make(held, now=now)
    held.state = VoteState.ANNOUNCED
    held.save()
    audit.record("vote.announced", by=by, subject=held, now=now, roll_size=held.roll_size)
    vote.refresh_from_db()
    return vote
