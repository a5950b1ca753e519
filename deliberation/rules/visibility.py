"""Who reads a thread: one function for pages, API, sockets and exports.

A thread that may not be read answers exactly like a thread that does not exist.
"""

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from common.exceptions import Missing
from deliberation.enums import Audience
from deliberation.models import Thread

MISSING_THREAD = _("This thread is not here.")
# Said of the list only: one thread answers like a missing one.
AFTER_THE_WELCOME = _("The threads open after your welcome talk.")
MISSING_MESSAGE = _("This message is not here.")


def check_may_read(thread: Thread, capacity: Capacity) -> None:
    """Refused: whoever is not a member, and, in a private word, whoever is neither its author nor facilitation."""
    if not capacity.is_member:
        raise Missing("thread_missing", MISSING_THREAD)
    if thread.audience == Audience.MEMBERS:
        return
    if not (capacity.is_facilitator or _is(thread.opened_by_id, capacity)):
        raise Missing("thread_missing", MISSING_THREAD)


def may_read(thread: Thread, capacity: Capacity) -> bool:
    try:
        check_may_read(thread, capacity)
    except Missing:
        return False
    return True


def _is(person_id: int | None, capacity: Capacity) -> bool:
    return capacity.person is not None and capacity.person.pk == person_id
