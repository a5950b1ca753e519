"""How many passkeys, how they are named, when one may be removed."""

from django.utils.translation import gettext_lazy as _

from common.exceptions import BadInput, IllegalTransition, Refused

MOST = 10
LONGEST_NAME = 40


def check_name(name: str) -> str:
    """What the person calls their device, tidied."""
    name = " ".join(name.replace("\x00", "").split())
    if not name or len(name) > LONGEST_NAME:
        raise BadInput("passkey_name", _("Give this device a short name, for example: my phone."))
    return name


def check_may_add(count: int) -> None:
    if count >= MOST:
        raise IllegalTransition("too_many_passkeys", _("You have ten passkeys. Remove one first."))


def check_may_remove(*, has_others: bool, must_prove: bool) -> None:
    if must_prove and not has_others:
        raise Refused(
            "last_second_step", _("It is the only second step. Add another one before removing it.")
        )
