"""Who is heard, for facilitation: shares, new voices, territories, silence. No person is counted apart nor ranked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, Min, OuterRef, Q

from accounts.domain.queries import territories
from accounts.domain.queries.people import Capacity
from accounts.enums import Role
from deliberation.domain.queries import threads as thread_queries
from deliberation.domain.queries.messages import ShownMessage, shown, with_people
from deliberation.enums import Audience, MessageKind
from deliberation.models import Message, Thread
from deliberation.models.message import MessageQuerySet

OVER = timedelta(days=30)
SILENT_AFTER = timedelta(days=3)
MOST_SILENT = 10
# Where citizens and staff meet: what staff says among itself takes nobody's place.
SHARED = (Audience.MEMBERS, Audience.PUBLIC)


@dataclass(frozen=True)
class Voices:
    """What was said by citizens and by staff, and by whom it was not said before."""

    citizen_messages: int
    citizen_words: int
    staff_messages: int
    staff_words: int
    citizens: int
    new_citizens: int
    territories: frozenset[str]

    @property
    def staff_share(self) -> tuple[int, int]:
        """Words of staff, out of all words."""
        return self.staff_words, self.staff_words + self.citizen_words

    @property
    def is_staff_heavy(self) -> bool:
        """Staff wrote more than half of the words."""
        staff, total = self.staff_share
        return total > 0 and 2 * staff > total


@dataclass(frozen=True)
class Unanswered:
    """Words of a citizen that nobody answered, with the thread they are in."""

    message: ShownMessage
    thread_title: str


def voices(capacity: Capacity, *, now: datetime, thread: Thread | None = None) -> Voices:
    """Of one thread since it opened, or of every thread this person reads over the last 30 days. Two queries."""
    said = thread_queries.visible_messages(capacity)
    since = thread.opened_at if thread is not None else now - OVER
    if thread is not None:
        said = said.filter(thread=thread)
    else:
        said = said.filter(posted_at__gte=since, thread__audience__in=SHARED)
    rows = list(said.values_list("author_id", "author_role", "author_territory", "text"))
    citizens = {author for author, role, _place, _text in rows if role == Role.CITIZEN}
    return Voices(
        citizen_messages=sum(role == Role.CITIZEN for _author, role, _place, _text in rows),
        citizen_words=_words(text for _author, role, _place, text in rows if role == Role.CITIZEN),
        staff_messages=sum(role != Role.CITIZEN for _author, role, _place, _text in rows),
        staff_words=_words(text for _author, role, _place, text in rows if role != Role.CITIZEN),
        citizens=len(citizens),
        new_citizens=_new(citizens, since=since),
        territories=frozenset(
            place for _author, role, place, _text in rows if role == Role.CITIZEN and place
        ),
    )


def places(voices: Voices) -> tuple[list[str], list[str]]:
    """The MRC heard, then those not heard yet, from west to east."""
    names = [place.name for place in territories.west_to_east()]
    heard = [name for name in names if name in voices.territories]
    return heard, [name for name in names if name not in voices.territories]


def unanswered(capacity: Capacity, *, now: datetime, thread: Thread | None = None) -> list[Unanswered]:
    """Messages of citizens older than three days that nobody answered, and after which nobody spoke; oldest first."""
    found = thread_queries.visible_messages(capacity).filter(
        author_role=Role.CITIZEN,
        kind=MessageKind.MESSAGE,
        posted_at__lte=now - SILENT_AFTER,
        posted_at__gte=now - OVER,
    )
    if thread is not None:
        found = found.filter(thread=thread)
    alone = with_people(found.exclude(Exists(_answers()))).select_related("thread")
    kept = list(alone.order_by("posted_at", "pk")[:MOST_SILENT])
    return [Unanswered(shown(message), message.thread.title) for message in kept]


def _answers() -> MessageQuerySet:
    """What others said to a message, or right after it."""
    to_it = Q(reply_to=OuterRef("pk")) | Q(quoted=OuterRef("pk"))
    after_it = Q(thread=OuterRef("thread"), number__gt=OuterRef("number"))
    return Message.objects.filter(to_it | after_it).exclude(author=OuterRef("author"))


def _new(citizens: set[int], *, since: datetime) -> int:
    firsts = (
        Message.objects.filter(author_id__in=citizens).values("author_id").annotate(first=Min("posted_at"))
    )
    return firsts.filter(first__gte=since).count()


def _words(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)
