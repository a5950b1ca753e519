"""Ready-made text for open sockets: one rendering per audience, in the language of the site."""

import json

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from common import live
from deliberation.domain.queries.messages import ShownMessage, shown, with_people
from deliberation.models import Message

NEW, CHANGED = "thread.message", "message.changed"


def frame(message: ShownMessage, kind: str = NEW) -> str:
    """One frame, as JSON text. Carries nothing that depends on the reader."""
    with translation.override(settings.LANGUAGE_CODE):
        html = render_to_string("deliberation/_message.html", {"message": message, "is_live": True})
    content = {"type": kind, "thread": message.thread_id, "number": message.number, "html": html.strip()}
    return json.dumps(content, ensure_ascii=False)


def tell(message: Message, *, audience: str, kind: str = NEW) -> None:
    """Once committed, show the message (or its new state) to whoever reads the thread."""
    with translation.override(settings.LANGUAGE_CODE):
        seen = shown(with_people(Message.objects.filter(pk=message.pk)).get())
    live.publish(live.thread_group(message.thread_id, audience), frame(seen, kind))
