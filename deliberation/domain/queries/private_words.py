"""The private word of a person, as the pages of others need it."""

from datetime import datetime, timedelta

from django.db.models import F, IntegerField, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Person
from deliberation.enums import ThreadState
from deliberation.models import Message, Thread
from deliberation.rules.turns import REACHED_BY_SOMEBODY

# After that, what facilitation said waits for no answer.
CARRIED_FOR = timedelta(days=30)


def open_word(person: Person) -> Thread | None:
    """The private word that is open with this person, or nothing."""
    found = Thread.objects.filter(opened_by=person, is_private_word=True)
    return found.exclude(state=ThreadState.CLOSED).first()


def unanswered(person: Person) -> Thread | None:
    """The open private word where facilitation spoke last."""
    word = open_word(person)
    if word is None:
        return None
    last = Message.objects.filter(thread=word).order_by("-number").first()
    return word if last is not None and last.author_id != person.pk else None


def words_to_carry(*, now: datetime) -> list[Thread]:
    """Those where facilitation spoke last, lately, to somebody whom it calls, writes to or meets; with `said_at`.

    For facilitation only: nobody answers these on screen, whoever carries the words writes the answer down.
    """
    last = Message.objects.filter(thread=OuterRef("pk"), withdrawn_at=None).order_by("-number")
    found = (
        Thread.objects.filter(is_private_word=True, opened_by__contact_path__in=REACHED_BY_SOMEBODY)
        .exclude(state=ThreadState.CLOSED)
        .annotate(said_by=Subquery(last.values("author")[:1]), said_at=Subquery(last.values("posted_at")[:1]))
        .exclude(said_by=F("opened_by"))
        .filter(said_at__gt=now - CARRIED_FOR)
    )
    return list(found.select_related("opened_by").order_by("said_at", "pk"))


def words_waiting() -> QuerySet[Thread]:
    """The open private words where the person spoke last, with `waits_since`, the longest wait first.

    For facilitation only. Words taken back wait for nothing.
    """
    answered = (
        Message.objects.filter(thread=OuterRef("pk"))
        .exclude(author=OuterRef("opened_by"))
        .order_by("-number")
        .values("number")[:1]
    )
    unread = Q(messages__author=F("opened_by"), messages__withdrawn_at=None) & Q(
        messages__number__gt=F("answered")
    )
    return (
        Thread.objects.filter(is_private_word=True)
        .exclude(state=ThreadState.CLOSED)
        .annotate(answered=Coalesce(Subquery(answered, output_field=IntegerField()), 0))
        .annotate(waits_since=Min("messages__posted_at", filter=unread))
        .filter(waits_since__isnull=False)
        .select_related("opened_by")
        .order_by("waits_since", "pk")
    )
