"""What moderation adds to a thread's page for one reader: what waits, a pause, a private word."""

from datetime import datetime
from typing import Any

from accounts.domain.people import shown_name
from accounts.domain.queries.people import Capacity
from accounts.domain.queries.voices import running_pause
from deliberation.domain.queries import submissions
from deliberation.enums import Audience, ReadingMode, ThreadState
from deliberation.models import Thread
from deliberation.rules import speaking


def around(thread: Thread, capacity: Capacity, *, now: datetime) -> dict[str, Any]:
    """`waiting`: one's own messages that wait, or everybody's for facilitation; `must_wait`: the next one will too."""
    me = capacity.person
    if me is None:
        return {}
    is_read_after = thread.mode == ReadingMode.AFTER
    return {
        "waiting": list(submissions.waiting_in(thread, capacity)),
        "must_wait": not is_read_after
        and submissions.must_wait(thread=thread, author=me, writer=me, now=now),
        "pause": running_pause(me, now) if thread.audience == Audience.MEMBERS else None,
        "is_private": thread.is_private_word,
        "is_at_the_desk": speaking.may_help(capacity),
        "may_close_word": thread.is_private_word
        and thread.opened_by_id == me.pk
        and thread.state != ThreadState.CLOSED,
        "word_of": shown_name(thread.opened_by) if thread.is_private_word and thread.opened_by else "",
    }
