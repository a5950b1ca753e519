"""Give a mandate, end a mandate: the only two ways what a person may do ever changes."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import capacity
from accounts.models import Mandate, Organisation, Person, Seat, Territory
from accounts.rules import mandates as rules
from accounts.rules.capacity import Capacity
from common import audit, live
from common.exceptions import Refused


def acting(by: Person | None, *, now: datetime) -> Capacity | None:
    """What the actor may do now; None stands for the system (loader)."""
    return None if by is None else capacity(by, on=timezone.localdate(now))


def grant(
    *,
    by: Person | None,
    person: Person,
    role: str,
    starts_on: date,
    now: datetime,
    ends_on: date | None = None,
    organisation: Organisation | None = None,
    territory: Territory | None = None,
    seat: Seat | None = None,
    profile: str = "",
) -> Mandate:
    """Give a role from a day to a day (both included); sockets of the person reconnect with it.

    Refused: not the technical administration, for oneself, a citizen mandate (see `people.welcome`) from anyone
    but the loader, an opposite role on the same days, dates out of order. Source: locked rule `role_exclusif`.
    """
    rules.check_may_manage_mandates(acting(by, now=now), person)
    if by is not None:
        rules.check_is_not_a_welcome(role)
    return record_mandate(
        by=by,
        person=person,
        now=now,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        organisation=organisation,
        territory=territory,
        seat=seat,
        profile=profile,
    )


def record_mandate(
    *, by: Person | None, person: Person, now: datetime, profile: str = "", **mandate: Any
) -> Mandate:
    """Write a mandate whose giver was already checked; the database has the last word."""
    rules.check_may_grant(person, **mandate)
    try:
        with transaction.atomic():
            granted = Mandate.objects.create(person=person, granted_by=by, profile=profile, **mandate)
            audit.record(
                "mandate_granted",
                by=by,
                subject=granted,
                now=now,
                person_id=person.pk,
                role=str(granted.role),
                starts_on=granted.starts_on.isoformat(),
                ends_on=granted.ends_on.isoformat() if granted.ends_on else None,
            )
    except IntegrityError as error:
        raise _conflict() from error
    live.disconnect_person(person.pk)
    return granted


def end(*, by: Person | None, mandate: Mandate, on: date, now: datetime) -> Mandate:
    """Set the last day of a mandate (that day still counts) and close the person's sockets."""
    rules.check_may_manage_mandates(acting(by, now=now), mandate.person)
    return record_end(by=by, mandate=mandate, on=on, now=now)


def record_end(*, by: Person | None, mandate: Mandate, on: date, now: datetime) -> Mandate:
    """Write the last day once who asks was checked."""
    rules.check_may_end(mandate, on=on)
    try:
        with transaction.atomic():
            mandate.ends_on = on
            mandate.save(update_fields=["ends_on"])
            audit.record(
                "mandate_ended",
                by=by,
                subject=mandate,
                now=now,
                person_id=mandate.person_id,
                ends_on=on.isoformat(),
            )
    except IntegrityError as error:
        raise _conflict() from error
    live.disconnect_person(mandate.person_id)
    return mandate


def _conflict() -> Refused:
    return Refused(
        "conflict", _("Something changed in the meantime. Look again, then try again."), status=409
    )
