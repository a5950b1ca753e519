"""Messages read before they are published: sent, then published with a number of that day, or refused."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.enums import Via
from accounts.models import Person
from common import audit
from common.dates import local_day
from common.exceptions import BadInput, IllegalTransition, Missing
from deliberation.domain import messages, plain_messages, private_words
from deliberation.domain.queries import submissions as queries
from deliberation.domain.queries.own_case import is_own_case
from deliberation.enums import FlagReason, MessageKind, ModerationAct, SubmissionState
from deliberation.models import Message, ModerationAction, Submission, Thread
from deliberation.rules import distress, moderation, speaking


@transaction.atomic
def say(*, by: Person, thread: Thread, text: str, now: datetime, **details: Any) -> Message | Submission:
    """What `messages.post` does, or, when the thread asks for it, words that wait to be read.

    Same details and same refusals as `messages.post`. Words that wait have no number, and are told to nobody.
    """
    author = details.pop("author", None) or by
    if not queries.must_wait(thread=thread, author=author, writer=by, now=now):
        return messages.post(by=by, author=author, thread=thread, text=text, now=now, **details)
    key = details.get("client_key", "")
    known = Submission.objects.filter(thread=thread, author=author, client_key=key).first() if key else None
    return known or _wait(by=by, author=author, thread=thread, text=text, now=now, **details)


@transaction.atomic
def publish(*, by: Person | None, submission: Submission, now: datetime) -> Message:
    """Facilitation has read it: it takes the next number and is told to readers like any new message.

    `by=None`: those who read it again decided so. Refused: whoever is not facilitation; words already settled.
    """
    locked = _locked(submission, by=by, now=now)
    message = messages.post(
        by=locked.typed_by or locked.author,
        author=locked.author,
        thread=locked.thread,
        text=locked.text,
        kind=locked.kind,
        reply_to=_still_there(locked),
        via=locked.via,
        content_note=locked.content_note,
        client_key=locked.client_key,
        now=now,
        is_read=True,
    )
    _settle(
        locked, by=by, state=SubmissionState.PUBLISHED, act=ModerationAct.PUBLISH, now=now, message=message
    )
    return message


@transaction.atomic
def refuse(*, by: Person, submission: Submission, reason: str, now: datetime) -> Submission:
    """Not published; the author is told why, in private, and how to have it read again.

    Refused: whoever is not facilitation; their own case, which they may still publish; words already settled; no
    reason from the list.
    """
    locked = _locked(submission, by=by, now=now)
    moderation.check_not_own_case(is_own=is_own_case(locked, by, on=local_day(now)))
    if reason not in FlagReason.values or reason == FlagReason.STEERS:
        raise BadInput("reason", _("Choose a reason from the list."))
    _settle(locked, by=by, state=SubmissionState.REFUSED, act=ModerationAct.REFUSE, now=now, reason=reason)
    private_words.tell(by=by, person=locked.author, text=plain_messages.not_published(reason), now=now)
    return locked


@transaction.atomic
def take_back(*, by: Person, submission: Submission, now: datetime) -> Submission:
    """Its author changes their mind. Refused: anybody else (like missing words); words already settled."""
    locked = queries.locked(submission.pk)
    if locked.author_id != by.pk:
        raise Missing("submission_missing", queries.MISSING)
    _check_waits(locked)
    locked.state = SubmissionState.TAKEN_BACK
    locked.save(update_fields=["state"])
    audit.record("submission.taken_back", by=by, subject=locked, now=now)
    return locked


def _wait(
    *,
    by: Person,
    author: Person,
    thread: Thread,
    text: str,
    now: datetime,
    kind: str = MessageKind.MESSAGE,
    reply_to: Message | None = None,
    via: str = Via.WEB,
    typed_by: Person | None = None,
    client_key: str = "",
    content_note: str = "",
) -> Submission:
    messages.check_may_say(by=by, author=author, thread=thread, kind=kind, now=now)
    capacity = people.capacity(author, on=local_day(now))
    last = queries.last_sent_at(thread=thread, author=author)
    speaking.check_may_post(thread=thread, capacity=capacity, now=now, last_post_at=last)
    text = messages.checked_text(text)
    messages.check_details(thread=thread, kind=kind, reply_to=reply_to, via=via, client_key=client_key)
    waiting = Submission.objects.create(
        thread=thread,
        author=author,
        typed_by=by if by.pk != author.pk else None,
        kind=kind,
        text=text,
        content_note=content_note,
        reply_to=reply_to,
        via=via,
        client_key=client_key,
        sent_at=now,
        # Words that say danger are not left to wait.
        due_at=now if distress.rings(text) else now + timedelta(hours=thread.flag_hours),
    )
    audit.record("submission.sent", by=by, subject=waiting, now=now, thread=thread.pk)
    return waiting


def _still_there(submission: Submission) -> Message | None:
    """An answer to words that nobody reads any more is published as a message of its own."""
    above = submission.reply_to
    if above is None or above.withdrawn_at is not None or (above.hidden_at and not above.hidden_passage):
        return None
    return above


def _locked(submission: Submission, *, by: Person | None, now: datetime) -> Submission:
    if by is not None:
        capacity = people.capacity(by, on=local_day(now))
        queries.visible(submission.pk, capacity)
        moderation.check_may_moderate(capacity)
    locked = queries.locked(submission.pk)
    if by is not None or locked.state != SubmissionState.REFUSED:
        _check_waits(locked)
    return locked


def _check_waits(submission: Submission) -> None:
    if submission.state != SubmissionState.WAITING:
        raise IllegalTransition("submission_settled", _("This message was already read."))


def _settle(
    submission: Submission,
    *,
    by: Person | None,
    state: str,
    act: str,
    now: datetime,
    reason: str = "",
    message: Message | None = None,
) -> None:
    submission.state, submission.reason, submission.read_by, submission.read_at = state, reason, by, now
    submission.message = message
    submission.save(update_fields=["state", "reason", "read_by", "read_at", "message"])
    ModerationAction.objects.create(
        thread=submission.thread, message=message, by=by, act=act, reason=reason, at=now
    )
    audit.record(f"submission.{state}", by=by, subject=submission, now=now, reason=reason)
