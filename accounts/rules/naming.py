"""What a borrowed name may be. The taken ones are refused by `accounts/domain/people.py` and by the database."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models.person import name_key
from accounts.rules.capacity import Capacity
from accounts.rules.entering import looks_like_a_number
from common.exceptions import BadInput, Refused

SHORTEST, LONGEST = 2, 30
# A letter first; then letters, digits, spaces, apostrophes, hyphens and full stops.
_ALLOWED = re.compile(r"[^\W\d_](?:[\w '’.-]*[\w.])?")
# The only letters of French that `name_key` does not bring back to a plain one.
_JOINED = str.maketrans("", "", "œæ")
# Names that would make others believe that the Espace itself speaks.
_OF_THE_HOUSE = frozenset(
    {"espace", "lespace", "animation", "table", "latable", "administration", "admin", "crd", "anciennemembre"}
    | {"ancienmembre", "formermember", "soutien", "secretariat"}
)


def check_borrowed_name(text: str) -> str:
    """The name with single spaces. Refused: too short or long, a number, an address, letters of another alphabet
    (« о » drawn like « o » would make two people look like one), a name of the house.
    """
    # A phone may send « é » as two signs: the letter, then its accent.
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not SHORTEST <= len(name) <= LONGEST:
        raise BadInput("name_length", _("A borrowed name has from 2 to 30 letters."))
    is_written = _ALLOWED.fullmatch(name) and name_key(name).translate(_JOINED).isascii()
    if looks_like_a_number(name) or "_" in name or not is_written:
        raise BadInput("name_letters", _("Write letters and spaces. The name begins with a letter."))
    if name_key(name) in _OF_THE_HOUSE:
        raise BadInput("name_of_house", _("This name would look like one of the team. Choose another one."))
    return name


def check_may_rename(by: Capacity | None) -> None:
    """Somebody who works here is known by their own name: others must know who has power."""
    if by is None:
        return
    if by.roles - {Role.CITIZEN} or (by.person and by.person.is_superuser):
        raise Refused("staff_name", _("Your name and your password are changed by the administration."))
