"""How many cards are made at once."""

from django.utils.translation import gettext_lazy as _

from common.exceptions import BadInput

# A room of a village: more than that is two workshops, and two people to welcome.
MOST = 40


def check_count(count: int) -> None:
    if not 1 <= count <= MOST:
        raise BadInput("count", _("Make from 1 to %(most)d cards at once.") % {"most": MOST})
