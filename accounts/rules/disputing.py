"""Which lines of their journal a person may say are not theirs, and who settles it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from accounts.enums import AccountEventKind
from accounts.models import AccountEvent, Dispute, Person
from accounts.rules.capacity import Capacity
from common.exceptions import IllegalTransition, Missing, Refused

# What somebody else may have done to an account, or with the help of somebody else.
DISPUTABLE = (
    AccountEventKind.RECOVERY_ASKED,
    AccountEventKind.RECOVERY_ISSUED,
    AccountEventKind.RECOVERY_USED,
    AccountEventKind.CARD_ISSUED,
    AccountEventKind.CONTACT_CHANGED,
    AccountEventKind.SECOND_FACTOR_REMOVED,
)
# Past this, nobody remembers: the journal and the phone remain.
TIME_TO_SAY = timedelta(days=30)


def may_dispute(event: AccountEvent, *, by: Person | None, now: datetime) -> bool:
    is_theirs = by is not None and event.person_id == by.pk
    by_another = event.by_id is not None and event.by_id != event.person_id
    return is_theirs and by_another and event.kind in DISPUTABLE and now < event.at + TIME_TO_SAY


def check_may_dispute(event: AccountEvent, *, by: Person | None, now: datetime) -> None:
    """Somebody else's line, and one that is their own doing, answer like a missing one."""
    if not may_dispute(event, by=by, now=now):
        raise Missing("missing", _("This is not here."))


def is_behind_the_nip_of_now(event: AccountEvent, person: Person) -> bool:
    """The NIP of now was chosen with the code of this line."""
    return event.kind == AccountEventKind.RECOVERY_USED and person.nip_recovered_at == event.at


def check_may_settle(by: Capacity, dispute: Dispute, *, behind: Iterable[Capacity]) -> None:
    """Facilitation or support, of another employer than whoever is behind the change."""
    if not (by.is_facilitator or by.is_support) or not by.badge_employer:
        raise Refused("not_your_role", _("This page is not open to your role."))
    if by.badge_employer in {worker.badge_employer for worker in behind}:
        raise Refused("two_employers", _("Somebody of another employer calls the person."))
    if dispute.is_held:
        raise IllegalTransition(
            "on_hold", _("This account is on hold. Two people make a code, then it opens again.")
        )
    if dispute.settled_at is not None:
        raise IllegalTransition("settled", _("This is already settled."))


def may_hear(by: Capacity, *, behind: Iterable[Capacity]) -> bool:
    """Is alerted on the dashboard: helps, and has another employer than whoever is behind the change."""
    if by.person is None or not (by.is_facilitator or by.is_support) or not by.badge_employer:
        return False
    return by.badge_employer not in {worker.badge_employer for worker in behind}


def may_hear_alone(by: Capacity, *, behind: Iterable[Capacity]) -> bool:
    """When nobody of another employer is there: every helper but those behind the change. They call, no more."""
    if by.person is None or not (by.is_facilitator or by.is_support):
        return False
    return by.person.pk not in {worker.person.pk for worker in behind if worker.person}
