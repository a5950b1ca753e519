"""The number printed on the stub of a paper ballot: six digits and one that catches a mistake of the hand."""

import secrets

from django.utils.translation import gettext_lazy as _

from common.exceptions import BadInput

DIGITS = 6


def new_number() -> str:
    """« 482 913-7 » as « 4829137 »: drawn, so that a number says nothing of when nor to whom it was given."""
    drawn = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    return drawn + _check_digit(drawn)


def said(number: str) -> str:
    """In two groups of three and its last digit, easier to read aloud."""
    return f"{number[:3]} {number[3:6]}-{number[6:]}"


def check_number(text: str) -> str:
    """The seven digits, whatever the spaces and dashes. Refused: `stub_wrong`."""
    digits = "".join(character for character in text if character not in " -\u00a0\u202f")
    is_number = len(digits) == DIGITS + 1 and digits.isascii() and digits.isdigit()
    if not is_number or digits[-1] != _check_digit(digits[:-1]):
        raise BadInput("stub_wrong", _("This is not a number of a stub. Copy its seven digits again."))
    return digits


def may_be_a_stub(text: str) -> bool:
    try:
        check_number(text)
    except BadInput:
        return False
    return True


def _check_digit(digits: str) -> str:
    """The check digit of Luhn (ISO/IEC 7812-1): one wrong digit, or two neighbours exchanged, is seen."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)
