"""What a card number, a NIP and a login name look like."""

import re

from django.utils.translation import gettext_lazy as _

from common.exceptions import BadInput

CARD_DIGITS = 8
PIN_DIGITS = 6
CODE_DIGITS = 9
_SPACES = re.compile(r"[\s-]+")
_STRAIGHT = ("01234567890", "09876543210")


def squeezed(text: str) -> str:
    """The text without spaces nor dashes when only digits remain; otherwise only trimmed."""
    bare = _SPACES.sub("", text)
    return bare if bare.isascii() and bare.isdigit() else text.strip()


def looks_like_a_number(text: str) -> bool:
    bare = squeezed(text)
    return bare.isascii() and bare.isdigit()


def check_card_number(text: str) -> str:
    """The eight digits, without spaces."""
    number = squeezed(text)
    if not looks_like_a_number(number) or len(number) != CARD_DIGITS:
        raise BadInput(
            "card_number", _("A card number has 8 digits. Look under the name L'Espace on your card.")
        )
    return number


def check_pin(text: str) -> str:
    """The six digits, without spaces."""
    pin = squeezed(text)
    if not looks_like_a_number(pin) or len(pin) != PIN_DIGITS:
        raise BadInput("pin", _("A NIP has 6 digits."))
    return pin


def check_is_no_opening_code(text: str) -> None:
    """Nine digits are those of the slip: typed here, they go with the first visit."""
    if looks_like_a_number(text) and len(squeezed(text)) == CODE_DIGITS:
        raise BadInput("opening_code", _("A NIP has 6 digits. These 9 digits are the code of your slip."))


def check_pin_is_not_too_easy(pin: str) -> None:
    """Six times the same digit, or six digits in a row, are the first ones anybody tries."""
    if len(set(pin)) == 1 or any(pin in row for row in _STRAIGHT):
        raise BadInput("easy_pin", _("This NIP is too easy to guess. Choose another one."))


def check_login_name(name: str) -> None:
    """A login name is never mistaken for a card number."""
    if looks_like_a_number(name):
        raise BadInput("login_name", _("A login name needs at least one letter."))
