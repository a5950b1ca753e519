"""What was sent to the concertations of the MRC, and what they answered."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from participation.models import Concern, Initiative, Referral
from participation.rules import referrals as rules


def sent_to(territories: Iterable[int]) -> QuerySet[Referral]:
    """The oldest first: it waits the longest."""
    found = Referral.objects.filter(territory_id__in=list(territories))
    return _told(found).order_by("referred_at", "pk")


def of(thing: Concern | Initiative) -> Referral | None:
    named = {"concern": thing} if isinstance(thing, Concern) else {"initiative": thing}
    return _told(Referral.objects.filter(**named)).first()


def past_wished(today: date) -> list[Referral]:
    """Still there without an answer, past the day it was hoped for; the oldest first."""
    is_there = Q(concern__state=rules.TO) | Q(initiative__state=rules.TO)
    waiting = Referral.objects.filter(is_there, answers__isnull=True).select_related("territory", "by")
    return [one for one in waiting.order_by("referred_at", "pk") if rules.wished_on(one.referred_at) < today]


def _told(found: QuerySet[Referral]) -> QuerySet[Referral]:
    return found.select_related("territory", "initiative", "concern").prefetch_related("answers")
