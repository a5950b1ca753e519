"""Who reads a thread: one function for pages, API, sockets, search and exports.

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
    """Refused: whoever the audience leaves out. Nobody but members reads anything else than a public thread."""
    if thread.audience == Audience.PUBLIC:
        return
    if not capacity.is_member:
        raise Missing("thread_missing", MISSING_THREAD)
    is_open_to_them = {
        Audience.MEMBERS: True,
        Audience.STAFF: is_staff(capacity),
        Audience.STAFF_AND_AUTHOR: capacity.is_facilitator or _is(thread.opened_by_id, capacity),
    }
    if not is_open_to_them[Audience(thread.audience)]:
        raise Missing("thread_missing", MISSING_THREAD)


def is_staff(capacity: Capacity) -> bool:
    """A member who does not decide: facilitation and support. Whoever votes stays with the citizens."""
    return capacity.is_member and not capacity.is_citizen


def reads_names(capacity: Capacity) -> bool:
    """Signed out and outside the members, a public thread has no name, no badge and no act."""
    return capacity.is_member


def check_may_write(thread: Thread, capacity: Capacity) -> None:
    """Refused: who may not read it, like a missing thread; and, in a public thread, whoever is not a member."""
    check_may_read(thread, capacity)
    if not capacity.is_member:
        raise Missing("thread_missing", MISSING_THREAD)


def may_read(thread: Thread, capacity: Capacity) -> bool:
    try:
        check_may_read(thread, capacity)
    except Missing:
        return False
    return True


def _is(person_id: int | None, capacity: Capacity) -> bool:
    return capacity.person is not None and capacity.person.pk == person_id
