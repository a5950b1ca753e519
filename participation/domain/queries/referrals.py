"""What was sent to the concertations of the MRC, and what they answered."""

from collections.abc import Iterable

from django.db.models import QuerySet

from participation.models import Concern, Initiative, Referral


def sent_to(territories: Iterable[int]) -> QuerySet[Referral]:
    """The oldest first: it waits the longest."""
    found = Referral.objects.filter(territory_id__in=list(territories))
    return _told(found).order_by("referred_at", "pk")


def of(thing: Concern | Initiative) -> Referral | None:
    named = {"concern": thing} if isinstance(thing, Concern) else {"initiative": thing}
    return _told(Referral.objects.filter(**named)).first()


def _told(found: QuerySet[Referral]) -> QuerySet[Referral]:
    return found.select_related("territory", "initiative", "concern").prefetch_related("answers")
