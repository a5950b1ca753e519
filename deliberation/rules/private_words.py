"""Who writes to whom in private: facilitation and one person, never two citizens."""

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from common.exceptions import Missing, Refused
from deliberation.models import Thread


def check_may_write(*, by: Capacity, person: Capacity) -> None:
    """`person` is who is written to, or who writes to facilitation about themself."""
    if person.person is None or by.person is None or not person.is_member:
        raise Missing("person_missing", _("This person is not here."))
    if person.is_facilitator:
        raise Refused("facilitation_itself", _("Facilitation does not write itself private words."))
    if by.person.pk != person.person.pk and not by.is_facilitator:
        raise Refused("facilitation_only", _("Only facilitation can do this."))


def check_theirs_alone(thread: Thread, capacity: Capacity) -> None:
    """A private word lasts as long as the person wants: facilitation neither closes nor pauses it."""
    if thread.is_private_word and (capacity.person is None or thread.opened_by_id != capacity.person.pk):
        raise Refused("not_your_word", _("Only the person who is written to can close it."))


def may_write(*, by: Capacity, person: Capacity) -> bool:
    try:
        check_may_write(by=by, person=person)
    except Refused:
        return False
    return True
