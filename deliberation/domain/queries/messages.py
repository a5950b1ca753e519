"""What readers see of messages. Hidden words do not exist past this file: pages, API and sockets read from here."""

from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.domain.queries.people import Capacity
from accounts.enums import Role, Via
from accounts.models import Person
from accounts.rules.visibility import shown_name, with_details
from common import text as words
from common.exceptions import Missing
from deliberation.enums import FlagReason, MessageKind
from deliberation.models import Message
from deliberation.models.message import MessageQuerySet
from deliberation.rules import visibility

QUOTED_CHARS = 70
SHOWN, PARTLY_HIDDEN, HIDDEN, WITHDRAWN = "shown", "partly_hidden", "hidden", "withdrawn"
BY_PATH = {
    Via.PHONE: lambda who: _("Said by phone, written by %(who)s") % {"who": who},
    Via.MEETING: lambda who: _("Said at a meeting, written by %(who)s") % {"who": who},
    Via.PAPER: lambda who: _("Received on paper, copied by %(who)s") % {"who": who},
    Via.WEB: lambda who: _("Written with the help of %(who)s") % {"who": who},
}
ALONE_BY_PATH = {
    Via.PHONE: lambda: _("Said by phone"),
    Via.MEETING: lambda: _("Said at a meeting"),
    Via.PAPER: lambda: _("Received on paper"),
    Via.WEB: lambda: "",
}


@dataclass(frozen=True, kw_only=True)
class ShownMessage:
    """A message as its readers see it, nothing more. `text` and `html` are empty when nobody may read them."""

    pk: int
    thread_id: int
    number: int
    author_id: int
    author_name: str
    author_role: str
    role_label: str
    badge: str
    territory: str
    is_staff: bool
    is_facilitation: bool
    kind: str
    kind_label: str
    state: str
    text: str
    html: str | SafeString
    hidden_at: datetime | None
    reason: str
    via: str
    path_line: str
    reply_to: int | None
    reply_to_author: str
    reply_to_words: str
    posted_at: datetime


def with_people(messages: MessageQuerySet) -> MessageQuerySet:
    """Everything a message shows, in one query."""
    return messages.select_related("author", "typed_by", "reply_to__author")


def shown(message: Message) -> ShownMessage:
    state, text, html = _readable(message)
    is_staff = message.author_role != Role.CITIZEN
    return ShownMessage(
        pk=message.pk,
        thread_id=message.thread_id,
        number=message.number,
        author_id=message.author_id,
        author_name=shown_name(message.author),
        author_role=message.author_role,
        role_label=str(Role(message.author_role).label) if is_staff else "",
        badge=message.author_badge if is_staff else "",
        territory=message.author_territory,
        is_staff=is_staff,
        is_facilitation=message.author_role == Role.FACILITATOR,
        kind=message.kind,
        kind_label=str(MessageKind(message.kind).label) if message.kind != MessageKind.MESSAGE else "",
        state=state,
        text=text,
        html=html,
        hidden_at=message.hidden_at,
        reason=str(FlagReason(message.hidden_reason).label)
        if message.hidden_at and message.hidden_reason
        else "",
        via=message.via,
        path_line=_path_line(message),
        reply_to=message.reply_to.number if message.reply_to else None,
        reply_to_author=shown_name(message.reply_to.author) if message.reply_to else "",
        reply_to_words=_first_words(message.reply_to),
        posted_at=message.posted_at,
    )


def visible_message(pk: int, capacity: Capacity) -> Message:
    """One message in a thread this person reads; Missing for any other."""
    message = with_people(Message.objects.select_related("thread")).filter(pk=pk).first()
    if message is None or not visibility.may_read(message.thread, capacity):
        raise Missing("message_missing", visibility.MISSING_MESSAGE)
    return message


def last_post_at(*, thread_id: int, person: Person) -> datetime | None:
    """When this person last spoke in the thread."""
    own = Message.objects.filter(thread_id=thread_id, author=person)
    return own.order_by("-number").values_list("posted_at", flat=True).first()


def without_passage(text: str, passage: str) -> str:
    """The text with the hidden words replaced by a mark, in the language of the site."""
    return text.replace(passage, str(passage_mark()))


def passage_mark() -> str | Promise:
    return _("[passage hidden by facilitation]")


def _readable(message: Message) -> tuple[str, str, Any]:
    if message.withdrawn_at is not None:
        return WITHDRAWN, "", ""
    if message.hidden_at is None:
        return SHOWN, message.text, words.sanitise(message.html)
    if message.hidden_passage:
        text = without_passage(message.text, message.hidden_passage)
        return PARTLY_HIDDEN, text, words.to_html(text)
    return HIDDEN, "", ""


def _first_words(message: Message | None) -> str:
    """What is quoted above an answer: of what is still readable only."""
    text = _readable(message)[1] if message else ""
    quoted = shorten(text, QUOTED_CHARS, placeholder="…")
    return f"{quoted[:-1].rstrip('.,;:…')}…" if quoted.endswith("…") else quoted


def _path_line(message: Message) -> str:
    if message.typed_by is None:
        return ALONE_BY_PATH[Via(message.via)]()
    role = str(Role(message.typed_by_role).label) if message.typed_by_role else ""
    who = with_details(shown_name(message.typed_by), role, message.typed_by_badge)
    return BY_PATH[Via(message.via)](who)
