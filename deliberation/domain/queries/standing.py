"""What the rights of those who have a thread open look like now, many at once."""

from datetime import date

from accounts.domain.queries import people
from deliberation.models import Thread

Mark = tuple[str, tuple[int, ...]]


def marks(sitters: set[tuple[int, int | None]], *, on: date) -> dict[tuple[int, int | None], Mark]:
    """For each (thread, person): the audience of the thread and the mandates of the person, in two queries.

    Two equal marks give the same answer to « may they read it? ». A thread that is gone has none.
    """
    audiences = dict(
        Thread.objects.filter(pk__in={thread for thread, _person in sitters}).values_list("pk", "audience")
    )
    held = people.standing({person for _thread, person in sitters if person is not None}, on=on)
    return {
        (thread, person): (audiences[thread], held.get(person, ()) if person is not None else ())
        for thread, person in sitters
        if thread in audiences
    }
