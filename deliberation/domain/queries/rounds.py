"""Rounds of speech as their readers see them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from accounts.models import Person
from accounts.rules.visibility import shown_name
from common.exceptions import Missing
from deliberation.enums import TurnState
from deliberation.models import Round, Thread, Turn
from deliberation.rules import speaking, visibility


@dataclass(frozen=True, kw_only=True)
class ShownTurn:
    person_id: int
    name: str
    state: str
    label: str
    due_at: datetime | None
    number: int | None
    message_id: int | None
    is_open: bool
    # They have the floor without an end: facilitation reaches them, and passes the turn if they wish.
    awaits_call: bool


@dataclass(frozen=True, kw_only=True)
class ShownRound:
    """A round and who has the floor; nothing that depends on the reader."""

    pk: int
    thread_id: int
    question: str
    is_over: bool
    called: ShownTurn | None
    turns: Sequence[ShownTurn]

    @property
    def done(self) -> int:
        return sum(not turn.is_open for turn in self.turns)

    def turn_of(self, person_id: int | None) -> ShownTurn | None:
        return next((turn for turn in self.turns if turn.person_id == person_id), None)


def current(thread: Thread) -> ShownRound | None:
    """The open round of a thread that the caller may read; two queries at most."""
    found = Round.objects.filter(thread=thread, closed_at__isnull=True).first()
    return shown(found) if found else None


def shown(found: Round) -> ShownRound:
    turns = [
        _turn(turn)
        for turn in Turn.objects.filter(round=found).in_order().select_related("person", "message")
    ]
    called = next((turn for turn in turns if turn.state == TurnState.CALLED), None)
    return ShownRound(
        pk=found.pk,
        thread_id=found.thread_id,
        question=found.question,
        is_over=found.closed_at is not None,
        called=called if found.closed_at is None else None,
        turns=turns,
    )


def as_read_by(seen: ShownRound, capacity: Capacity) -> ShownRound:
    """Whoever helps, and each for themself, knows until when; an end, or none, would tell others how one is reached."""
    if speaking.may_help(capacity):
        return seen
    me = capacity.person.pk if capacity.person else None

    def told(turn: ShownTurn) -> ShownTurn:
        return turn if turn.person_id == me else replace(turn, due_at=None, awaits_call=False)

    return replace(
        seen, turns=[told(turn) for turn in seen.turns], called=told(seen.called) if seen.called else None
    )


def visible_round(pk: int, capacity: Capacity) -> Round:
    """A round in a thread this person reads; Missing for any other."""
    found = Round.objects.select_related("thread").filter(pk=pk).first()
    if found is None or not visibility.may_read(found.thread, capacity):
        raise Missing("round_missing", _("This round of speech is not here."))
    return found


def whose_turn(found: Round, person_id: int) -> Person:
    """Somebody who has a turn in this round. Missing: anybody else."""
    turn = Turn.objects.filter(round=found, person=person_id).select_related("person").first()
    if turn is None:
        raise Missing("turn_missing", _("There is no turn to pass here."))
    return turn.person


def waiting_for(person: Person) -> list[Turn]:
    """Where this person has the floor now, the first to end first."""
    return list(
        Turn.objects.called()
        .filter(person=person)
        .select_related("round")
        .order_by(F("due_at").asc(nulls_last=True), "pk")
    )


def _turn(turn: Turn) -> ShownTurn:
    return ShownTurn(
        person_id=turn.person_id,
        name=shown_name(turn.person),
        state=turn.state,
        label=str(TurnState(turn.state).label),
        due_at=turn.due_at,
        number=turn.message.number if turn.message else None,
        message_id=turn.message_id,
        is_open=turn.state in (TurnState.WAITING, TurnState.CALLED),
        awaits_call=turn.state == TurnState.CALLED and turn.due_at is None,
    )
