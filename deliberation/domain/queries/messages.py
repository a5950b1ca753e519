"""What readers see of messages. Hidden words do not exist past this file: pages, API and sockets read from here."""

from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.domain.queries.people import Capacity
from accounts.enums import Role, Via
from accounts.models import Person
from accounts.rules.visibility import shown_name, with_details
from common import text as words
from common.exceptions import Missing
from deliberation.enums import FlagReason, MessageKind, ReactionKind
from deliberation.models import Message, Reaction
from deliberation.models.message import MessageQuerySet
from deliberation.rules import hard_words, visibility

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
    typed_by_id: int | None
    path_line: str
    reply_to: int | None
    quoted: int | None
    quoted_author: str
    quoted_words: str
    content_note: str
    thanks: int
    me_too: int
    edited_at: datetime | None
    revision: int
    posted_at: datetime
    waits_to_be_read: bool = False
    moved_to_id: int | None = None
    moved_to_number: int = 0
    moved_to_pk: int | None = None

    @property
    def hard_words(self) -> list[tuple[str, str]]:
        """(word, meaning) of the words explained under it."""
        return hard_words.explained_in(self.text) if self.text else []


def with_people(messages: MessageQuerySet) -> MessageQuerySet:
    """Everything a message shows, in one query."""
    return messages.select_related(
        "author", "typed_by", "moved_to", "reply_to__author", "quoted__author"
    ).annotate(thanks=_how_many(ReactionKind.THANKS), me_too=_how_many(ReactionKind.ME_TOO))


def _how_many(kind: ReactionKind) -> Coalesce:
    found: QuerySet = Reaction.objects.filter(message=OuterRef("pk"), kind=kind).order_by()
    counted = found.values("message").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def shown(message: Message) -> ShownMessage:
    state, text, html = _readable(message)
    answered = message.quoted or message.reply_to
    is_readable = state in (SHOWN, PARTLY_HIDDEN)
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
        typed_by_id=message.typed_by_id,
        path_line=_path_line(message),
        reply_to=message.reply_to.number if message.reply_to else None,
        quoted=answered.number if answered else None,
        quoted_author=shown_name(answered.author) if answered else "",
        quoted_words=_first_words(answered),
        content_note=message.content_note if is_readable else "",
        thanks=getattr(message, "thanks", 0) if is_readable else 0,
        me_too=getattr(message, "me_too", 0) if is_readable else 0,
        edited_at=message.edited_at if is_readable else None,
        revision=message.revision,
        posted_at=message.posted_at,
        waits_to_be_read=message.hidden_until_read,
        moved_to_id=message.moved_to.thread_id if message.moved_to else None,
        moved_to_number=message.moved_to.number if message.moved_to else 0,
        moved_to_pk=message.moved_to.pk if message.moved_to else None,
    )


def visible_message(pk: int, capacity: Capacity) -> Message:
    """One message that this member reads, with names and acts; Missing for any other, also outside a public thread."""
    message = with_people(Message.objects.select_related("thread")).filter(pk=pk).first()
    if (
        message is None
        or not visibility.reads_names(capacity)
        or not visibility.may_read(message.thread, capacity)
    ):
        raise Missing("message_missing", visibility.MISSING_MESSAGE)
    return message


def numbered(thread_id: int, number: int) -> Message | None:
    """Message `number` of a thread that the caller has already been allowed to read."""
    return with_people(Message.objects.filter(thread=thread_id, number=number)).first()


def is_gone(message: Message) -> bool:
    """Nobody reads any of its words: taken back, or hidden whole."""
    return _readable(message)[0] in (HIDDEN, WITHDRAWN)


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
    """What is quoted above an answer: of what is still readable only, and not folded under a note."""
    text = _readable(message)[1] if message and not message.content_note else ""
    quoted = shorten(text, QUOTED_CHARS, placeholder="…")
    return f"{quoted[:-1].rstrip('.,;:…')}…" if quoted.endswith("…") else quoted


def _path_line(message: Message) -> str:
    if message.typed_by is None:
        return ALONE_BY_PATH[Via(message.via)]()
    role = str(Role(message.typed_by_role).label) if message.typed_by_role else ""
    who = with_details(shown_name(message.typed_by), role, message.typed_by_badge)
    return BY_PATH[Via(message.via)](who)
