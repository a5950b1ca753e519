"""Who answers what was sent to an MRC's concertation: that MRC's own resource, nobody else."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from accounts.enums import Role
from common import dates
from common.exceptions import Missing, Refused

# As long as the Table after a meeting. No MRC accepted it: it is hoped for, and nothing here is « late ».
HOPED_FOR_IN = timedelta(days=30)


def territories_of(capacity: Capacity) -> frozenset[int]:
    """The MRC this person is the resource of today (primary keys)."""
    held = (mandate for mandate in capacity.mandates if mandate.role == Role.MRC_RESOURCE)
    return frozenset(mandate.territory_id for mandate in held if mandate.territory_id is not None)


def check_speaks_for(capacity: Capacity, territory_id: int) -> None:
    """Refused: whoever is no MRC's resource (403); the resource of another MRC, as if nothing were there (404)."""
    if not capacity.is_mrc_resource:
        raise Refused("not_your_role", _("Only the MRC's resource answers here."))
    if territory_id not in territories_of(capacity):
        raise Missing("referral_missing", _("This is not here."))


def may_speak_for(capacity: Capacity, territory_id: int) -> bool:
    return territory_id in territories_of(capacity)


def wished_on(referred_at: datetime) -> date:
    return dates.local_day(referred_at) + HOPED_FOR_IN


def waiting_sentence(referred_at: datetime, *, today: date) -> str:
    """What everybody reads while the MRC has not answered."""
    day = wished_on(referred_at)
    if day < today:
        return gettext("The answer was hoped for on %(date)s. It has not come yet.") % {
            "date": dates.short(day)
        }
    return gettext("Answer hoped for on %(date)s.") % {"date": dates.short(day)}
