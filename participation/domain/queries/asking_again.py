"""What asks the Table again: whether this person may, and what was asked of an answer."""

from accounts.models import Person
from participation.domain.queries import echoes, taking_part
from participation.models import TableResponse, Transmission
from participation.rules.asking_again import Asked


def asked(person: Person, response: TableResponse, former: Transmission) -> Asked:
    """`former` is the sending that the answer is about."""
    source = former.initiative or former.issue or former.concern
    own, others = taking_part.concerned(source) if source is not None else (set(), set())
    return Asked(
        told=echoes.told_of([response.pk])[response.pk],
        kind=former.kind,
        is_concerned=person.pk in own | others,
        others=list(Transmission.objects.asking_again().filter(asks_again__transmission=former)),
    )
