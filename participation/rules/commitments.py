"""What the Table committed to: where it stands on a day, who says it is kept, who says they saw it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from accounts.rules.capacity import Capacity
from common import dates
from common.exceptions import BadInput, IllegalTransition, Refused, Sentence
from participation.enums import CommitmentStepKind
from participation.models import Commitment, CommitmentStep, TableQuestion

# As long as the Table after a meeting: the Espace answers what it is asked back.
ANSWERED_IN = timedelta(days=30)
KEPT, LATE, CHANGED, TO_COME = "kept", "late", "changed", "to_come"
MOST = 5
# Outside the members, no count of people from 1 to 4.
FLOOR = 5


@dataclass(frozen=True)
class Promised:
    """What is written of a commitment before it is published."""

    what: str
    owner: str
    due_on: date


@dataclass(frozen=True)
class Standing:
    """Where a commitment stands. `due_on` is its last date; the first one stays in `Commitment.due_on`.

    The Table dated it itself: past that day it is late, whether or not the Table accepted the clock of answers.
    """

    status: str
    due_on: date
    sentence: Sentence
    kept_on: date | None = None
    days_over: int = 0


def standing(commitment: Commitment, steps: Iterable[CommitmentStep], *, today: date) -> Standing:
    """`steps`: what the Table said of it since, the oldest first."""
    steps = list(steps)
    due = next((one.due_on for one in reversed(steps) if one.due_on), commitment.due_on)
    kept = next((one for one in steps if one.kind == CommitmentStepKind.KEPT), None)
    if kept is not None:
        on = dates.local_day(kept.at)
        return Standing(KEPT, due, _("The Table says it is done since %(date)s.") % _at(on), kept_on=on)
    over = max(0, (today - due).days)
    if over:
        words = {"days": dates.duration(over), **_at(due)}
        return Standing(LATE, due, _("Late by %(days)s. It was for %(date)s.") % words, days_over=over)
    status = CHANGED if due != commitment.due_on else TO_COME
    return Standing(status, due, _("For %(date)s.") % _at(due))


def answer_by(question: TableQuestion) -> date:
    """The day the Espace answers what the Table asked back, at the latest."""
    return dates.local_day(question.asked_at) + ANSWERED_IN


def by_when(question: TableQuestion, *, today: date) -> Sentence:
    """The Espace's own lateness, as the Table's. Empty once it answered."""
    if question.answered_at is not None:
        return ""
    due = answer_by(question)
    if due < today:
        words = {"days": dates.duration((today - due).days), **_at(due)}
        return _("The Espace is late by %(days)s. It was for %(date)s.") % words
    return _("The Espace answers by %(date)s.") % _at(due)


def _at(day: date) -> dict[str, str]:
    return {"date": dates.short(day)}


def check_speaks_for_the_table(capacity: Capacity) -> None:
    """What the Table publishes leaves by the seat that leads it."""
    if not capacity.is_secretary:
        raise Refused("secretary_only", _("Only the Table's secretary does this."))


def check_is_promised(promised: Promised) -> None:
    if not promised.what:
        raise BadInput("what_missing", _("Write what the Table will do."))
    if not promised.owner:
        raise BadInput("commitment_owner_missing", _("Write which seat or body takes care of it."))


def check_not_too_many(count: int) -> None:
    if count > MOST:
        raise BadInput("too_many", _("Five commitments at most in one answer."))


def check_not_kept(steps: Iterable[CommitmentStep]) -> None:
    if any(one.kind == CommitmentStepKind.KEPT for one in steps):
        raise IllegalTransition("already_kept", _("It is already said that this is done."))


def check_may_see(capacity: Capacity) -> None:
    if not may_see(capacity):
        raise Refused("citizens_only", _("Only the citizens of the Espace say what they saw."))


def may_see(capacity: Capacity) -> bool:
    return capacity.is_citizen


def check_may_answer_the_table(capacity: Capacity) -> None:
    if not capacity.is_facilitator:
        raise Refused("facilitators_only", _("Facilitation answers for the Espace."))
