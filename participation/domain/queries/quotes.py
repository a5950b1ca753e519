"""What authors are asked before their words are quoted, and what a dossier quotes."""

from django.db.models.query import QuerySet

from accounts.models import Person
from common.exceptions import Missing
from participation.enums import TransmissionState
from participation.models import Concern, Quote, Transmission
from participation.rules import visibility


def asked_of(person: Person) -> QuerySet[Quote]:
    """Still to answer, by this author, the oldest first; nothing of what was dropped."""
    waiting = Quote.objects.waiting().in_order().select_related("concern", "transmission")
    return waiting.filter(
        concern__author=person,
        transmission__state=TransmissionState.PREPARED,
        transmission__dropped_at__isnull=True,
    )


def one(pk: int, person: Person) -> Quote:
    found = asked_of(person).filter(pk=pk).first()
    if found is None:
        raise Missing("missing", visibility.NOT_HERE)
    return found


def of_prepared(pk: int) -> Quote:
    """While its dossier is prepared; for whoever prepares it."""
    found = Quote.objects.select_related("transmission", "concern").filter(
        pk=pk, transmission__in=Transmission.objects.being_prepared()
    )
    quote = found.first()
    if quote is None:
        raise Missing("missing", visibility.NOT_HERE)
    return quote


def may_be_quoted(transmission: Transmission) -> QuerySet[Concern]:
    """The concerns this sending comes from, else any of the Espace; never one that stays with facilitation."""
    found = Concern.objects.published()
    if transmission.concern_id:
        found = found.filter(pk=transmission.concern_id)
    elif transmission.issue_id:
        found = found.filter(issue_id=transmission.issue_id)
    return found.order_by("title", "pk")
