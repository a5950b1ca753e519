"""Ready-made text for open sockets: one rendering per audience, in the language of the site."""

import json

from django.conf import settings
from django.db import connection
from django.template.loader import render_to_string
from django.utils import translation

from common import live
from deliberation.domain import finding
from deliberation.domain.queries import outside, rounds
from deliberation.domain.queries.messages import ShownMessage, shown, with_people
from deliberation.enums import Audience
from deliberation.models import Message, Thread

NEW, CHANGED = "thread.message", "message.changed"
TAKE_CHANGE = """
    UPDATE deliberation_thread SET last_change = last_change + 1 WHERE id = %s RETURNING last_change
"""
MEMBERS_PAGE, OUTSIDE_PAGE = "deliberation/_message.html", "deliberation/_public_message.html"


def frame(message: ShownMessage, kind: str = NEW, *, template: str = MEMBERS_PAGE) -> str:
    """One frame, as JSON text. Carries nothing that depends on the reader."""
    with translation.override(settings.LANGUAGE_CODE):
        html = render_to_string(template, {"message": message, "is_live": True})
    content = {"type": kind, "thread": message.thread_id, "number": message.number, "html": html.strip()}
    return json.dumps(content, ensure_ascii=False)


def outside_frame(message: ShownMessage, kind: str = NEW) -> str:
    """The same, for those who read a public thread without being members."""
    with translation.override(settings.LANGUAGE_CODE):
        return frame(outside.nameless(message), kind, template=OUTSIDE_PAGE)


def tell(message: Message, *, audience: str, kind: str = NEW) -> None:
    """Once committed, show the message (or its new state) to whoever reads the thread.

    What it is found by changes now, in the same transaction: every verb that writes or hides words calls this.
    A change takes its number in the thread first, which also keeps two changes at once from being told out of order.
    """
    if kind == CHANGED:
        with connection.cursor() as cursor:
            cursor.execute(TAKE_CHANGE, [message.thread_id])
            message.revision = cursor.fetchone()[0]
        Message.objects.filter(pk=message.pk).update(revision=message.revision)
    with translation.override(settings.LANGUAGE_CODE):
        # Words just written need not be read again: all they show is at hand, and nobody has thanked yet.
        seen = shown(message if kind == NEW else with_people(Message.objects.filter(pk=message.pk)).get())
    finding.keep(seen)
    live.publish(live.thread_group(message.thread_id, audience), frame(seen, kind))
    if audience == Audience.PUBLIC:
        live.publish(live.outside_group(message.thread_id), outside_frame(seen, kind))


def tell_round(thread: Thread) -> None:
    """Once committed, show where the round of speech is, the same to every reader."""
    with translation.override(settings.LANGUAGE_CODE):
        html = render_to_string("deliberation/_round.html", {"round": rounds.current(thread)})
    told = {"type": "thread.round", "thread": thread.pk, "html": html.strip()}
    live.publish(live.thread_group(thread.pk, thread.audience), told)
