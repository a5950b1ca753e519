"""Concerns as each person may read them."""

from django.db.models import Count, Exists, OuterRef, QuerySet

from accounts.domain.queries.people import Capacity
from accounts.models import Person
from common.exceptions import Missing
from participation.enums import ConcernState, GroupingAnswer
from participation.models import Concern, Grouping, Support
from participation.rules import visibility


def visible_concerns(viewer: Person | None, capacity: Capacity) -> QuerySet[Concern]:
    """What this person may read, the newest first, with `support_count` and `is_supported` by the viewer."""
    viewer_pk = viewer.pk if isinstance(viewer, Person) else 0
    return (
        Concern.objects.filter(visibility.concerns_seen_by(viewer, capacity))
        .select_related("author", "territory", "issue", "thread", "assisted_by")
        .annotate(
            support_count=Count("supports", distinct=True),
            is_supported=Exists(Support.objects.filter(concern=OuterRef("pk"), person_id=viewer_pk)),
        )
        .newest_first()
    )


def visible_concern(pk: int, viewer: Person | None, capacity: Capacity) -> Concern:
    """One concern. Refused: missing and private answer the same."""
    concern = visible_concerns(viewer, capacity).filter(pk=pk).first()
    if concern is None:
        raise Missing("missing", visibility.NOT_HERE)
    return concern


def mine(person: Person) -> QuerySet[Concern]:
    """Everything this person said, drafts included, the last begun first."""
    return (
        Concern.objects.filter(author=person)
        .select_related("territory", "issue", "thread", "assisted_by")
        .annotate(support_count=Count("supports", distinct=True))
        .order_by("-created_at", "-pk")
    )


def waiting() -> QuerySet[Concern]:
    """What facilitation has to read or call about, the one that waits longest first."""
    return (
        Concern.objects.waiting_for_facilitation()
        .select_related("author", "territory", "assisted_by")
        .oldest_first()
    )


def to_group() -> QuerySet[Concern]:
    """Concerns being discussed that no issue asks for: facilitation may propose to join them."""
    asked = Grouping.objects.filter(concern=OuterRef("pk")).exclude(answer=GroupingAnswer.DECLINED)
    return (
        Concern.objects.published()
        .filter(state=ConcernState.DISCUSSED)
        .exclude(Exists(asked))
        .select_related("author", "territory")
        .oldest_first()
    )


def groupings_waiting(person: Person) -> QuerySet[Grouping]:
    """« Could your concern join this issue? », asked of its author."""
    return (
        Grouping.objects.filter(concern__author=person, answer=GroupingAnswer.WAITING)
        .filter(concern__state=ConcernState.DISCUSSED)
        .select_related("issue", "concern")
        .order_by("proposed_at", "pk")
    )
