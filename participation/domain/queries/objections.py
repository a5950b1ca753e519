"""Objections as members read them, and what waits for whom."""

from django.db.models import Q, QuerySet

from accounts.models import Person
from common.exceptions import Missing
from participation.models import Objection
from participation.models.objection import ObjectionState
from participation.rules import objections as rules
from participation.rules import visibility
from participation.rules.discussed import Subject

WITH_ITS_TEXT = ("initiative", "version", "rule_change", "rule_version")


def of_round(subject: Subject) -> QuerySet[Objection]:
    """Those of the round that runs, or ran last: since the discussion began, the oldest first."""
    found = subject.objections.select_related(*WITH_ITS_TEXT).oldest_first()
    started = subject.deliberation_started_at
    return found.filter(made_at__gte=started) if started else found.none()


def find(pk: int) -> Objection:
    found = Objection.objects.select_related(*WITH_ITS_TEXT).filter(pk=pk).first()
    if found is None:
        raise Missing("missing", visibility.NOT_HERE)
    return found


def standing_of(person: Person, subject: Subject) -> bool:
    return subject.objections.standing().filter(author=person).exists()


def to_answer(person: Person) -> QuerySet[Objection]:
    """Unanswered objections to what this person proposed."""
    of_rules = Q(rule_change__proposed_by=person, rule_change__state__in=rules.OF_RULES_OPEN_IN)
    return (
        Objection.objects.filter(
            Q(initiative__authors=person, initiative__state__in=rules.OPEN_IN) | of_rules,
            state=ObjectionState.OPEN,
        )
        .select_related("initiative", "rule_change")
        .oldest_first()
    )


def to_settle(person: Person) -> QuerySet[Objection]:
    """Objections of this person that were answered: does it suit them?"""
    return (
        Objection.objects.filter(
            Q(initiative__state__in=rules.OPEN_IN) | Q(rule_change__state__in=rules.OF_RULES_OPEN_IN),
            state=ObjectionState.ANSWERED,
            author=person,
        )
        .select_related("initiative", "rule_change")
        .oldest_first()
    )
