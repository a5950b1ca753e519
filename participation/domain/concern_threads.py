"""The thread of a concern: whoever may read the concern reads it, and nobody else."""

from datetime import datetime

from deliberation.domain import threads
from deliberation.enums import Audience
from deliberation.models import Thread
from participation.domain import talk
from participation.enums import ConcernState, Readers
from participation.models import Concern

UNREAD_STATES = frozenset({ConcernState.DRAFT, ConcernState.SUBMITTED, ConcernState.CHECKING})
HIDDEN_STATES = UNREAD_STATES | {ConcernState.HELPED, ConcernState.WITHDRAWN}


def open_for(concern: Concern, *, now: datetime, hidden_since: datetime | None = None) -> None:
    """Its thread, opened once; a new one when members would read what was said in private."""
    if concern.thread_id and not _would_tell_private_words(concern, since=hidden_since):
        follow(concern)
        return
    concern.thread = threads.open_thread(
        by=concern.author,
        title=concern.title,
        back_path=f"/preoccupations/{concern.pk}/",
        now=now,
        audience=_audience_of(concern),
        content_note=concern.content_note,
        **talk.rules_of_talk(now),
    )
    concern.save(update_fields=["thread"])


def _would_tell_private_words(concern: Concern, *, since: datetime | None) -> bool:
    """Members are about to read what its author and facilitation said alone: they get a new thread instead."""
    thread = Thread.objects.get(concern=concern)
    if thread.audience == Audience.MEMBERS or _audience_of(concern) != Audience.MEMBERS:
        return False
    hidden = concern.stages.filter(to_state__in=HIDDEN_STATES).order_by("at", "pk").last()
    since = since or (hidden.at if hidden else concern.created_at)
    return thread.messages.filter(posted_at__gte=since).exists()


def _audience_of(concern: Concern) -> str:
    is_read_by_members = concern.readers != Readers.FACILITATION and concern.published_at is not None
    is_hidden = concern.state in HIDDEN_STATES
    return Audience.MEMBERS if is_read_by_members and not is_hidden else Audience.STAFF_AND_AUTHOR


def follow(concern: Concern) -> None:
    """The thread follows its concern: what is no longer shown is no longer read there either."""
    if concern.thread_id:
        Thread.objects.filter(pk=concern.thread_id).update(audience=_audience_of(concern))
