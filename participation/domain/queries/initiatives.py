"""Initiatives as each person may read them, and the board of everything in motion."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import NOBODY, Capacity
from accounts.models import Person, Territory
from common.exceptions import Missing
from participation.domain.queries import timeline
from participation.enums import InitiativeState as S
from participation.models import Concern, Initiative
from participation.rules import visibility

# The board's steps, in the order of the journey.
STEPS: tuple[tuple[str | Promise, tuple[S, ...]], ...] = (
    (_("Ideas"), (S.IDEA,)),
    (_("We discuss it"), (S.DELIBERATING,)),
    (_("Checking the rules of the fund"), (S.IN_REVIEW, S.TO_ADJUST, S.NOT_ELIGIBLE)),
    (_("The vote"), (S.ELIGIBLE, S.VOTE_ANNOUNCED, S.VOTE_OPEN, S.COUNTING, S.NO_QUORUM)),
    (_("Approved by the Espace"), (S.APPROVED, S.SEEKING_CARRIER, S.AGREEMENT_SIGNED)),
    (_("Under way"), (S.UNDER_WAY, S.REPORT_RECEIVED, S.FINISHED)),
    (_("Elsewhere, or not this time"), (S.REFERRED, S.NOT_APPROVED)),
)


@dataclass(frozen=True)
class Row:
    """One initiative on the board, with who must act, what comes and by when."""

    initiative: Initiative
    step: timeline.Step


@dataclass(frozen=True)
class BoardStep:
    title: str
    states: tuple[str, ...]
    rows: tuple[Row, ...]


def visible_initiatives(viewer: Person | None = None, capacity: Capacity = NOBODY) -> QuerySet[Initiative]:
    """What this person may read, the newest first, with `support_count`."""
    condition = Q()
    if not capacity.is_facilitator:
        condition = ~Q(state=S.WITHDRAWN)
        if isinstance(viewer, Person):
            condition |= Q(pk__in=Initiative.objects.filter(authors=viewer).values("pk"))
    return (
        Initiative.objects.filter(condition)
        .select_related("current__carrier", "issue", "thread")
        .prefetch_related(Prefetch("territories", queryset=Territory.objects.west_to_east()))
        .annotate(support_count=Count("supports", distinct=True))
        .newest_first()
    )


def visible_initiative(pk: int, viewer: Person | None = None, capacity: Capacity = NOBODY) -> Initiative:
    """One initiative. Refused: missing and withdrawn answer the same."""
    found = visible_initiatives(viewer, capacity).filter(pk=pk).first()
    if found is None:
        raise Missing("missing", visibility.NOT_HERE)
    return found


def board(*, now: datetime, territory_slug: str = "", theme: str = "") -> list[BoardStep]:
    """Everything in motion, step by step, the date closest to come first; empty steps are left out.

    `theme`: the subject of its issue, or of a concern it comes from.
    """
    shown = visible_initiatives()
    if territory_slug:
        shown = shown.filter(pk__in=Initiative.objects.filter(territories__slug=territory_slug).values("pk"))
    if theme:
        about = Initiative.objects.filter(Q(issue__theme=theme) | Q(from_concerns__theme=theme))
        shown = shown.filter(pk__in=about.values("pk"))
    initiatives = list(shown.prefetch_related(None))
    rows = [
        Row(initiative, step)
        for initiative, step in zip(initiatives, timeline.next_steps(initiatives, now=now), strict=True)
    ]
    steps = [
        BoardStep(
            title=str(title),
            states=tuple(str(state) for state in states),
            rows=tuple(_by_date(row for row in rows if row.initiative.state in states)),
        )
        for title, states in STEPS
    ]
    return [step for step in steps if step.rows]


def _by_date(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.step.on or date.max, row.initiative.pk))


def origins_of(initiative: Initiative) -> QuerySet[Concern]:
    """The concerns it comes from, with who said them, where, and `support_count`."""
    said = initiative.from_concerns.select_related("author", "territory")
    return said.annotate(support_count=Count("supports", distinct=True)).order_by("pk")


def of_author(person: Person) -> QuerySet[Initiative]:
    """Initiatives this person proposed, the newest first."""
    return person.initiatives.select_related("current", "thread").newest_first()


def to_review() -> QuerySet[Initiative]:
    """What the signatory has to check, the oldest request first."""
    return (
        Initiative.objects.filter(state=S.IN_REVIEW)
        .select_related("current__carrier", "issue")
        .order_by("review_requested_at", "pk")
    )
