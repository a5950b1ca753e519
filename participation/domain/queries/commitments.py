"""What the Table committed to, with where each one stands that day. Public: no name, no count under the floor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch
from django.db.models.query import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from common.exceptions import Missing, Sentence
from participation.models import Commitment, CommitmentStep, Sighting, TableQuestion
from participation.models.commitment import CommitmentQuerySet
from participation.rules import commitments as rules
from participation.rules.commitments import Standing

ORDER = (rules.LATE, rules.CHANGED, rules.TO_COME, rules.KEPT)


@dataclass(frozen=True)
class Followed:
    """One commitment on a day. `seen` is how many citizens saw it kept; `is_mine`, whether the reader is one."""

    commitment: Commitment
    standing: Standing
    steps: tuple[CommitmentStep, ...]
    seen: int
    is_mine: bool

    @property
    def is_kept(self) -> bool:
        return self.standing.status == rules.KEPT

    @property
    def changes(self) -> tuple[CommitmentStep, ...]:
        return tuple(step for step in self.steps if step.due_on)


def _of(viewer: Person | None) -> CommitmentQuerySet:
    mine = Sighting.objects.filter(commitment=OuterRef("pk"), person=viewer)
    steps = CommitmentStep.objects.order_by("at", "pk")
    found = Commitment.objects.select_related("response__transmission")
    return found.prefetch_related(Prefetch("steps", queryset=steps, to_attr="said_since")).annotate(
        seen=Count("sightings", distinct=True), is_mine=Exists(mine)
    )


def every(*, today: date, viewer: Person | None) -> list[Followed]:
    """The late ones first, then those whose date changed, those to come, those kept; two queries."""
    found = _followed(_of(viewer).nearest_first(), today)
    return sorted(found, key=lambda one: (ORDER.index(one.standing.status), one.standing.due_on))


def one(pk: int, *, today: date, viewer: Person | None) -> Followed:
    found = _followed(_of(viewer).filter(pk=pk), today)
    if not found:
        raise Missing("missing", _("This is not here."))
    return found[0]


def coming(start: date, end: date) -> list[Followed]:
    """Those not kept whose last date is between these days: one query when nothing was promised."""
    found = _followed(_of(None).nearest_first(), start)
    return [one for one in found if not one.is_kept and start <= one.standing.due_on <= end]


def late(today: date) -> list[Followed]:
    """Those past their last date and not kept, the nearest first: two queries, one when nothing was promised."""
    found = _followed(_of(None).nearest_first(), today)
    return [one for one in found if one.standing.status == rules.LATE]


def _followed(commitments: Iterable[Commitment], today: date) -> list[Followed]:
    found = []
    for held in commitments:
        steps: tuple[CommitmentStep, ...] = tuple(held.said_since)  # type: ignore[attr-defined]
        found.append(
            Followed(
                commitment=held,
                standing=rules.standing(held, steps, today=today),
                steps=steps,
                seen=held.seen,  # type: ignore[attr-defined]
                is_mine=held.is_mine,  # type: ignore[attr-defined]
            )
        )
    return found


@dataclass(frozen=True)
class AskedBack:
    """What the Table asked back, and by when the Espace answers it, in words."""

    question: TableQuestion
    due_on: date
    by_when: Sentence
    is_late: bool


def questions(*, today: date, **about: int) -> list[AskedBack]:
    """What the Table asked back, the oldest first, on one dossier or one commitment."""
    return _asked_back(TableQuestion.objects.filter(**about), today)


def questions_waiting(today: date) -> list[AskedBack]:
    """What the Espace has not answered yet, the oldest first."""
    waiting = TableQuestion.objects.filter(answered_at__isnull=True).select_related("transmission")
    return _asked_back(waiting, today)


def _asked_back(found: QuerySet[TableQuestion], today: date) -> list[AskedBack]:
    return [
        AskedBack(
            question=one,
            due_on=rules.answer_by(one),
            by_when=rules.by_when(one, today=today),
            is_late=one.answered_at is None and rules.answer_by(one) < today,
        )
        for one in found.order_by("asked_at", "pk")
    ]


def question(pk: int) -> TableQuestion:
    found = TableQuestion.objects.select_related("transmission").filter(pk=pk).first()
    if found is None:
        raise Missing("missing", _("This is not here."))
    return found
