"""Saying something in a thread, and taking it back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.domain.queries.people import Capacity
from accounts.domain.queries.voices import check_may_write
from accounts.enums import Role, Via
from accounts.models import Person
from common import audit
from common import text as words
from common.dates import local_day
from common.exceptions import BadInput, IllegalTransition, Refused
from deliberation.domain import fragments, looking, rounds
from deliberation.domain.queries import messages as message_queries
from deliberation.domain.queries.submissions import must_wait
from deliberation.enums import Audience, MessageKind
from deliberation.models import Message, Thread
from deliberation.rules import moderation, speaking, visibility

MAX_CHARS = 4000
MAX_KEY_CHARS = 40
MAX_NOTE_CHARS = 120
# What a moved message keeps: its words, its author and their badge of that day.
COPIED = (
    "author",
    "author_role",
    "author_badge",
    "author_territory",
    "kind",
    "text",
    "html",
    "content_note",
    "via",
    "typed_by",
    "typed_by_role",
    "typed_by_badge",
)
# The badge shown when a person holds several mandates of staff.
BADGE_ORDER = (Role.FACILITATOR, Role.CRD_AGENT, Role.MRC_RESOURCE, Role.SUPPORT, Role.CITIZEN)
TAKE_NUMBER = """
    UPDATE deliberation_thread SET last_number = last_number + 1, last_posted_at = %s
    WHERE id = %s RETURNING last_number, state
"""


class AlreadyPostedError(Exception):
    """The number just taken must be given back: this message exists."""


@dataclass(frozen=True)
class Voices:
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
    content_note: str = "",
    is_read: bool = False,
) -> Message:
    """Add a message, numbered without gap or double, rendered once, told to readers after commit.

    `by` acts. An answer to an answer goes under the same message as it, and quotes it. `content_note` folds the words. When a worker writes a citizen's words: `author` is the citizen, and the message says who typed it.
    The same `client_key` again returns the first message, and adds nothing.
    Refused: who may not read the thread (as if it were missing); a thread closed or paused; too soon in slow mode;
    a paused voice outside private words; a thread that reads first (see `submissions.say`, which calls this once read);
    an empty text or one over 4000 characters, a note over 120; an answer to words nobody reads any more; writing for somebody without being support, facilitation or the MRC.
    """
    voices = check_may_say(by=by, author=author, typed_by=typed_by, thread=thread, kind=kind, now=now)
    if not is_read and must_wait(thread=thread, author=voices.author, writer=by, now=now):
        raise Refused("read_first", _("In this thread, facilitation reads your message first."))
    text, content_note = checked_text(text), checked_note(content_note)
    check_details(thread=thread, kind=kind, reply_to=reply_to, via=via, client_key=client_key)
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
                content_note=content_note,
                is_read=is_read,
            )
    except AlreadyPostedError:
        return Message.objects.get(thread=thread, author=voices.author, client_key=client_key)
    audit.record("message.posted", by=by, subject=message, now=now, thread=thread.pk, number=message.number)
    fragments.tell(message, audience=thread.audience)
    looking.ring(message, now=now)
    rounds.heard(message, now=now)
    return message


def check_may_say(
    *,
    by: Person,
    author: Person | None,
    thread: Thread,
    kind: str,
    now: datetime,
    typed_by: Person | None = None,
) -> Voices:
    """Whose words, once checked: both read the thread, may use this kind, and no voice of theirs is paused.

    A private word stays open to somebody whose voice is paused: it is how they answer.
    """
    voices = _voices(by=by, author=author, typed_by=typed_by, now=now)
    known = {voices.author.pk: voices.author_capacity}
    if voices.helper is not None and voices.helper_capacity is not None:
        known[voices.helper.pk] = voices.helper_capacity
    if by.pk not in known:
        known[by.pk] = people.capacity(by, on=local_day(now))
    for capacity in known.values():
        visibility.check_may_write(thread, capacity)
    speaking.check_may_use_kind(kind=kind, capacity=voices.author_capacity)
    if thread.audience != Audience.STAFF_AND_AUTHOR:
        for person in {by, voices.author}:
            check_may_write(person, now)
    return voices


@transaction.atomic
def copy_to(message: Message, *, thread: Thread, now: datetime) -> Message:
    """The same words under the next number of another thread, told to its readers. Called by `moving` only."""
    number, _state = _take_number(thread, now)
    copied = Message.objects.create(
        thread=thread,
        number=number,
        posted_at=now,
        **{name: getattr(message, name) for name in COPIED},
    )
    fragments.tell(copied, audience=thread.audience)
    return copied


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


def _voices(*, by: Person, author: Person | None, typed_by: Person | None, now: datetime) -> Voices:
    on = local_day(now)
    speaker = author or by
    helper = by if speaker.pk != by.pk else typed_by
    if helper is not None and typed_by is not None and typed_by.pk != helper.pk:
        raise Refused("typed_by_other", _("Whoever writes for somebody signs it."))
    speaks_alone = helper is None or helper.pk == speaker.pk
    speaker_capacity = people.capacity(speaker, on=on)
    if speaks_alone:
        return Voices(speaker, speaker_capacity, None, None)
    helper_capacity = people.capacity(helper, on=on)
    speaking.check_may_type_for(helper=helper_capacity, author=speaker_capacity)
    return Voices(speaker, speaker_capacity, helper, helper_capacity)


def checked_text(text: str) -> str:
    text = words.plain(text)
    if not text:
        raise BadInput("text_empty", _("Write at least one word."))
    if len(text) > MAX_CHARS:
        raise BadInput("text_too_long", _("Your message is too long. Send it in two parts."))
    return text


def checked_note(note: str) -> str:
    note = words.plain(note).replace("\n", " ")
    if len(note) > MAX_NOTE_CHARS:
        raise BadInput("note_too_long", _("Say in a few words what it talks about."))
    return note


def check_details(*, thread: Thread, kind: str, reply_to: Message | None, via: str, client_key: str) -> None:
    if kind not in MessageKind.values:
        raise BadInput("kind", _("This kind of message does not exist."))
    if via not in Via.values:
        raise BadInput("via", _("Choose how these words reached us."))
    if reply_to is not None and reply_to.thread_id != thread.pk:
        raise BadInput("reply_to", _("The message you answer is not in this thread."))
    if reply_to is not None and message_queries.is_gone(reply_to):
        raise IllegalTransition("answers_nothing", _("Nobody can read this message any more."))
    if len(client_key) > MAX_KEY_CHARS or "\x00" in client_key:
        raise BadInput("client_key", _("This form is damaged. Reload the page and send again."))


def _posted_with(thread: Thread, author: Person, client_key: str) -> Message | None:
    if not client_key:
        return None
    return Message.objects.filter(thread=thread, author=author, client_key=client_key).first()


def _write(
    *,
    thread: Thread,
    voices: Voices,
    text: str,
    now: datetime,
    kind: str,
    reply_to: Message | None,
    via: str,
    key: str,
    content_note: str,
    is_read: bool,
) -> Message:
    """Take the number first: it locks the thread, so what is checked next stays true until commit."""
    number, thread.state = _take_number(thread, now)
    if _posted_with(thread, voices.author, key) is not None:
        raise AlreadyPostedError
    author, capacity = voices.author, voices.author_capacity
    last = None if is_read else message_queries.last_post_at(thread_id=thread.pk, person=author)
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
        reply_to=(reply_to.reply_to or reply_to) if reply_to else None,
        quoted=reply_to,
        content_note=content_note,
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
