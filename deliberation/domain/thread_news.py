"""Something happened elsewhere to what a thread talks about: it is said there, by nobody."""

from collections.abc import Iterable
from datetime import datetime

from common import audit, text
from deliberation.models import Thread, ThreadNews


def say(
    *, threads: Iterable[Thread], event: str, title: str, words: str, link: str, now: datetime
) -> list[ThreadNews]:
    """In each of these threads, whatever its state: it is no message, and waits for nobody's turn. Saying the same
    event again adds nothing. Called inside the verb that made it happen."""
    made = []
    for thread in threads:
        said = {"title": text.plain(title)[:120], "words": text.plain(words), "link": link, "at": now}
        news, is_new = ThreadNews.objects.get_or_create(thread=thread, event=event, defaults=said)
        if is_new:
            audit.record("thread.news", by=None, subject=thread, now=now, event=event)
            made.append(news)
    return made
