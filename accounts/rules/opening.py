"""What an opening code looks like, how long it lives, and which card it may open.

Nine digits in groups of three: digits are dictated by phone without spelling and typed on the large keypad, and three
groups are not mistaken for a card (4 + 4) nor a NIP (6). A billion codes against thirty tries a day per card and
address: guessing one in its whole life has less than one chance in a million from one place.
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.rules.capacity import Capacity
from accounts.rules.entering import CODE_DIGITS, looks_like_a_number, squeezed
from common.exceptions import BadInput, IllegalTransition, Refused

# The slip waits in a drawer for a lift to the library. An unopened card gives no right to anything.
FIRST_OPENING = timedelta(days=30)
# From the right code to the NIP: time to choose a name slowly, not to leave the computer to somebody else.
TIME_TO_FINISH = timedelta(minutes=30)


def check_opening_code(text: str) -> str:
    """The nine digits, without spaces."""
    code = squeezed(text)
    if not looks_like_a_number(code) or len(code) != CODE_DIGITS:
        raise BadInput("opening_code", _("An opening code has 9 digits. It is on the slip under your card."))
    return code


def check_code_digits(text: str) -> str:
    """The nine digits of a code to change a NIP, without spaces: the same form, on another paper."""
    code = squeezed(text)
    if not looks_like_a_number(code) or len(code) != CODE_DIGITS:
        raise BadInput("recovery_code", _("This code has 9 digits. A facilitator gives it to you."))
    return code


def in_groups(code: str) -> str:
    """« 482 917 365 », as printed."""
    return " ".join(code[start : start + 3] for start in range(0, CODE_DIGITS, 3))


def check_may_be_opened_alone(by: Capacity | None, target: Capacity) -> None:
    """Whoever makes a code could enter with it: for somebody who already decides here, it takes two (`recovering`).

    Nobody has entered yet, so nobody would see it in a journal. The loader (None) may.
    """
    if by is not None and target.is_citizen:
        raise IllegalTransition(
            "needs_two",
            _("This person already decides here. Two people of two employers are needed for this code."),
        )


def check_may_be_opened(person: Person) -> None:
    """Somebody here, who has no NIP yet: a forgotten NIP is another matter, with other guards."""
    if person.left_at is not None or not person.is_active:
        raise Refused("has_left", _("This person has left the Espace."))
    if person.has_nip:
        raise IllegalTransition("already_open", _("This person already has a NIP. A new card is enough."))


def may_be_opened(person: Person) -> bool:
    try:
        check_may_be_opened(person)
    except Refused:
        return False
    return True
