"""Rounds of speech: a question, a turn offered to each, passing is fine, and nobody is ranked."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Max
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit
from common import text as words
from common.dates import local_day
from common.exceptions import IllegalTransition, Missing
from deliberation.domain import fragments
from deliberation.domain.queries import rounds as round_queries
from deliberation.domain.queries import threads as thread_queries
from deliberation.enums import TurnState
from deliberation.models import Message, Round, Thread, Turn
from deliberation.rules import speaking, turns

DRAW = secrets.SystemRandom()


@transaction.atomic
def open_round(*, by: Person, thread: Thread, question: str, hours: int, now: datetime) -> Round:
    """Ask a question and offer a turn to each citizen who has written in the thread; the first is called at once.

    The order is drawn by lot, new voices first. A turn lasts `hours` hours (see `turns.due_at`). Refused: whoever is not facilitation (like a
    missing thread for who may not read it), a thread closed or paused, a round already open, a bad question or length.
    """
    capacity = people.capacity(by, on=local_day(now))
    thread_queries.visible_thread(thread.pk, capacity)
    locked = Thread.objects.select_for_update().get(pk=thread.pk)
    turns.check_may_lead(capacity=capacity, state=locked.state)
    question = words.plain(question)
    turns.check_round(question=question, hours=hours)
    if Round.objects.filter(thread=locked, closed_at__isnull=True).exists():
        raise IllegalTransition("round_open", _("A round of speech is already open in this thread."))
    made = Round.objects.create(
        thread=locked, question=question, hours_per_turn=hours, opened_by=by, opened_at=now
    )
    drawn = _in_drawn_order(people.citizens(local_day(now)).filter(messages__thread=locked).distinct())
    Turn.objects.bulk_create(
        Turn(round=made, person=person, position=position) for position, person in enumerate(drawn, start=1)
    )
    _call_next(made, now)
    audit.record("round.opened", by=by, subject=made, now=now, turns=len(drawn))
    fragments.tell_round(locked)
    return made


@transaction.atomic
def join(*, by: Person, round: Round, now: datetime) -> Turn:
    """Ask for a turn, at the end; again gives the same turn back. Refused: whoever is no citizen, a round that is over."""
    found = _locked(by, round, now)
    turns.check_may_take_part(capacity=people.capacity(by, on=local_day(now)), found=found)
    last = found.turns.aggregate(last=Max("position"))["last"] or 0
    turn, is_new = Turn.objects.get_or_create(round=found, person=by, defaults={"position": last + 1})
    if is_new:
        audit.record("round.joined", by=by, subject=found, now=now)
        _moved(found, now)
        turn.refresh_from_db()
    return turn


@transaction.atomic
def pass_turn(*, by: Person, round: Round, now: datetime, person: Person | None = None) -> Turn:
    """« Je passe mon tour », now or in advance. `person`: whose turn a worker (`by`) notes, on the phone.

    Refused: no turn in this round (missing), a turn already over, writing for somebody without being a helper.
    """
    found = _locked(by, round, now)
    speaker = person or by
    speaker_capacity = people.capacity(speaker, on=local_day(now))
    if speaker.pk != by.pk:
        helper = people.capacity(by, on=local_day(now))
        speaking.check_may_type_for(helper=helper, author=speaker_capacity)
    turns.check_may_take_part(capacity=speaker_capacity, found=found)
    turn = Turn.objects.filter(round=found, person=speaker).first()
    if turn is None:
        raise Missing("turn_missing", _("There is no turn to pass here."))
    _end(turn, TurnState.PASSED, now, typed_by=by if speaker.pk != by.pk else None)
    audit.record("round.passed", by=by, subject=found, now=now)
    _moved(found, now)
    return turn


@transaction.atomic
def close_round(*, by: Person, round: Round, now: datetime) -> Round:
    """End the round; turns not taken stay as they are. Refused: whoever is not facilitation, a round already over."""
    found = _locked(by, round, now)
    turns.check_may_lead(capacity=people.capacity(by, on=local_day(now)), state=found.thread.state)
    turns.check_goes_on(found)
    found.closed_at, found.closed_by = now, by
    found.save(update_fields=["closed_at", "closed_by"])
    audit.record("round.closed", by=by, subject=found, now=now)
    fragments.tell_round(found.thread)
    return found


@transaction.atomic
def heard(message: Message, *, now: datetime) -> None:
    """Whoever has the floor has spoken, by any path: their message is their turn. Part of posting."""
    turn = Turn.objects.called().filter(round__thread=message.thread_id, person=message.author_id).first()
    if turn is None:
        return
    _end(turn, TurnState.SPOKE, now, message=message, typed_by=message.typed_by)
    _moved(turn.round, now)


@transaction.atomic
def move_on(*, now: datetime) -> int:
    """Turns whose time is over are passed, and the next person is called. How many; late is harmless.

    Those of people whom somebody calls, writes to or meets have no end: facilitation passes them.
    """
    over = list(Turn.objects.called().filter(due_at__lte=now).select_related("round__thread").order_by("pk"))
    for turn in over:
        _end(turn, TurnState.PASSED, now)
        _moved(turn.round, now)
    return len(over)


def _locked(by: Person, round: Round, now: datetime) -> Round:
    found = round_queries.visible_round(round.pk, people.capacity(by, on=local_day(now)))
    return Round.objects.select_for_update(of=("self",)).select_related("thread").get(pk=found.pk)


def _end(
    turn: Turn, state: str, now: datetime, *, message: Message | None = None, typed_by: Person | None = None
) -> None:
    turns.check_may_move(turn.state, state)
    turn.state, turn.ended_at, turn.message, turn.typed_by = state, now, message, typed_by
    turn.save(update_fields=["state", "ended_at", "message", "typed_by"])


def _moved(found: Round, now: datetime) -> None:
    _call_next(found, now)
    fragments.tell_round(found.thread)


def _call_next(found: Round, now: datetime) -> None:
    if found.turns.filter(state=TurnState.CALLED).exists():
        return
    turn = found.turns.filter(state=TurnState.WAITING).select_related("person").in_order().first()
    if turn is not None:
        turns.check_may_move(turn.state, TurnState.CALLED)
        turn.state = TurnState.CALLED
        turn.due_at = turns.due_at(path=turn.person.contact_path, hours=found.hours_per_turn, now=now)
        turn.save(update_fields=["state", "due_at"])


def _in_drawn_order(citizens: Iterable[Person]) -> list[Person]:
    """By lot, those who have said least so far in a group before the others: never by what they said."""
    drawn = list(citizens)
    DRAW.shuffle(drawn)
    said = dict(
        Message.objects.filter(author__in=drawn)
        .values_list("author")
        .annotate(n=Count("pk"))
        .order_by("author")
    )
    return sorted(drawn, key=lambda person: said.get(person.pk, 0) >= turns.NEW_VOICE_UNDER)
