"""Saying something in a thread, and taking it back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.domain.queries.people import Capacity
from accounts.enums import Role, Via
from accounts.models import Person
from common import audit
from common import text as words
from common.dates import local_day
from common.exceptions import BadInput, Refused
from deliberation.domain import fragments
from deliberation.domain.queries import messages as message_queries
from deliberation.enums import MessageKind
from deliberation.models import Message, Thread
from deliberation.rules import moderation, speaking, visibility

MAX_CHARS = 4000
MAX_KEY_CHARS = 40
# The badge shown when a person holds several mandates of staff.
BADGE_ORDER = (Role.FACILITATOR, Role.CRD_AGENT, Role.MRC_RESOURCE, Role.SUPPORT, Role.CITIZEN)
TAKE_NUMBER = """
    UPDATE deliberation_thread SET last_number = last_number + 1, last_posted_at = %s
    WHERE id = %s RETURNING last_number, state
"""


class AlreadyPostedError(Exception):
    """The number just taken must be given back: this message exists."""


@dataclass(frozen=True)
class _Voices:
    """Whose words, and who wrote them down (None: the person)."""

    author: Person
    author_capacity: Capacity
    helper: Person | None
    helper_capacity: Capacity | None


@transaction.atomic
def post(
    *,
    by: Person,
    thread: Thread,
    text: str,
    now: datetime,
    kind: str = MessageKind.MESSAGE,
    reply_to: Message | None = None,
    via: str = Via.WEB,
    author: Person | None = None,
    typed_by: Person | None = None,
    client_key: str = "",
) -> Message:
    """Add a message, numbered without gap or double, rendered once, told to readers after commit.

    `by` acts. When a worker writes a citizen's words: `author` is the citizen, and the message says who typed it.
    The same `client_key` again returns the first message, and adds nothing.
    Refused: who may not read the thread (as if it were missing); a thread closed or paused; too soon in slow mode;
    an empty text or one over 4000 characters; writing for somebody without being support, facilitation or the MRC.
    """
    voices = _voices(by=by, author=author, typed_by=typed_by, now=now)
    for capacity in filter(None, (people.capacity(by, on=local_day(now)), voices.author_capacity)):
        visibility.check_may_read(thread, capacity)
    speaking.check_may_use_kind(kind=kind, capacity=voices.author_capacity)
    text = _checked_text(text)
    _check_details(thread=thread, kind=kind, reply_to=reply_to, via=via, client_key=client_key)
    already = _posted_with(thread, voices.author, client_key)
    if already is not None:
        return already
    try:
        with transaction.atomic():
            message = _write(
                thread=thread,
                voices=voices,
                text=text,
                now=now,
                kind=kind,
                reply_to=reply_to,
                via=via,
                key=client_key,
            )
    except AlreadyPostedError:
        return Message.objects.get(thread=thread, author=voices.author, client_key=client_key)
    audit.record("message.posted", by=by, subject=message, now=now, thread=thread.pk, number=message.number)
    fragments.tell(message, audience=thread.audience)
    return message


@transaction.atomic
def withdraw(*, by: Person, message: Message, now: datetime) -> Message:
    """The author takes the words back: the place stays, « taken back by its author ».

    Refused: anybody else; a message already taken back; who may not read the thread any more.
    """
    message_queries.visible_message(message.pk, people.capacity(by, on=local_day(now)))
    locked = Message.objects.select_for_update(of=("self",)).select_related("thread").get(pk=message.pk)
    moderation.check_may_withdraw(message=locked, person_id=by.pk)
    locked.withdrawn_at = now
    locked.save(update_fields=["withdrawn_at"])
    audit.record("message.withdrawn", by=by, subject=locked, now=now)
    fragments.tell(locked, audience=locked.thread.audience, kind=fragments.CHANGED)
    return locked


def _voices(*, by: Person, author: Person | None, typed_by: Person | None, now: datetime) -> _Voices:
    on = local_day(now)
    speaker = author or by
    helper = by if speaker.pk != by.pk else typed_by
    if helper is not None and typed_by is not None and typed_by.pk != helper.pk:
        raise Refused("typed_by_other", _("Whoever writes for somebody signs it."))
    speaks_alone = helper is None or helper.pk == speaker.pk
    speaker_capacity = people.capacity(speaker, on=on)
    if speaks_alone:
        return _Voices(speaker, speaker_capacity, None, None)
    helper_capacity = people.capacity(helper, on=on)
    speaking.check_may_type_for(helper=helper_capacity, author=speaker_capacity)
    return _Voices(speaker, speaker_capacity, helper, helper_capacity)


def _checked_text(text: str) -> str:
    text = words.plain(text)
    if not text:
        raise BadInput("text_empty", _("Write at least one word."))
    if len(text) > MAX_CHARS:
        raise BadInput("text_too_long", _("Your message is too long. Send it in two parts."))
    return text


def _check_details(*, thread: Thread, kind: str, reply_to: Message | None, via: str, client_key: str) -> None:
    if kind not in MessageKind.values:
        raise BadInput("kind", _("This kind of message does not exist."))
    if via not in Via.values:
        raise BadInput("via", _("Choose how these words reached us."))
    if reply_to is not None and reply_to.thread_id != thread.pk:
        raise BadInput("reply_to", _("The message you answer is not in this thread."))
    if len(client_key) > MAX_KEY_CHARS or "\x00" in client_key:
        raise BadInput("client_key", _("This form is damaged. Reload the page and send again."))


def _posted_with(thread: Thread, author: Person, client_key: str) -> Message | None:
    if not client_key:
        return None
    return Message.objects.filter(thread=thread, author=author, client_key=client_key).first()


def _write(
    *,
    thread: Thread,
    voices: _Voices,
    text: str,
    now: datetime,
    kind: str,
    reply_to: Message | None,
    via: str,
    key: str,
) -> Message:
    """Take the number first: it locks the thread, so what is checked next stays true until commit."""
    number, thread.state = _take_number(thread, now)
    if _posted_with(thread, voices.author, key) is not None:
        raise AlreadyPostedError
    author, capacity = voices.author, voices.author_capacity
    last = message_queries.last_post_at(thread_id=thread.pk, person=author)
    speaking.check_may_post(thread=thread, capacity=capacity, now=now, last_post_at=last)
    helper = voices.helper_capacity
    message = Message.objects.create(
        thread=thread,
        number=number,
        author=author,
        author_role=_role(capacity),
        author_badge=capacity.badge_employer or "",
        author_territory=author.territory.name if author.territory else "",
        kind=kind,
        text=text,
        html=str(words.to_html(text)),
        reply_to=reply_to,
        via=via,
        typed_by=voices.helper,
        typed_by_role=_role(helper) if helper else "",
        typed_by_badge=(helper.badge_employer or "") if helper else "",
        posted_at=now,
        client_key=key,
    )
    thread.last_number, thread.last_posted_at = number, now
    return message


def _take_number(thread: Thread, now: datetime) -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(TAKE_NUMBER, [connection.ops.adapt_datetimefield_value(now), thread.pk])
        number, state = cursor.fetchone()
    return number, state


def _role(capacity: Capacity) -> str:
    return next(str(role.value) for role in BADGE_ORDER if role in capacity.roles)
