"""Who notes the delegates of an MRC, and who may be one."""

from calendar import monthrange
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from accounts.enums import DelegateKind
from accounts.models import Delegation, Person, Territory
from accounts.rules.capacity import Capacity
from common.exceptions import BadInput, IllegalTransition, Refused


def check_may_note(by: Capacity | None) -> None:
    """Facilitation writes down what the people of an MRC chose at a meeting; it chooses nobody."""
    if by is not None and not by.is_facilitator:
        raise Refused("not_facilitator", _("Only facilitators note the delegates."))


def check_may_leave_place(by: Capacity | None, delegation: Delegation) -> None:
    """Whoever holds the place leaves it when they want; facilitation notes it for them."""
    if by is not None and by.person is not None and by.person.pk == delegation.person_id:
        return
    check_may_note(by)


def check_may_be_delegate(of: Capacity, territory: Territory, *, min_age: int) -> None:
    if not of.may_vote_from(min_age):
        raise Refused("not_a_voter", _("A delegate is a member who may vote."))
    if of.person is None or of.person.territory_id != territory.pk:
        raise Refused("other_mrc", _("A delegate has their bearings in that MRC."))


def check_alternates(kind: str, *, alternates: bool) -> None:
    if kind == DelegateKind.ALTERNATE and not alternates:
        raise Refused("no_alternates", _("The rules foresee no alternate."))


def check_holds_no_other(person: Person, *, starts_on: date, ends_on: date, but: list[int]) -> None:
    others = Delegation.objects.filter(person=person, starts_on__lte=ends_on, ends_on__gte=starts_on)
    if others.exclude(pk__in=but).exists():
        raise IllegalTransition("already_delegate", _("This person already holds a place on these days."))


def check_days(first: date, last: date) -> None:
    if last < first:
        raise BadInput("dates", _("The last day comes before the first day. Change one of them."))


def last_day(starts_on: date, months: int) -> date:
    """The last day of a term of that many months; « 31 » falls on the last day of a shorter month."""
    year, month = divmod(starts_on.year * 12 + starts_on.month - 1 + months, 12)
    day = min(starts_on.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) - timedelta(days=1)
