"""Ready-made text for open sockets: one rendering per audience and language."""

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

LANGUAGES = [code for code, _name in settings.LANGUAGES]
NEW, CHANGED = "thread.message", "message.changed"
TAKE_CHANGE = """
    UPDATE deliberation_thread SET last_change = last_change + 1 WHERE id = %s RETURNING last_change
"""
MEMBERS_PAGE, OUTSIDE_PAGE = "deliberation/_message.html", "deliberation/_public_message.html"


def frame(message: ShownMessage, kind: str = NEW, *, template: str = MEMBERS_PAGE) -> str:
    """One frame, as JSON text, in the language of `message`. Carries nothing else that depends on the reader."""
    html = render_to_string(template, {"message": message, "is_live": True})
    content = {"type": kind, "thread": message.thread_id, "number": message.number, "html": html.strip()}
    return json.dumps(content, ensure_ascii=False)


def outside_frame(message: ShownMessage, kind: str = NEW) -> str:
    """The same, for those who read a public thread without being members."""
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
    # Words just written need not be read again: all they show is at hand, and nobody has thanked yet.
    known = message if kind == NEW else with_people(Message.objects.filter(pk=message.pk)).get()
    with translation.override(settings.LANGUAGE_CODE):
        finding.keep(shown(known))
    for language in LANGUAGES:
        with translation.override(language):
            seen = shown(known)
            live.publish(live.thread_group(message.thread_id, audience, language), frame(seen, kind))
            if audience == Audience.PUBLIC:
                live.publish(live.outside_group(message.thread_id, language), outside_frame(seen, kind))


def tell_round(thread: Thread) -> None:
    """Once committed, show where the round of speech is, the same to every reader of a language."""
    seen = rounds.current(thread)
    for language in LANGUAGES:
        with translation.override(language):
            html = render_to_string("deliberation/_round.html", {"round": seen})
        told = {"type": "thread.round", "thread": thread.pk, "html": html.strip()}
        live.publish(live.thread_group(thread.pk, thread.audience, language), told)
