"""What authors are asked before their text goes to an MRC."""

from django.db.models import Q
from django.db.models.query import QuerySet

from accounts.models import Person
from common.exceptions import Missing
from participation.models import Concern, Initiative, ReferralAccord
from participation.rules import referrals as rules
from participation.rules import visibility


def asked_of(person: Person) -> QuerySet[ReferralAccord]:
    """Still to answer, by this author, the oldest first."""
    is_author = Q(concern__author=person) | Q(initiative__authors=person)
    return still_asked().filter(is_author).order_by("asked_at", "pk")


def still_asked() -> QuerySet[ReferralAccord]:
    """Not answered, about a text that may still go: a question about one taken back or gone elsewhere is nobody's."""
    may_go = Q(concern__state__in=rules.CONCERNS_FROM) | Q(initiative__state__in=rules.INITIATIVES_FROM)
    asked = ReferralAccord.objects.waiting().filter(may_go)
    return asked.select_related("territory", "concern", "initiative")


def one(pk: int, person: Person) -> ReferralAccord:
    """Asked of this author and still to answer. Somebody else's and a missing one answer the same."""
    found = asked_of(person).filter(pk=pk).first()
    if found is None:
        raise Missing("missing", visibility.NOT_HERE)
    return found


def to_note(pk: int) -> ReferralAccord:
    """For facilitation, that hears the answer by phone."""
    found = still_asked().filter(pk=pk).first()
    if found is None:
        raise Missing("missing", visibility.NOT_HERE)
    return found


def authors_of(thing: Concern | Initiative) -> list[Person]:
    return [thing.author] if isinstance(thing, Concern) else list(thing.authors.order_by("pk"))


def waiting_about(thing: Concern | Initiative) -> ReferralAccord | None:
    """For facilitation, on the page of the thing."""
    if not rules.may_still_go(thing):
        return None
    return ReferralAccord.objects.about(thing).waiting().select_related("territory").first()
