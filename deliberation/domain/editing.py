"""Changing the words of a message within the delay, what they were before, and the note that folds them."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.safestring import SafeString

from accounts.domain.queries import people
from accounts.domain.queries.people import Capacity
from accounts.domain.queries.voices import check_may_write
from accounts.models import Person
from common import audit
from common import text as words
from common.dates import local_day
from common.exceptions import Missing
from deliberation.domain import fragments, looking, messages
from deliberation.domain.queries import messages as message_queries
from deliberation.enums import Audience
from deliberation.models import Message, MessageVersion
from deliberation.rules import editing, visibility


@dataclass(frozen=True)
class Before:
    """Words as they were, until they were replaced."""

    text: str
    html: SafeString
    written_at: datetime
    replaced_at: datetime


@transaction.atomic
def edit(*, by: Person, message: Message, text: str, now: datetime) -> Message:
    """Replace the words; what they were stays readable under « changed at … ». The same words change nothing.

    Refused: whoever neither said nor typed it; more than 15 minutes after it was posted; a message taken back,
    hidden, flagged or answered; a thread closed or paused; a paused voice; an empty or too long text.
    """
    message_queries.visible_message(message.pk, people.capacity(by, on=local_day(now)))
    locked = _locked(message)
    _check_voice(locked, by=by, now=now)
    check_may_edit(message=locked, person_id=by.pk, now=now)
    text = messages.checked_text(text)
    if text == locked.text:
        return locked
    MessageVersion.objects.create(
        message=locked,
        text=locked.text,
        written_at=locked.edited_at or locked.posted_at,
        replaced_at=now,
        replaced_by=by,
    )
    locked.text, locked.html, locked.edited_at = text, str(words.to_html(text)), now
    locked.save(update_fields=["text", "html", "edited_at"])
    audit.record("message.edited", by=by, subject=locked, now=now)
    fragments.tell(locked, audience=locked.thread.audience, kind=fragments.CHANGED)
    looking.ring(locked, now=now)
    return locked


@transaction.atomic
def fold(*, by: Person, message: Message, note: str, now: datetime) -> Message:
    """Say what the message talks about: its words are folded under the note. An empty note unfolds them.

    Refused: whoever is neither the author nor facilitation; words that nobody reads; a paused voice; a note over
    120 characters.
    """
    capacity = people.capacity(by, on=local_day(now))
    message_queries.visible_message(message.pk, capacity)
    locked = _locked(message)
    _check_voice(locked, by=by, now=now)
    editing.check_may_fold(message=locked, capacity=capacity)
    note = messages.checked_note(note)
    if note != locked.content_note:
        locked.content_note = note
        locked.save(update_fields=["content_note"])
        audit.record("message.folded", by=by, subject=locked, now=now, is_folded=bool(note))
        fragments.tell(locked, audience=locked.thread.audience, kind=fragments.CHANGED)
    return locked


def check_may_edit(*, message: Message, person_id: int, now: datetime) -> None:
    """The rule, with what the database knows of answers and flags."""
    editing.check_may_edit(
        message=message,
        person_id=person_id,
        has_answers=message.quoted_by.exists() or message.replies.exists(),
        is_flagged=message.flags.exists(),
        now=now,
    )


def history(message: Message, capacity: Capacity) -> list[Before]:
    """What the words were, oldest first. Missing: a message never changed; or taken back, or hidden even in part:
    what was hidden may be in there under another spelling.
    """
    visibility.check_may_read(message.thread, capacity)
    is_open = message.hidden_at is None and message.withdrawn_at is None
    found = MessageVersion.objects.filter(message=message).order_by("pk") if is_open else ()
    before = [Before(one.text, words.to_html(one.text), one.written_at, one.replaced_at) for one in found]
    if not before:
        raise Missing("message_missing", visibility.MISSING_MESSAGE)
    return before


def _check_voice(message: Message, *, by: Person, now: datetime) -> None:
    """New words by another way: whoever may not speak now, and whoever types for them, may not change any either."""
    if message.thread.audience != Audience.STAFF_AND_AUTHOR:
        for person in {by, message.author}:
            check_may_write(person, now)


def _locked(message: Message) -> Message:
    return Message.objects.select_for_update(of=("self",)).select_related("thread").get(pk=message.pk)
