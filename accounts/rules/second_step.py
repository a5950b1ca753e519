"""Who must prove who they are twice, and what the second step looks like."""

import hmac

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Person
from accounts.rules.capacity import Capacity
from accounts.rules.entering import squeezed
from common.exceptions import BadInput, Refused

CODE_DIGITS = 6
RECOVERY_DIGITS = 10
RECOVERY_CODES = 10
SECONDS = 30
# A clock that runs a little late or early: the moment before and the moment after are good too.
AROUND = (0, -1, 1)
NEEDED = "second_step_needed"


def must_prove(capacity: Capacity) -> bool:
    """Whoever holds a mandate other than the citizen's today, and every superuser."""
    is_superuser = capacity.person is not None and capacity.person.is_superuser
    return is_superuser or bool(capacity.roles - {Role.CITIZEN})


def check_works_here(capacity: Capacity) -> None:
    """The pages of the second step are for those who need one."""
    if not must_prove(capacity):
        raise Refused("not_your_role", _("This page is not open to your role."))


def needed() -> Refused:
    """What a program reads at a door that the second step opens."""
    return Refused(NEEDED, _("Whoever works here enters in two steps. The second one is missing."))


def typed_code(text: str) -> str:
    """The digits, without spaces. Refused: neither the 6 of the application nor the 10 of a recovery code."""
    digits = squeezed(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) in (CODE_DIGITS, RECOVERY_DIGITS)):
        raise BadInput("code", _("Write the 6 digits of the application, or a recovery code of 10 digits."))
    return digits


def step_at(seconds: float) -> int:
    """The number of the moment of 30 seconds that this instant belongs to."""
    return int(seconds) // SECONDS


def code_of(secret: str, step: int) -> str:
    """The 6 digits that the application shows during that moment."""
    return format_hotp_value(hotp_value(secret, step))


def step_of(secret: str, code: str, *, seconds: float) -> int | None:
    """The moment whose code this is, among those that are good now; None when it is none of them."""
    found = None
    for away in AROUND:
        step = step_at(seconds) + away
        if hmac.compare_digest(code_of(secret, step), code):
            found = step if found is None else found
    return found


def check_may_remove(by: Capacity | None, person: Person) -> None:
    """The system (None), or the technical administration; nobody for themself."""
    if by is None:
        return
    is_technical = by.is_admin or bool(by.person and by.person.is_superuser and by.person.is_active)
    if not is_technical:
        raise Refused("not_allowed", _("Only the technical administration takes away a second step."))
    if by.person is not None and by.person.pk == person.pk:
        raise Refused("own_second_step", _("Nobody takes away their own second step. Ask somebody else."))
