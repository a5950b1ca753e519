"""When a welcome talk makes somebody a citizen of the Espace. Values of the rules come from above, as plain values."""

from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Organisation, Person, Territory, Welcome
from accounts.rules.capacity import Capacity
from accounts.rules.two_people import check_two_employers
from common.exceptions import BadInput, IllegalTransition, Refused

# Whoever accompanies people here and wears an employer on their badge.
SECONDING = (Role.FACILITATOR, Role.SUPPORT, Role.CRD_AGENT, Role.MRC_RESOURCE)


def check_reference(referred_by: Organisation | None, *, needs_reference: bool) -> None:
    """Which organisation, and nothing else, when the rule asks for one; nothing is noted when it does not."""
    if needs_reference and referred_by is None:
        raise BadInput("referred_by", _("Choose the organisation that refers the person."))
    if not needs_reference and referred_by is not None:
        raise BadInput("referred_by", _("The rules ask for no reference. Note none."))


def check_residence(territory: Territory | None, *, residence_required: bool) -> None:
    if residence_required and territory is None:
        raise BadInput("territory", _("Choose an MRC."))


def check_nothing_waits(person: Person) -> None:
    if person.welcomes.waiting().exists():
        raise IllegalTransition(
            "welcome_waits", _("A welcome is already noted. A second person must confirm it.")
        )


def check_may_second(by: Capacity, welcome: Welcome) -> None:
    """Somebody who accompanies people, of another employer than who held the talk; never for oneself."""
    if not by.holds(*SECONDING) or by.person is None:
        raise Refused("not_your_role", _("This page is not open to your role."))
    if by.person.pk == welcome.person_id:
        raise Refused("own_mandate", _("Nobody gives or ends their own mandate."))
    if by.person.pk == welcome.held_by_id or by.badge_employer in ("", welcome.held_for):
        raise Refused("two_employers", _("This act needs two people of two employers."))


def may_second(by: Capacity, welcome: Welcome) -> bool:
    try:
        check_may_second(by, welcome)
    except Refused:
        return False
    return True


def check_waits(welcome: Welcome) -> None:
    if welcome.seconded_at is not None or welcome.dropped_at is not None:
        raise IllegalTransition(
            "welcome_settled", _("Somebody has already answered. Look at the list again.")
        )


def second_of(holder: Capacity, makers: list[Capacity]) -> Capacity | None:
    """Who made the card seconds the talk, when everybody who made a card or a code is of another employer.

    None: the same hand could have made the card, opened it and held the talk with nobody.
    """
    for maker in makers:
        try:
            check_two_employers(holder, maker)
        except Refused:
            return None
        if not maker.holds(*SECONDING):
            return None
    return makers[-1] if makers else None
