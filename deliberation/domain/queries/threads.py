"""Threads and their messages, always through who-sees-what."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.domain.queries.people import Capacity
from common.exceptions import Missing
from deliberation.domain.queries.messages import ShownMessage, shown, with_people
from deliberation.enums import Audience
from deliberation.models import Message, Thread, ThreadNews
from deliberation.models.message import MessageQuerySet
from deliberation.rules import visibility

PAGE_SIZE = 50
MOST_AT_ONCE = 100
NEWS_SHOWN = 3


@dataclass(frozen=True, kw_only=True)
class MessagePage:
    """One page of a thread, oldest first; the last page is the living one."""

    messages: Sequence[ShownMessage]
    number: int
    count: int

    @property
    def is_last(self) -> bool:
        return self.number == self.count

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.count else None


def visible_threads(capacity: Capacity) -> QuerySet[Thread]:
    """The threads this person reads: outside the members, public ones only."""
    read = Q(audience=Audience.PUBLIC)
    if capacity.is_member:
        read |= Q(audience=Audience.MEMBERS) | Q(
            audience=Audience.STAFF_AND_AUTHOR, opened_by=capacity.person
        )
    if visibility.is_staff(capacity):
        read |= Q(audience=Audience.STAFF)
    if capacity.is_facilitator:
        read |= Q(audience=Audience.STAFF_AND_AUTHOR)
    return Thread.objects.filter(read)


def visible_messages(capacity: Capacity) -> MessageQuerySet:
    """The messages whose words this person may read now, in every thread they read."""
    readable = Q(hidden_at__isnull=True) | ~Q(hidden_passage="")
    return Message.objects.filter(
        readable, withdrawn_at__isnull=True, thread__in=visible_threads(capacity).values("pk")
    )


def visible_thread(pk: int, capacity: Capacity) -> Thread:
    """One thread this person reads. Missing: no such thread, or not for them (same answer)."""
    thread = Thread.objects.filter(pk=pk).first()
    if thread is None:
        raise Missing("thread_missing", visibility.MISSING_THREAD)
    visibility.check_may_read(thread, capacity)
    return thread


def messages_after(thread: Thread, number: int, limit: int = MOST_AT_ONCE) -> list[ShownMessage]:
    """What came after message `number`, in order, at most `limit` (never more than 100)."""
    limit = max(1, min(limit, MOST_AT_ONCE))
    found = with_people(Message.objects.filter(thread=thread)).after(number).in_order()[:limit]
    return [shown(message) for message in found]


def changed_since(
    thread: Thread, change: int, *, up_to: int, limit: int = MOST_AT_ONCE
) -> list[ShownMessage]:
    """Among the messages a reader has (up to a number), those that changed after change `change`, latest change first."""
    found = with_people(Message.objects.filter(thread=thread, number__lte=up_to, revision__gt=change))
    return [shown(message) for message in found.order_by("-revision")[:limit]]


def page_count(thread: Thread) -> int:
    return max(1, -(-thread.last_number // PAGE_SIZE))


def page_of_number(number: int) -> int:
    """The page where message `number` is: numbers have no gap."""
    return max(1, -(-number // PAGE_SIZE))


def page_of(thread: Thread, page: int | None = None) -> MessagePage:
    """A page of 50 messages, the last one by default; one query whatever the length of the thread."""
    count = page_count(thread)
    wanted = count if page is None else max(1, min(page, count))
    first = (wanted - 1) * PAGE_SIZE + 1
    found = with_people(
        Message.objects.filter(thread=thread, number__gte=first, number__lt=first + PAGE_SIZE)
    )
    return MessagePage(messages=[shown(message) for message in found.in_order()], number=wanted, count=count)


def news_of(thread: Thread) -> list[ThreadNews]:
    """The last things that happened elsewhere, the newest first; the whole story stands on their pages."""
    return list(thread.news.order_by("-at", "-pk")[:NEWS_SHOWN])
