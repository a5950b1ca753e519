"""Proposed changes as the members read them; for everybody else, like missing ones."""

from datetime import date

from django.db.models import Q, QuerySet

from accounts.domain.queries.people import Capacity
from accounts.models import Person
from common.exceptions import Missing
from participation.domain.queries import initiatives
from participation.models import Amendment, Initiative, RuleChange
from participation.rules import amending, revising, visibility

WITH_ITS_TEXTS = (
    "author",
    "answered_by",
    "version__carrier",
    "resulting",
    "rule_version",
    "rule_resulting",
)


def amended_initiative(pk: int, *, viewer: Person, capacity: Capacity) -> Initiative:
    """An initiative whose proposed changes this person reads. Refused: not a member, or not there (404)."""
    if not visibility.sees_names(capacity):
        raise Missing("missing", visibility.NOT_HERE)
    return initiatives.visible_initiative(pk, viewer=viewer, capacity=capacity)


def amended_rule(pk: int, *, capacity: Capacity) -> RuleChange:
    """A proposal to change a rule, to be discussed among the members. Refused: not a member, or not there (404)."""
    found = (
        RuleChange.objects.filter(pk=pk).select_related("proposed_by").prefetch_related("versions").first()
    )
    if found is None or not visibility.sees_names(capacity):
        raise Missing("missing", visibility.NOT_HERE)
    return found


def of_initiative(initiative: Initiative) -> QuerySet[Amendment]:
    """Its proposed changes, the newest first."""
    return initiative.amendments.select_related(*WITH_ITS_TEXTS).newest_first()


def of_rule_change(change: RuleChange) -> QuerySet[Amendment]:
    """The same, of a proposal to change a rule."""
    return change.amendments.select_related(*WITH_ITS_TEXTS).newest_first()


def holding(initiative: Initiative, *, days: int) -> list[tuple[Amendment, date]]:
    """Those that wait for their answer, the oldest first, each with the day from which the text goes on without it."""
    deliberated_on = revising.deliberated_on(initiative, days=days)
    if deliberated_on is None:
        return []
    found = initiative.amendments.holding().order_by("proposed_at", "pk")
    return [(one, amending.goes_on_from(one, deliberated_on=deliberated_on, days=days)) for one in found]


def to_answer(person: Person) -> QuerySet[Amendment]:
    """Those that wait for this author's yes or no while their text is discussed, the oldest first."""
    mine = Q(initiative__authors=person, initiative__state__in=amending.OPEN)
    of_rules = Q(rule_change__proposed_by=person, rule_change__state__in=amending.OF_RULES_OPEN_IN)
    found = Amendment.objects.waiting().filter(mine | of_rules).distinct()
    return found.select_related("initiative", "rule_change").order_by("proposed_at", "pk")


def goes_on_without(amendment: Amendment, *, days: int) -> date | None:
    """The day from which the text of an initiative goes on without an answer to this change; None when nothing waits
    for it."""
    initiative = amendment.initiative
    deliberated_on = revising.deliberated_on(initiative, days=days) if initiative is not None else None
    if deliberated_on is None or amendment.passed_at is not None:
        return None
    return amending.goes_on_from(amendment, deliberated_on=deliberated_on, days=days)


def one(pk: int, *, viewer: Person, capacity: Capacity) -> Amendment:
    """One proposed change. Refused: whoever may not read its initiative's (404)."""
    found = Amendment.objects.filter(pk=pk).select_related(*WITH_ITS_TEXTS).first()
    if found is None:
        raise Missing("missing", visibility.NOT_HERE)
    if found.rule_change_id is not None:
        found.rule_change = amended_rule(found.rule_change_id, capacity=capacity)
        return found
    assert found.initiative_id is not None
    found.initiative = amended_initiative(found.initiative_id, viewer=viewer, capacity=capacity)
    return found
