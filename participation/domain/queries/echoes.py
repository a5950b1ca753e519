"""What citizens say of the answers of the Table: counts under the floor, and to each person what they said."""

from collections import Counter
from collections.abc import Collection, Iterable

from django.conf import settings
from django.db.models import Count
from django.db.models.query import QuerySet
from django.utils.crypto import salted_hmac

from accounts.models import Person
from common.exceptions import Missing
from participation.enums import ResponseKind
from participation.models import Echo, TableResponse
from participation.rules import echoes as rules
from participation.rules.echoes import Told


def find(pk: int) -> TableResponse:
    """A published answer; « received » is not one."""
    answers = TableResponse.objects.exclude(kind=ResponseKind.ACKNOWLEDGED)
    found = answers.select_related("transmission").filter(pk=pk).first()
    if found is None:
        raise Missing("missing", rules.NOT_HERE)
    return found


def told_of(responses: Collection[int]) -> dict[int, Told]:
    """Of each of these answers, what anybody may know: one query, whatever their number."""
    counts: dict[int, Counter[str]] = {pk: Counter() for pk in responses}
    if counts:
        rows = Echo.objects.filter(response__in=counts).values_list("response", "choice")
        for response, choice, count in rows.annotate(count=Count("pk")).order_by("response", "choice"):
            counts[response][choice] = count
    return {pk: rules.told(found) for pk, found in counts.items()}


def said_by(person: Person | None, responses: Collection[int]) -> dict[int, str]:
    """What this person said, for this person alone."""
    if person is None or not responses:
        return {}
    return dict(rows_of(person, responses).values_list("response", "choice"))


def rows_of(person: Person, responses: Iterable[int]) -> QuerySet[Echo]:
    marks = [mark for pk in responses for mark in _marks(person, pk)]
    return Echo.objects.filter(mark__in=marks)


def mark_of(person: Person, response: int) -> str:
    return _marks(person, response)[0]


def _marks(person: Person, response: int) -> list[str]:
    """Under the key of today, then under those it replaced."""
    words = f"{response}:{person.pk}"
    return [
        salted_hmac("participation.echo", words, secret=key, algorithm="sha256").hexdigest()
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]
