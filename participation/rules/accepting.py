"""Who accepts the delays to answer for the Table, and when it may be written."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.rules.capacity import Capacity
from common.exceptions import IllegalTransition
from participation.rules.answering import check_adoption
from participation.rules.commitments import check_speaks_for_the_table


def check_may_accept(capacity: Capacity, *, is_accepted: bool) -> None:
    """The seat that leads the Table, once: no vote of the Espace says it in its place."""
    check_speaks_for_the_table(capacity)
    if is_accepted:
        raise IllegalTransition("already_accepted", _("The Table already accepted the delays. It stays."))


def may_accept(capacity: Capacity, *, is_accepted: bool) -> bool:
    return capacity.is_secretary and not is_accepted


def check_acceptance(*, resolution: str, accepted_on: date, today: date) -> None:
    """A resolution with its number, and a day that has come: nothing is accepted ahead."""
    check_adoption(resolution=resolution, adopted_on=accepted_on, today=today)
