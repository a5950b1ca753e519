"""What authors are asked before their text goes to an MRC."""

from django.db.models import Q
from django.db.models.query import QuerySet

from accounts.models import Person
from common.exceptions import Missing
from participation.models import Concern, Initiative, ReferralAccord
from participation.rules import visibility


def asked_of(person: Person) -> QuerySet[ReferralAccord]:
    """Still to answer, by this author, the oldest first."""
    is_author = Q(concern__author=person) | Q(initiative__authors=person)
    asked = ReferralAccord.objects.waiting().oldest_first()
    return asked.filter(is_author).select_related("territory", "concern", "initiative")


def one(pk: int, person: Person) -> ReferralAccord:
    """Asked of this author and still to answer. Somebody else's and a missing one answer the same."""
    found = asked_of(person).filter(pk=pk).first()
    if found is None:
        raise Missing("missing", visibility.NOT_HERE)
    return found


def waiting_about(thing: Concern | Initiative) -> ReferralAccord | None:
    """For facilitation, on the page of the thing."""
    return ReferralAccord.objects.about(thing).waiting().select_related("territory").first()
