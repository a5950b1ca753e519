"""The delegates of the MRCs: appointed, replaced, absent, stepping down, each by a dated act."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.domain import mandates
from accounts.domain.queries.people import capacity
from accounts.enums import DelegateKind
from accounts.models import DelegateAbsence, Delegation, Person, Territory
from accounts.rules import delegations as rules
from accounts.rules.mandates import check_reason
from common import audit
from common.exceptions import IllegalTransition


@transaction.atomic
def appoint(
    *,
    by: Person | None,
    person: Person,
    territory: Territory,
    kind: str,
    starts_on: date,
    reason: str,
    now: datetime,
    months: int,
    alternates: bool = True,
    min_voting_age: int = 0,
) -> Delegation:
    """Note whom the people of an MRC chose, for a term of `months`; whoever holds the place leaves it the day before.

    `months`, `alternates` and `min_voting_age` (years) are rules of the Espace. `reason` says which meeting or vote
    chose. Refused: not a facilitator, no reason, somebody who may not vote, of another MRC or with another place, an
    alternate when the rules foresee none. Votes already announced do not change.
    """
    rules.check_may_note(mandates.acting(by, now=now))
    reason = check_reason(reason)
    rules.check_alternates(kind, alternates=alternates)
    rules.check_may_be_delegate(capacity(person, on=starts_on), territory, min_age=min_voting_age)
    ends_on = rules.last_day(starts_on, months)
    held = list(
        Delegation.objects.filter(territory=territory, kind=kind, ends_on__gte=starts_on).order_by("pk")
    )
    rules.check_holds_no_other(person, starts_on=starts_on, ends_on=ends_on, but=[one.pk for one in held])
    for one in held:
        _end(one, by=by, on=starts_on - timedelta(days=1), reason=reason, now=now)
    try:
        with transaction.atomic():
            made = Delegation.objects.create(
                person=person,
                territory=territory,
                kind=kind,
                starts_on=starts_on,
                ends_on=ends_on,
                reason=reason,
                appointed_by=by,
            )
    except IntegrityError as error:
        raise IllegalTransition(
            "conflict", _("Something changed in the meantime. Look again, then try again.")
        ) from error
    audit.record("delegate_appointed", by=by, subject=made, now=now, person_id=person.pk, place=str(kind))
    return made


@transaction.atomic
def step_down(*, by: Person | None, delegation: Delegation, on: date, reason: str, now: datetime) -> None:
    """Leave a place before the end of the term; that day still counts.

    Refused: neither the delegate nor a facilitator, no reason, a day outside the term.
    """
    rules.check_may_leave_place(mandates.acting(by, now=now), delegation)
    _end(delegation, by=by, on=on, reason=check_reason(reason), now=now)


def _end(delegation: Delegation, *, by: Person | None, on: date, reason: str, now: datetime) -> None:
    rules.check_days(delegation.starts_on, on)
    if on > delegation.ends_on:
        raise IllegalTransition("delegation_ended", _("This place is already left on that day."))
    delegation.ends_on, delegation.end_reason, delegation.ended_by = on, reason, by
    delegation.save(update_fields=["ends_on", "end_reason", "ended_by"])
    audit.record("delegate_ended", by=by, subject=delegation, now=now, ends_on=on.isoformat())


@transaction.atomic
def note_absence(
    *, by: Person, delegation: Delegation, from_on: date, until_on: date, now: datetime
) -> DelegateAbsence:
    """The alternate takes the titular's place on these days: in the votes announced then, and no other.

    Refused: neither the delegate nor a facilitator, an alternate, days in the past or out of order.
    """
    rules.check_may_leave_place(mandates.acting(by, now=now), delegation)
    if delegation.kind != DelegateKind.TITULAR:
        raise IllegalTransition("not_titular", _("Only a titular leaves their place to an alternate."))
    rules.check_days(max(timezone.localdate(now), delegation.starts_on), from_on)
    rules.check_days(from_on, until_on)
    absence = DelegateAbsence.objects.create(
        delegation=delegation, from_on=from_on, until_on=until_on, noted_by=by, noted_at=now
    )
    audit.record("delegate_absent", by=by, subject=delegation, now=now, until_on=until_on.isoformat())
    return absence
