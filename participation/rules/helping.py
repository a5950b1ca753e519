"""Writing somebody's words down: who may, for whom, and what is never done for somebody."""

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from accounts.enums import Via
from accounts.models import Person
from common.exceptions import BadInput, Refused
from participation.rules import speaking

# How words reach a worker; on screen, the person writes alone.
PATHS = (Via.PHONE, Via.PAPER, Via.MEETING)


def check_may_write_down(helper: Capacity, *, person: Person, of_person: Capacity) -> None:
    """Support, facilitation or the MRC, for a citizen who is welcomed and still here; never for oneself."""
    speaking.check_may_write_for(helper)
    if helper.person is not None and helper.person.pk == person.pk:
        raise Refused("own_words", _("Nobody writes down their own words here."))
    if person.left_at is not None or not person.is_active:
        raise Refused("has_left", _("This person has left the Espace."))
    if of_person.awaits_welcome:
        raise Refused(
            "not_welcomed",
            _("The welcome talk comes first. Your text is kept: note the welcome, then come back."),
        )
    if not speaking.is_only_citizen(of_person):
        raise Refused("not_a_citizen", _("We only write for a citizen of the Espace."))


def check_path(via: str) -> None:
    if via not in PATHS:
        raise BadInput("via", _("Choose how these words reached you."))


def check_agreed(has_agreed: bool) -> None:
    """Without the person's agreement, nothing is recorded at all."""
    if not has_agreed:
        raise BadInput("agreed", _("Without the person's agreement, nothing is noted."))
