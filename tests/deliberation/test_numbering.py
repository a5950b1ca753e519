"""The counter under fire: no gap, no double, whoever writes at once."""

import threading

import pytest
from django.db import connection

from deliberation.models import Message, Thread
from tests import cast
from tests.deliberation.talk import say, thread

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
WRITERS, EACH = 8, 25


def at_once(jobs) -> list[Exception]:
    """Run every job in its own thread, all starting together; the errors they met."""
    errors: list[Exception] = []
    start = threading.Barrier(len(jobs))

    def run(job) -> None:
        try:
            start.wait()
            job()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for worker in threads:
        worker.start()
    for worker in threads:
        worker.join()
    return errors


def test_eight_people_write_twenty_five_messages_at_once():
    talk, people = thread(), cast.citizens(WRITERS)

    def writer(person):
        return lambda: [
            say(Thread(pk=talk.pk, audience=talk.audience), person, f"no {n}") for n in range(EACH)
        ]

    errors = at_once([writer(person) for person in people])

    assert errors == []
    numbers = list(Message.objects.filter(thread=talk).in_order().values_list("number", flat=True))
    assert numbers == list(range(1, WRITERS * EACH + 1))
    assert Thread.objects.get().last_number == WRITERS * EACH


def test_the_same_key_sent_eight_times_at_once_makes_one_message():
    talk, ginette = thread(), cast.citizen()
    found: list[int] = []

    def sender():
        found.append(say(Thread(pk=talk.pk, audience=talk.audience), ginette, client_key="double-tap").pk)

    errors = at_once([sender] * 8)

    assert errors == []
    assert found == [Message.objects.get().pk] * 8
    assert Thread.objects.get().last_number == 1


def test_slow_mode_holds_when_one_person_writes_twice_at_once():
    talk, ginette = thread(), cast.citizen()
    Thread.objects.update(state="ralenti")
    slowed = Thread.objects.get()

    errors = at_once([lambda: say(slowed, ginette)] * 4)

    assert [error.code for error in errors] == ["slow_mode"] * 3
    assert list(Message.objects.filter(thread=talk).values_list("number", flat=True)) == [1]
