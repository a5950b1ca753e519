"""Appoint somebody to a seat of the Table: the seat and the role of Table member are one mandate, they end together."""

from datetime import date, datetime, timedelta

from django.db import transaction

from accounts.domain import mandates
from accounts.enums import Role
from accounts.models import Mandate, Organisation, Person, Seat
from accounts.rules import mandates as rules


@transaction.atomic
def appoint(
    *,
    by: Person | None,
    seat: Seat,
    person: Person,
    starts_on: date,
    reason: str,
    now: datetime,
    organisation: Organisation | None = None,
    profile: str = "",
) -> Mandate:
    """Give the seat from a day to the last one of its composition; whoever holds it leaves it the day before.

    `organisation` and `profile` (a function) are what everybody reads of the holder, never a name.
    Refused: not the technical administration, for oneself, without a reason, a seat of the past, somebody who decides
    as a citizen or holds another seat, a holder who began on that day or later.
    """
    acting = mandates.acting(by, now=now)
    rules.check_may_manage_mandates(acting, person)
    if by is not None:
        rules.check_reason(reason)
    day_before = starts_on - timedelta(days=1)
    for held in Mandate.objects.filter(seat=seat).select_related("person").order_by("pk"):
        if held.ends_on is None or held.ends_on >= starts_on:
            rules.check_may_manage_mandates(acting, held.person)
            mandates.record_end(by=by, mandate=held, on=day_before, now=now, reason=reason)
    return mandates.grant(
        by=by,
        person=person,
        role=Role.TABLE_MEMBER,
        seat=seat,
        starts_on=starts_on,
        now=now,
        organisation=organisation,
        profile=profile,
        reason=reason,
    )
