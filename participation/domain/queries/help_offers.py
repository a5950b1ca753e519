"""The help that was offered, for its author, whoever offered it, and facilitation."""

from django.db.models import QuerySet

from accounts.domain.queries.people import Capacity
from accounts.models import Person
from common.exceptions import Missing
from participation.models import Concern, HelpOffer
from participation.models.help_offer import HelpAnswer, HelpOfferQuerySet
from participation.rules import visibility


def has_running(concern: Concern) -> bool:
    return HelpOffer.objects.running().filter(concern=concern).exists()


def seen_by(person: Person, capacity: Capacity) -> HelpOfferQuerySet:
    """Those a person may read: all for facilitation, else those made by them and those made to them."""
    found = HelpOffer.objects.select_related("concern__author", "offered_by")
    if capacity.is_facilitator:
        return found
    return found.filter(concern__author=person) | found.filter(offered_by=person)


def of_concern(concern: Concern, *, viewer: Person, capacity: Capacity) -> QuerySet[HelpOffer]:
    """Of one concern, the newest first."""
    return seen_by(viewer, capacity).filter(concern=concern).order_by("-offered_at", "-pk")


def find(pk: int, *, viewer: Person, capacity: Capacity) -> HelpOffer:
    """One of those a person may read. Refused: missing and private answer the same."""
    found = seen_by(viewer, capacity).filter(pk=pk).first()
    if found is None:
        raise Missing("missing", visibility.NOT_HERE)
    return found


def waiting_for(person: Person) -> QuerySet[HelpOffer]:
    """Help offered to this person, without their answer."""
    return (
        HelpOffer.objects.filter(concern__author=person, answer=HelpAnswer.WAITING)
        .select_related("concern")
        .order_by("offered_at", "pk")
    )


def to_give(person: Person, capacity: Capacity) -> list[HelpOffer]:
    """Accepted and not given yet, the one that waits longest first."""
    return list(seen_by(person, capacity).to_give())
