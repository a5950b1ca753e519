"""Words found in the threads a person reads, the newest first: never by popularity."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.domain.queries.people import Capacity
from common import search
from deliberation.domain.finding import KIND
from deliberation.domain.queries import threads
from deliberation.domain.queries.messages import ShownMessage, shown, with_people
from deliberation.domain.queries.outside import as_read_by


@dataclass(frozen=True)
class FoundMessage:
    """One message, the thread it is in, and the words it was found by."""

    message: ShownMessage
    thread_title: str
    asked: str

    @property
    def excerpt(self) -> str:
        return excerpt(self.message.text, self.asked, note=self.message.content_note)


def excerpt(text: str, asked: str, *, note: str) -> str:
    """The words, or what they talk about when they are folded on their page: nobody meets them by surprise."""
    folded = _("Here people talk about: %(about)s. Read only if you feel like it.") % {"about": note}
    return folded if note else search.around(text, asked)


def found_messages(asked: str, capacity: Capacity, *, limit: int) -> list[FoundMessage]:
    """At most `limit` messages that have every word asked: two queries, whatever they find."""
    numbers = search.hits(KIND, asked)
    if numbers is None:
        return []
    found = with_people(threads.visible_messages(capacity).filter(pk__in=numbers)).select_related("thread")
    kept = list(found.order_by("-posted_at", "-pk")[:limit])
    titles = [message.thread.title for message in kept]
    return [
        FoundMessage(message, title, asked)
        for message, title in zip(as_read_by(map(shown, kept), capacity), titles, strict=True)
    ]
