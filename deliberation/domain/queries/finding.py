"""Words found in the threads a person reads, the newest first: never by popularity."""

from dataclasses import dataclass

from accounts.domain.queries.people import Capacity
from common import search
from deliberation.domain.finding import KIND
from deliberation.domain.queries import threads
from deliberation.domain.queries.messages import ShownMessage, shown, with_people
from deliberation.domain.queries.outside import as_read_by


@dataclass(frozen=True)
class FoundMessage:
    """One message, and the thread it is in."""

    message: ShownMessage
    thread_title: str


def found_messages(asked: str, capacity: Capacity, *, limit: int) -> list[FoundMessage]:
    """At most `limit` messages that have every word asked: two queries, whatever they find."""
    numbers = search.hits(KIND, asked)
    if numbers is None:
        return []
    found = with_people(threads.visible_messages(capacity).filter(pk__in=numbers)).select_related("thread")
    kept = list(found.order_by("-posted_at", "-pk")[:limit])
    titles = [message.thread.title for message in kept]
    return [
        FoundMessage(message, title)
        for message, title in zip(as_read_by(map(shown, kept), capacity), titles, strict=True)
    ]
