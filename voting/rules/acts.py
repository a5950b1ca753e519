"""What staff may do around a vote. Acts that need two employers: `accounts.rules.two_people`."""

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from accounts.enums import Role
from common.exceptions import Refused

COUNTERS = (Role.FACILITATOR, Role.SUPPORT, Role.CRD_AGENT, Role.MRC_RESOURCE)


def check_is_facilitator(capacity: Capacity) -> None:
    if not capacity.is_facilitator:
        raise Refused("facilitators_only", _("Only facilitation does this."))


def may_facilitate(capacity: Capacity) -> bool:
    return capacity.is_facilitator


def check_may_count_paper(capacity: Capacity) -> None:
    """Staff with an employer count paper; never a citizen, the signatory, the Table nor the administration."""
    if not capacity.holds(*COUNTERS) or not capacity.badge_employer:
        raise Refused("counters_only", _("Paper is counted by two people of two employers."))


def may_count_paper(capacity: Capacity) -> bool:
    return capacity.holds(*COUNTERS) and bool(capacity.badge_employer)
