"""A private word: facilitation and one person, outside every other thread."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit
from common.dates import local_day
from common.exceptions import Missing
from deliberation.domain import messages, plain_messages, threads
from deliberation.domain.queries import threads as thread_queries
from deliberation.domain.queries.private_words import open_word
from deliberation.enums import Audience
from deliberation.models import Message, Thread
from deliberation.rules import private_words as rules

TITLE = _("A private word")


@transaction.atomic
def write(*, by: Person, person: Person, text: str, now: datetime, client_key: str = "") -> Message:
    """Facilitation writes to `person`, or the person to facilitation (`by` is `person`); opened when needed.

    Refused: anybody else, on either side; somebody who is not a member (like somebody unknown); an empty text.
    """
    rules.check_may_write(by=_capacity(by, now), person=_capacity(person, now))
    thread = open_word(person) or _open(by=by, person=person, now=now)
    return messages.post(by=by, thread=thread, text=text, now=now, client_key=client_key)


@transaction.atomic
def close(*, by: Person, thread: Thread, now: datetime) -> Thread:
    """The person ends the private word: nothing more is written in it. Another can be opened later.

    Refused: facilitation and everybody else; a thread that is not a private word answers like a missing one.
    """
    capacity = _capacity(by, now)
    seen = thread_queries.visible_thread(thread.pk, capacity)
    if not seen.is_private_word:
        raise Missing("thread_missing", _("This thread is not here."))
    rules.check_theirs_alone(seen, capacity)
    return threads.close_word(by=by, thread=seen, now=now)


def tell(*, by: Person | None, person: Person, text: str, now: datetime) -> Message | None:
    """Say to somebody what was decided about them. Nothing when nobody signs it or they are no longer a member."""
    if (
        by is None
        or by.pk == person.pk
        or not rules.may_write(by=_capacity(by, now), person=_capacity(person, now))
    ):
        return None
    return write(by=by, person=person, text=text, now=now)


def _open(*, by: Person, person: Person, now: datetime) -> Thread:
    Person.objects.select_for_update().get(pk=person.pk)
    thread = open_word(person) or Thread.objects.create(
        title=plain_messages.said(TITLE),
        audience=Audience.STAFF_AND_AUTHOR,
        is_private_word=True,
        opened_by=person,
        opened_at=now,
    )
    audit.record("private_word.opened", by=by, subject=thread, now=now)
    return thread


def _capacity(person: Person, now: datetime) -> people.Capacity:
    return people.capacity(person, on=local_day(now))
