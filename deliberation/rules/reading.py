"""Which messages are read before they are published."""

from accounts.domain.queries.people import Capacity
from deliberation.enums import Audience, ReadingMode
from deliberation.models import Thread


def never_waits(thread: Thread) -> bool:
    """Whoever writes here is read after publication; and a private word is read by whom it is for."""
    return thread.mode == ReadingMode.AFTER or thread.audience == Audience.STAFF_AND_AUTHOR


def must_be_read(*, thread: Thread, author: Capacity, writer: Capacity, has_published: bool) -> bool:
    """In « before », everybody's but facilitation's; in « first », a citizen's until one of theirs was published.

    A private word never waits: facilitation is who reads it. Nor do words that facilitation itself typed.
    """
    if never_waits(thread) or author.is_facilitator or writer.is_facilitator:
        return False
    if thread.mode == ReadingMode.BEFORE:
        return True
    return thread.mode == ReadingMode.FIRST and author.is_citizen and not has_published
