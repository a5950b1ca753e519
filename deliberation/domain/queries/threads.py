"""Threads and their messages, always through who-sees-what."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.domain.queries.people import Capacity
from common.exceptions import Missing
from deliberation.domain.queries.messages import ShownMessage, shown, with_people
from deliberation.enums import Audience
from deliberation.models import Message, Thread
from deliberation.rules import visibility

PAGE_SIZE = 50
MOST_AT_ONCE = 100


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
    """The threads this person reads; nobody but members reads any."""
    if not capacity.is_member:
        return Thread.objects.none()
    if capacity.is_facilitator:
        return Thread.objects.all()
    return Thread.objects.filter(Q(audience=Audience.MEMBERS) | Q(opened_by=capacity.person))


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


def changed_up_to(thread: Thread, number: int, limit: int = MOST_AT_ONCE) -> list[ShownMessage]:
    """Among messages a reader already has, those hidden or taken back: they may have missed the change."""
    gone = Q(hidden_at__isnull=False) | Q(withdrawn_at__isnull=False)
    found = with_people(Message.objects.filter(gone, thread=thread, number__lte=number)).order_by("-number")[
        :limit
    ]
    return [shown(message) for message in found]


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
