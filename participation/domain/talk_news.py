"""What happened in talk, for those who are reached by a call, a letter or a meeting: nobody else tells them.

Looked for by the clock, because talk does not know notices. One notice a thread and a day, without a word of it.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from accounts.enums import ContactPath
from common.dates import local_day
from deliberation.enums import AppealState, ThreadState
from deliberation.models import AppealReader, Message, Turn
from deliberation.rules.turns import REACHED_BY_SOMEBODY
from participation.domain import notices
from participation.enums import NoticeKind, NoticeOutcome, TalkNews
from participation.models import Notice
from participation.rules import notices as rules

# The clock may have stopped for a night; older than that, the list of who was never answered tells it.
LOOKED_BACK = timedelta(days=2)

OF_A_TURN = "talk:turn:"

# Whom, which happening of theirs, which news, where it is.
News = tuple[int, str, TalkNews, str]


def tell_due(*, now: datetime) -> None:
    """Run by the clock; idempotent: the same happening has the same name."""
    since = now - LOOKED_BACK
    # At each tick most is told already: only what is new is written.
    known = set(
        Notice.objects.filter(kind=NoticeKind.TALK, created_at__gte=since).values_list("person", "event")
    )
    turns = list(_turns())
    _forget_turns({event for _person, event, _news, _link in turns})
    for person, event, news, link in (*_answers(since), *_private_words(since), *_drawn(since), *turns):
        if (person, event) in known:
            continue
        known.add((person, event))
        is_asked = news in (TalkNews.DRAWN, TalkNews.TURN)
        notices.tell(
            people_to_tell=[person],
            kind=NoticeKind.TALK,
            event=event,
            state=news,
            title="",
            link=link,
            due_on=rules.due_on(local_day(now), days=rules.DAYS_TO_ASK) if is_asked else None,
            now=now,
        )


def _answers(since: datetime) -> Iterator[News]:
    """Somebody else quoted their message, and both are still there to be read."""
    said = _of_today(since).filter(
        quoted__author__contact_path__in=REACHED_BY_SOMEBODY,
        quoted__withdrawn_at=None,
        thread__is_private_word=False,
    )
    said = said.exclude(author=F("quoted__author"))
    for person, thread, at in said.values_list("quoted__author", "thread", "posted_at"):
        yield person, _event(thread, at), TalkNews.ANSWERED, reverse("deliberation:thread", args=[thread])


def _private_words(since: datetime) -> Iterator[News]:
    """Facilitation wrote, also to say what was hidden, refused or read again; the person has not written since."""
    said = _of_today(since).filter(
        thread__is_private_word=True, thread__opened_by__contact_path__in=REACHED_BY_SOMEBODY
    )
    said = said.exclude(author=F("thread__opened_by")).exclude(thread__state=ThreadState.CLOSED)
    found = said.values_list("thread__opened_by", "thread", "posted_at", "number")
    for person, thread, at, number in found:
        if not Message.objects.filter(thread=thread, author=person, number__gt=number).exists():
            link = reverse("deliberation:thread", args=[thread])
            yield person, _event(thread, at), TalkNews.PRIVATE_WORD, link


def _drawn(since: datetime) -> Iterator[News]:
    """Those who were drawn to read again, and whose opinion is awaited."""
    seats = AppealReader.objects.seated().filter(
        drawn_at__gte=since, opinion="", appeal__state=AppealState.HEARD
    )
    found = seats.filter(person__contact_path__in=REACHED_BY_SOMEBODY).order_by("pk")
    for person, appeal in found.values_list("person", "appeal"):
        link = reverse("participation:appeal", args=[appeal])
        yield person, f"talk:appeal:{appeal}", TalkNews.DRAWN, link


def _turns() -> Iterator[News]:
    """Who has the floor in a round of speech: by e-mail too, for nothing else may be new there."""
    found = Turn.objects.called().filter(person__contact_path__in=(*REACHED_BY_SOMEBODY, ContactPath.EMAIL))
    for turn, person, talk in found.order_by("pk").values_list("pk", "person", "round"):
        yield person, f"{OF_A_TURN}{turn}", TalkNews.TURN, reverse("deliberation:round", args=[talk])


def _forget_turns(running: set[str]) -> None:
    """A turn that was taken, passed or closed is no longer to be told."""
    waiting = Notice.objects.filter(kind=NoticeKind.TALK, event__startswith=OF_A_TURN, outcome="")
    waiting.exclude(event__in=running).update(outcome=NoticeOutcome.REPLACED)


def _of_today(since: datetime) -> QuerySet[Message]:
    hidden = Q(hidden_at__isnull=False, hidden_passage="")
    return Message.objects.filter(posted_at__gte=since, withdrawn_at=None).exclude(hidden).order_by("pk")


def _event(thread: int, at: datetime) -> str:
    return f"talk:{thread}:{local_day(at)}"
