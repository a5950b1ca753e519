"""Who answers what was sent to an MRC's concertation: that MRC's own resource, nobody else."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from accounts.enums import Role
from common import dates
from common.exceptions import Missing, Refused
from participation.enums import ConcernState
from participation.models import Concern, Initiative, Referral
from participation.rules import lifecycles

# As long as the Table after a meeting. No MRC accepted it: it is hoped for, and nothing here is « late ».
HOPED_FOR_IN = timedelta(days=30)
TO = ConcernState.REFERRED  # the same word for both nouns


def _sent_from(noun: str) -> frozenset[str]:
    return frozenset(state for row in lifecycles.TABLES[noun] if row.to == TO for state in row.from_states)


# The steps from which a text may still go to an MRC: elsewhere, nobody is asked about it any more.
CONCERNS_FROM, INITIATIVES_FROM = _sent_from("concern"), _sent_from("initiative")
FROM = CONCERNS_FROM | INITIATIVES_FROM


def may_still_go(thing: Concern | Initiative) -> bool:
    return thing.state in (CONCERNS_FROM if isinstance(thing, Concern) else INITIATIVES_FROM)


def is_still_there(referral: Referral) -> bool:
    """Neither ended by facilitation nor opened again by its author: the MRC is still waited for."""
    thing = referral.concern or referral.initiative
    return thing is not None and thing.state == TO


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
