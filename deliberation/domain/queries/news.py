"""What is new for one person in the threads: answers to their words, threads they speak in. Theirs alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.domain.queries.people import Capacity
from deliberation.domain.queries.messages import ShownMessage, shown, with_people
from deliberation.domain.queries.threads import visible_messages
from deliberation.models import Message, ReadMark
from deliberation.models.message import MessageQuerySet

MOST = 5


@dataclass(frozen=True)
class NewInThread:
    thread_id: int
    title: str
    count: int


@dataclass(frozen=True)
class News:
    """The newest first, five of each at most. Hidden and withdrawn words are no news."""

    answers: Sequence[ShownMessage]
    threads: Sequence[NewInThread]

    @property
    def count(self) -> int:
        return len(self.answers) + sum(one.count for one in self.threads)


def news_of(capacity: Capacity) -> News:
    """Two queries; nothing for somebody unknown."""
    if capacity.person is None or not capacity.is_member:
        return News(answers=(), threads=())
    unread = _unread(capacity)
    me = capacity.person
    to_me = Q(quoted__author=me) | Q(quoted__isnull=True, reply_to__author=me)
    answers = with_people(unread.filter(to_me)).order_by("-posted_at", "-pk")[:MOST]
    mine = Message.objects.filter(thread=OuterRef("thread"), author=me)
    threads = (
        unread.exclude(to_me)
        # What facilitation wrote to them in private is for them even when they have said nothing there yet:
        # that is how a decision about their words is told.
        .filter(Exists(mine) | Q(thread__is_private_word=True, thread__opened_by=me))
        .values("thread_id", title=F("thread__title"))
        .annotate(count=Count("pk"), last=Max("posted_at"))
        .order_by("-last", "-thread_id")[:MOST]
    )
    return News(
        answers=[shown(message) for message in answers],
        threads=[NewInThread(row["thread_id"], row["title"], row["count"]) for row in threads],
    )


def _unread(capacity: Capacity) -> MessageQuerySet:
    """What others said after the last message this person has had on screen."""
    mark = ReadMark.objects.filter(thread=OuterRef("thread"), person=capacity.person).values("last_number")
    return (
        visible_messages(capacity)
        .exclude(author=capacity.person)
        .annotate(read=Coalesce(Subquery(mark[:1]), 0))
        .filter(number__gt=F("read"))
    )
