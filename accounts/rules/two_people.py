"""Acts that one person alone must not be able to do: two people, of two employers."""

from django.utils.translation import gettext_lazy as _

from accounts.rules.capacity import Capacity
from common.exceptions import Refused


def check_two_employers(first: Capacity, second: Capacity) -> None:
    """Both have an employer on their badge, and not the same one (so they are two people)."""
    if not first.badge_employer or not second.badge_employer or first.badge_employer == second.badge_employer:
        raise Refused("two_employers", _("This act needs two people of two employers."))
