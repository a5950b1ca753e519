"""Threads and messages for these tests, made through the domain."""

from datetime import datetime, timedelta

from accounts.models import Person
from deliberation.domain import messages, threads
from deliberation.enums import Audience, FlagReason
from deliberation.models import Message, Thread
from tests import cast

NOW = cast.NOW
REASON = FlagReason.THIRD_PERSON


def thread(by: Person | None = None, title: str = "Une place pour dormir", **options) -> Thread:
    options.setdefault("now", NOW)
    return threads.open_thread(
        by=by or cast.facilitator(), title=title, back_path="/initiatives/1/", **options
    )


def private_word(by: Person) -> Thread:
    return thread(by, "Mot privé", audience=Audience.STAFF_AND_AUTHOR)


def say(thread: Thread, by: Person, text: str = "Je dors où ce soir?", **options) -> Message:
    options.setdefault("now", NOW)
    return messages.post(by=by, thread=thread, text=text, **options)


def later(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)
