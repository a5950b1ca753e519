"""Concerns as each person may read them."""

from datetime import datetime

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from accounts.domain.queries import people
from accounts.domain.queries.people import Capacity
from accounts.enums import Role, Via
from accounts.models import Person
from accounts.rules.visibility import shown_name, with_details
from common.dates import local_day
from common.exceptions import Missing
from deliberation.domain.queries.threads import visible_messages
from participation.enums import ConcernState, GroupingAnswer
from participation.models import Concern, Grouping, HelpedContribution, Support
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


def without_an_answer(capacity: Capacity, *, before: datetime) -> list[Concern]:
    """Published before that moment, without a word of anybody else in their thread; the oldest first, ten at most."""
    answers = visible_messages(capacity).filter(thread=OuterRef("thread")).exclude(author=OuterRef("author"))
    found = Concern.objects.published().filter(state=ConcernState.DISCUSSED, published_at__lte=before)
    return list(found.exclude(Exists(answers)).select_related("territory").oldest_first()[:10])


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


def path_line(via: str, who: str) -> str:
    """« Dit au téléphone, écrit par Josée (soutien, La Maison du Rivage) »; the same words as in the threads."""
    words = {
        Via.PHONE: _("Said by phone, written by %(who)s"),
        Via.MEETING: _("Said at a meeting, written by %(who)s"),
        Via.PAPER: _("Received on paper, copied by %(who)s"),
        Via.WEB: _("Written with the help of %(who)s"),
    }
    return words[Via(via)] % {"who": who}


def helped_by(one: HelpedContribution) -> str:
    """What everybody reads beside words written for somebody: the way, and who wrote, as on the badge of that day."""
    return path_line(one.via, written_by(one))


def written_by(one: HelpedContribution) -> str:
    """« Josée (soutien, Maison du Rivage) », as on the badge of that day."""
    return with_details(
        shown_name(one.written_by), str(Role(one.written_by_role).label), one.written_by_badge
    )


def helped_line(concern: Concern) -> str:
    """How the words of a concern came, and who wrote them down with which role and employer; empty when alone on screen."""
    if concern.assisted_by is None:
        alone = {
            Via.PHONE: _("Said by phone"),
            Via.MEETING: _("Said at a meeting"),
            Via.PAPER: _("Received on paper"),
        }
        return alone.get(Via(concern.via), "")
    badge = people.capacity(concern.assisted_by, on=local_day(concern.created_at))
    who = with_details(shown_name(concern.assisted_by), badge.role_label, badge.badge_employer)
    return path_line(concern.via, who)
