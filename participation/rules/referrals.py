"""Who answers what was sent to an MRC's concertation: that MRC's own resource, nobody else."""

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from accounts.enums import Role
from common.exceptions import Missing, Refused


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
