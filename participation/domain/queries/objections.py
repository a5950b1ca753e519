"""Objections as members read them, and what waits for whom."""

from django.db.models import QuerySet

from accounts.models import Person
from common.exceptions import Missing
from participation.models import Initiative, Objection
from participation.models.objection import ObjectionState
from participation.rules import objections as rules
from participation.rules import visibility


def of_round(initiative: Initiative) -> QuerySet[Objection]:
    """Those of the round that runs, or ran last: since the discussion began, the oldest first."""
    found = initiative.objections.oldest_first()
    started = initiative.deliberation_started_at
    return found.filter(made_at__gte=started) if started else found.none()


def find(pk: int) -> Objection:
    found = Objection.objects.select_related("initiative", "version").filter(pk=pk).first()
    if found is None:
        raise Missing("missing", visibility.NOT_HERE)
    return found


def standing_of(person: Person, initiative: Initiative) -> bool:
    return initiative.objections.standing().filter(author=person).exists()


def to_answer(person: Person) -> QuerySet[Objection]:
    """Unanswered objections to what this person proposed."""
    return (
        Objection.objects.filter(
            state=ObjectionState.OPEN, initiative__authors=person, initiative__state__in=rules.OPEN_IN
        )
        .select_related("initiative")
        .oldest_first()
    )


def to_settle(person: Person) -> QuerySet[Objection]:
    """Objections of this person that were answered: does it suit them?"""
    return (
        Objection.objects.filter(
            state=ObjectionState.ANSWERED, author=person, initiative__state__in=rules.OPEN_IN
        )
        .select_related("initiative")
        .oldest_first()
    )
