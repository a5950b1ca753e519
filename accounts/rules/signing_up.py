"""Opening an account without a card: what a login name and its secret may be."""

import re

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models.person import name_key
from accounts.rules import ages, entering
from common.exceptions import BadInput, Refused

UNDER_AGE = "moins"
SHORTEST, LONGEST = 3, 30
SHORTEST_PASSWORD = 10
_LOGIN = re.compile(r"[^\W_][\w.-]*")


def check_login_name(text: str, *, shown: str) -> str:
    """Letters, digits, full stops and hyphens; not a number, and not the name that others see."""
    login = text.strip()
    if not SHORTEST <= len(login) <= LONGEST or not _LOGIN.fullmatch(login):
        raise BadInput(
            "login_name", _("Write from 3 to 30 letters or digits, without spaces. Example: brume-47.")
        )
    entering.check_login_name(login)
    if name_key(login) == name_key(shown):
        raise BadInput("login_name", _("Others see your borrowed name. To enter, choose another one."))
    return login


def check_secret(text: str) -> str:
    """A NIP of six digits, or a password of ten characters at least that is not among the usual ones."""
    if entering.looks_like_a_number(text):
        secret = entering.check_pin(text)
        entering.check_pin_is_not_too_easy(secret)
        return secret
    if len(text) < SHORTEST_PASSWORD:
        raise BadInput("pin", _("Write 6 digits, or a password of at least 10 characters."))
    try:
        validate_password(text)
    except ValidationError as error:
        raise BadInput("pin", _("Many people use this password. Choose another one.")) from error
    return text


def check_age(age_group: str) -> None:
    """Old enough to take part, by age group; at 14 a person consents alone here."""
    if age_group == UNDER_AGE or not ages.may_take_part(age_group):
        raise Refused(
            "too_young", _("One takes part from 14 years old. Call us: we find another way together.")
        )
