"""A person's own unfinished and sent things; somebody else's answer like missing ones."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.domain.queries import people
from accounts.models import Person
from common.dates import local_day
from common.exceptions import Missing
from participation.enums import ConcernState, GroupingAnswer
from participation.models import Concern, Draft, Grouping, Initiative, Support
from participation.models.concern import PUBLISHED_STATES
from participation.rules import visibility

# The name under which the answers of a new initiative are kept.
INITIATIVE_FORM = "initiative"
# Of a search, the words that count.
MOST_WORDS = 5


def last_draft(person: Person) -> Concern | None:
    """The concern this person began and has not sent."""
    return (
        Concern.objects.filter(author=person, state=ConcernState.DRAFT).order_by("-created_at", "-pk").first()
    )


def unfinished_initiative(person: Person) -> Draft | None:
    """The answers of the initiative this person has not proposed yet."""
    return Draft.objects.filter(person=person, form=INITIATIVE_FORM).exclude(answers={}).first()


def draft(pk: int, person: Person) -> Concern:
    """One draft of this person. Refused: anything else (404)."""
    return _one(Concern.objects.filter(state=ConcernState.DRAFT), pk, person)


def concern(pk: int, person: Person) -> Concern:
    """One concern of this person, at any step."""
    return _one(Concern.objects.all(), pk, person)


def initiative(pk: int, person: Person) -> Initiative:
    """One initiative of this person, at any step."""
    found = Initiative.objects.filter(pk=pk, authors=person).first()
    if found is None:
        raise Missing("missing", visibility.NOT_HERE)
    return found


def grouping(pk: int, person: Person) -> Grouping:
    """« Could your concern join this issue? », asked of this person and still to answer."""
    found = (
        Grouping.objects.filter(pk=pk, concern__author=person, answer=GroupingAnswer.WAITING)
        .select_related("issue", "concern")
        .first()
    )
    if found is None:
        raise Missing("missing", visibility.NOT_HERE)
    return found


def citable(person: Person, *, now: datetime) -> QuerySet[Concern]:
    """The concerns an initiative of this person may come from: those they may read, published, newest first."""
    seen = visibility.concerns_seen_by(person, people.capacity(person, on=local_day(now)))
    return Concern.objects.filter(seen, state__in=PUBLISHED_STATES).newest_first()


def citable_nearest_first(person: Person, *, words: str = "", limit: int, now: datetime) -> list[Concern]:
    """What they said, then what they live too, then the newest; `words` must all be in the title or the text."""
    supported = Exists(Support.objects.filter(concern=OuterRef("pk"), person=person))
    found = citable(person, now=now).annotate(is_supported=supported, is_own=Q(author=person))
    for word in words.split()[:MOST_WORDS]:
        found = found.filter(Q(title__icontains=word) | Q(text__icontains=word))
    return list(found.order_by("-is_own", "-is_supported", "-submitted_at", "-pk")[:limit])


def citable_by_id(person: Person, ids: Iterable[str | int], *, now: datetime) -> list[Concern]:
    """The chosen ones among them; an unknown id is simply not there."""
    wanted = [int(pk) for pk in ids if str(pk).isdigit()]
    return list(citable(person, now=now).filter(pk__in=wanted))


def _one(found: QuerySet[Concern], pk: int, person: Person) -> Concern:
    one = found.filter(pk=pk, author=person).select_related("author", "territory").first()
    if one is None:
        raise Missing("missing", visibility.NOT_HERE)
    return one
