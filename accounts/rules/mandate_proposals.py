"""Who confirms a role that two people give."""

from django.utils.translation import gettext_lazy as _

from accounts.models import MandateProposal, Organisation
from accounts.rules.capacity import Capacity
from accounts.rules.mandates import GIVEN_BY_TWO
from common.exceptions import BadInput, IllegalTransition, Refused


def check_employers(by: Capacity, organisation: Organisation | None) -> Organisation:
    """The badge of whoever has power says for whom they work: the new one's too."""
    if not by.badge_employer:
        raise Refused("two_employers", _("This act needs two people of two employers."))
    if organisation is None:
        raise BadInput("organisation", _("Choose the employer: it is shown on the badge."))
    return organisation


def check_may_confirm(by: Capacity, proposal: MandateProposal) -> None:
    """A facilitator or an administrator, of another employer than who asked; never for oneself."""
    if not by.holds(*GIVEN_BY_TWO) or by.person is None:
        raise Refused("not_your_role", _("This page is not open to your role."))
    if by.person.pk == proposal.person_id:
        raise Refused("own_mandate", _("Nobody gives or ends their own mandate."))
    if by.person.pk == proposal.asked_by_id or by.badge_employer in ("", proposal.asked_for):
        raise Refused("two_employers", _("This act needs two people of two employers."))


def may_confirm(by: Capacity, proposal: MandateProposal) -> bool:
    try:
        check_may_confirm(by, proposal)
    except Refused:
        return False
    return True


def already_settled() -> IllegalTransition:
    return IllegalTransition("settled", _("Somebody has already answered. Look at the list again."))


def check_waits(proposal: MandateProposal) -> None:
    if proposal.confirmed_at is not None or proposal.dropped_at is not None:
        raise already_settled()
