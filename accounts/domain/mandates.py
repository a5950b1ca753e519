"""Give a mandate, end a mandate: the only two ways what a person may do ever changes."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.domain import journal
from accounts.domain.queries.people import capacity
from accounts.enums import AccountEventKind, Role
from accounts.models import Mandate, Organisation, Person, Seat, Territory
from accounts.rules import mandates as rules
from accounts.rules.capacity import Capacity
from common import audit, live
from common.exceptions import Refused
from common.record_words import in_the_espaces_language


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
    reason: str = "",
) -> Mandate:
    """Give a role from a day to a day (both included), with its reason; sockets of the person reconnect with it.

    Refused: not the technical administration, for oneself, without a reason, a citizen mandate (see
    `welcomes.hold`) or a role that two people give (see `mandate_proposals`) from anyone but the loader, an opposite
    role on the same days, a seat already held, dates out of order or after the composition of the seat (whose last day
    is the one of the term, unless told). Source: locked rule `role_exclusif`.
    """
    rules.check_may_manage_mandates(acting(by, now=now), person)
    if by is not None:
        rules.check_is_not_a_welcome(role)
        rules.check_one_person_gives(role)
        rules.check_reason(reason)
    if seat is not None and ends_on is None:
        ends_on = rules.last_day_of_term(seat, starts_on=starts_on)
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
        reason=reason,
    )


def record_mandate(
    *,
    by: Person | None,
    person: Person,
    now: datetime,
    profile: str = "",
    reason: str = "",
    **mandate: Any,
) -> Mandate:
    """Write a mandate whose giver was already checked; the database has the last word."""
    rules.check_may_grant(person, **mandate)
    try:
        with transaction.atomic():
            granted = Mandate.objects.create(
                person=person, granted_by=by, profile=profile, reason=reason.strip()[:300], **mandate
            )
            _tell(granted, AccountEventKind.MANDATE_GRANTED, by=by, now=now)
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


def end(*, by: Person | None, mandate: Mandate, on: date, now: datetime, reason: str = "") -> Mandate:
    """Set the last day of a mandate (that day still counts), with its reason, and close the person's sockets.

    One person is enough, whatever the role: a power must stop fast. Refused: not the technical administration, for
    oneself, without a reason, a day before the first one or after the end already set.
    """
    rules.check_may_manage_mandates(acting(by, now=now), mandate.person)
    if by is not None:
        rules.check_reason(reason)
    return record_end(by=by, mandate=mandate, on=on, now=now, reason=reason)


def record_end(*, by: Person | None, mandate: Mandate, on: date, now: datetime, reason: str = "") -> Mandate:
    """Write the last day and why, once who asks was checked."""
    rules.check_may_end(mandate, on=on)
    reason = reason.strip()[:300] or in_the_espaces_language(lambda: _("Ended by the system."))
    try:
        with transaction.atomic():
            mandate.ends_on, mandate.end_reason, mandate.ended_by = on, reason, by
            mandate.save(update_fields=["ends_on", "end_reason", "ended_by"])
            _tell(mandate, AccountEventKind.MANDATE_ENDED, by=by, now=now)
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


def _tell(mandate: Mandate, kind: AccountEventKind, *, by: Person | None, now: datetime) -> None:
    """The person reads it in their journal: which role, and who."""
    role = in_the_espaces_language(lambda: Role(mandate.role).label)
    journal.note(person=mandate.person, kind=kind, by=by, now=now, detail=role)


def _conflict() -> Refused:
    return Refused(
        "conflict", _("Something changed in the meantime. Look again, then try again."), status=409
    )
