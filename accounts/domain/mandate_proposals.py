"""Roles given by two people: asked for by the administration, confirmed by somebody of another employer."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.domain import mandates
from accounts.domain.queries.people import capacity
from accounts.models import Mandate, MandateProposal, Organisation, Person
from accounts.rules import mandate_proposals as rules
from accounts.rules import mandates as who
from common import audit
from common.exceptions import IllegalTransition


@transaction.atomic
def ask(
    *,
    by: Person,
    person: Person,
    role: str,
    organisation: Organisation | None,
    reason: str,
    now: datetime,
    ends_on: date | None = None,
) -> MandateProposal:
    """Ask for a facilitation or administration role; nothing is given until `confirm`.

    Refused: not the technical administration, for oneself, without an employer of one's own or of theirs, without a
    reason, another role that excludes it, already asked for.
    """
    acting = capacity(by, on=timezone.localdate(now))
    who.check_may_manage_mandates(acting, person)
    reason = who.check_reason(reason)
    employer = rules.check_employers(acting, organisation)
    who.check_may_grant(person, role=role, starts_on=timezone.localdate(now), ends_on=ends_on)
    try:
        with transaction.atomic():
            proposal = MandateProposal.objects.create(
                person=person,
                role=role,
                organisation=employer,
                ends_on=ends_on,
                reason=reason,
                asked_by=by,
                asked_for=acting.badge_employer,
                asked_at=now,
            )
    except IntegrityError as error:
        raise IllegalTransition("already_asked", _("This role is already asked for. It waits.")) from error
    audit.record("mandate_asked", by=by, subject=proposal, now=now, person_id=person.pk, role=str(role))
    return proposal


@transaction.atomic
def confirm(*, by: Person, proposal: MandateProposal, now: datetime) -> Mandate:
    """Give the role that somebody of another employer asked for; it begins today.

    Refused: neither facilitator nor administrator, the same employer, for oneself, already settled.
    """
    rules.check_waits(proposal)
    acting = capacity(by, on=timezone.localdate(now))
    rules.check_may_confirm(acting, proposal)
    _settle(proposal, confirmed_by=by, confirmed_for=acting.badge_employer, confirmed_at=now)
    audit.record("mandate_confirmed", by=by, subject=proposal, now=now, person_id=proposal.person_id)
    return mandates.record_mandate(
        by=proposal.asked_by,
        person=proposal.person,
        now=now,
        role=proposal.role,
        starts_on=timezone.localdate(now),
        ends_on=proposal.ends_on,
        organisation=proposal.organisation,
        reason=proposal.reason,
    )


@transaction.atomic
def drop(*, by: Person, proposal: MandateProposal, now: datetime) -> None:
    """Take the demand back, or refuse it. Refused: somebody who could neither ask nor confirm; already settled."""
    rules.check_waits(proposal)
    if by.pk != proposal.asked_by_id:
        rules.check_may_confirm(capacity(by, on=timezone.localdate(now)), proposal)
    _settle(proposal, dropped_by=by, dropped_at=now)
    audit.record("mandate_demand_dropped", by=by, subject=proposal, now=now, person_id=proposal.person_id)


def _settle(proposal: MandateProposal, **settled: Any) -> None:
    """Once, whoever else is answering."""
    if not MandateProposal.objects.waiting().filter(pk=proposal.pk).update(**settled):
        raise rules.already_settled()
