"""How far a person has read a thread: for their own way back, never shown to anybody else."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from accounts.domain.queries import people
from accounts.models import Person
from common.dates import local_day
from deliberation.domain.queries import threads as thread_queries
from deliberation.models import ReadMark, Thread

# One statement: two tabs at once keep the farther of the two.
ADVANCE = """
    INSERT INTO deliberation_readmark (thread_id, person_id, last_number) VALUES (%s, %s, %s)
    ON CONFLICT (thread_id, person_id) DO UPDATE SET last_number = excluded.last_number
    WHERE deliberation_readmark.last_number < excluded.last_number
"""


@dataclass(frozen=True)
class Unread:
    """What a person has not read: how many, and the page and number where it begins."""

    count: int
    first: int
    page: int


def read_up_to(*, thread: Thread, person: Person) -> int:
    mark = ReadMark.objects.filter(thread=thread, person=person).values_list("last_number", flat=True)
    return mark.first() or 0


def unread(thread: Thread, up_to: int) -> Unread | None:
    """None when everything is read."""
    count = thread.last_number - up_to
    if count <= 0:
        return None
    return Unread(count=count, first=up_to + 1, page=thread_queries.page_of_number(up_to + 1))


@transaction.atomic
def mark_read(*, by: Person, thread: Thread, up_to: int, now: datetime) -> None:
    """Remember that this person has read the thread up to message `up_to`; never goes back.

    A number beyond the end counts as the end. Refused: who may not read the thread (as if it were missing).
    """
    found = thread_queries.visible_thread(thread.pk, people.capacity(by, on=local_day(now)))
    number = min(up_to, found.last_number)
    if number > 0:
        with connection.cursor() as cursor:
            cursor.execute(ADVANCE, [found.pk, by.pk, number])
