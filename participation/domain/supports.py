"""« Moi aussi » and « J'appuie »: one per citizen, taken back when they want."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit
from common.dates import local_day
from common.exceptions import Missing, Refused
from participation.domain import circle, stages
from participation.domain.queries import concerns as concern_queries
from participation.domain.queries import rules as rule_queries
from participation.enums import InitiativeState, RuleChangeState
from participation.models import Concern, Initiative, RuleChange, Support
from participation.rules import speaking


@transaction.atomic
def support_concern(*, by: Person, concern: Concern, now: datetime, person: Person | None = None) -> Support:
    """« Moi aussi ». Twice is once. Refused: anybody but a citizen; one's own concern; words one may not read.

    `person`: whose « moi aussi » it is, when a worker writes it down with their agreement (`domain.helping`).
    """
    person, on = person or by, local_day(now)
    if person.pk != by.pk:
        helper = people.capacity(by, on=on)
        speaking.check_may_write_for(helper)
        concern_queries.visible_concern(concern.pk, by, helper)
    capacity = people.capacity(person, on=on)
    speaking.check_may_support(capacity)
    concern_queries.visible_concern(concern.pk, person, capacity)
    speaking.check_may_support_concern(concern, capacity)
    return _give(by=by, person=person, now=now, concern=concern)


@transaction.atomic
def support_initiative(*, by: Person, initiative: Initiative, now: datetime) -> Support:
    """« J'appuie »; the support that reaches `initiative_min_supporters` opens the discussion."""
    # Held: of two people at once, the second must count the first.
    held = Initiative.objects.select_for_update().get(pk=initiative.pk)
    speaking.check_may_support_initiative(held, people.capacity(by, on=local_day(now)))
    circle.check_takes_part(by, now=now)
    support = _give(by=by, now=now, initiative=initiative)
    if held.state == InitiativeState.IDEA and _has_enough(held, now):
        stages.move(held, to=InitiativeState.DELIBERATING, by=by, now=now, deliberation_started_at=now)
        initiative.refresh_from_db()
    return support


@transaction.atomic
def support_rule_change(*, by: Person, change: RuleChange, now: datetime) -> Support:
    """As for an initiative: enough supports open the discussion of the new rule."""
    held = RuleChange.objects.select_for_update().get(pk=change.pk)
    speaking.check_may_support_rule_change(held, people.capacity(by, on=local_day(now)))
    support = _give(by=by, now=now, rule_change=change)
    if held.state == RuleChangeState.PROPOSED and _has_enough(held, now):
        stages.move(held, to=RuleChangeState.DELIBERATING, by=by, now=now, deliberation_started_at=now)
        change.refresh_from_db()
    return support


@transaction.atomic
def withdraw_support(
    *,
    by: Person,
    now: datetime,
    concern: Concern | None = None,
    initiative: Initiative | None = None,
    rule_change: RuleChange | None = None,
) -> None:
    """Take one's support back. A discussion that is open stays open. Refused: no support to take back (404)."""
    subject = {"concern": concern, "initiative": initiative, "rule_change": rule_change}
    given = {name: thing for name, thing in subject.items() if thing is not None}
    if len(given) != 1:
        raise ValueError("withdraw_support() needs exactly one thing")
    removed, _rows = Support.objects.filter(person=by, **given).delete()
    if not removed:
        raise Missing("support_missing", _("You had not given your support here."))
    thing = next(iter(given.values()))
    audit.record("support.withdrawn", by=by, subject=thing, now=now)


def _give(*, by: Person, now: datetime, person: Person | None = None, **subject: Any) -> Support:
    person = person or by
    known = Support.objects.filter(person=person, **subject).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            support = Support.objects.create(person=person, given_on=local_day(now), **subject)
    except IntegrityError as error:
        known = Support.objects.filter(person=person, **subject).first()
        if known is not None:
            return known  # the same tap, twice at once
        raise Refused("citizens_only", _("Only the citizens of the Espace give their support.")) from error
    audit.record("support.given", by=by, subject=next(iter(subject.values())), now=now)
    return support


def _has_enough(thing: Initiative | RuleChange, now: datetime) -> bool:
    return thing.supports.count() >= rule_queries.value("initiative_min_supporters", at=now)
