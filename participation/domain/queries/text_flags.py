"""Flags of texts that wait, and whose words they are about."""

from collections.abc import Iterator
from datetime import datetime

from accounts.models import Person
from common.exceptions import Missing
from deliberation.domain.queries import own_case
from deliberation.enums import FlagReason
from participation.models import Concern, Initiative, Issue, TextFlag
from participation.models.text_flag import TextFlagQuerySet
from participation.rules import visibility
from participation.rules.text_flags import Text

NAMES: dict[type, str] = {Concern: "concern", Issue: "issue", Initiative: "initiative"}


def key_of(text: Text) -> dict[str, Text]:
    return {NAMES[type(text)]: text}


def author_ids(text: Text) -> set[int]:
    """Who wrote it; an issue is everybody's."""
    if isinstance(text, Concern):
        return {text.author_id}
    if isinstance(text, Initiative):
        return set(text.authors.values_list("pk", flat=True))
    return set()


def words_of(text: Text) -> str:
    """What is read: its title and its text; of an initiative, what it is and why."""
    said = _sheet(text) if isinstance(text, Initiative) else text.text
    return f"{text.title}\n\n{said}".strip() if said != text.title else said


def _sheet(initiative: Initiative) -> str:
    version = initiative.current
    return "\n".join(map(str, [version.summary, *version.aims])) if version else ""


def is_own_case(text: Text, person: Person) -> bool:
    """Their own words, or words that name them, wherever the text says so."""
    named = own_case.names("\n".join([words_of(text), *_said_beside(text)]), person)
    return named or person.pk in author_ids(text)


def _said_beside(text: Text) -> Iterator[str]:
    """What else somebody wrote in it."""
    if isinstance(text, Concern):
        yield text.content_note
    version = text.current if isinstance(text, Initiative) else None
    if version is not None:
        yield from (version.people_counting, version.renews, version.reason, *map(str, version.partner_names))
        yield from (row["label"] for row in version.budget_lines)
        for gift in version.partner_gifts:
            yield from (gift["name"], gift["gives"])


def in_reach() -> TextFlagQuerySet:
    """Those that wait; what its author took back is no longer read, whoever flagged it."""
    return TextFlag.objects.waiting().exclude(concern__state__in=sorted(visibility.OUT_OF_REACH))


def to_handle() -> list[TextFlag]:
    """Distress first, then by time left."""
    found = in_reach().select_related("concern__author", "issue", "initiative__current").by_time_left()
    return sorted(found, key=lambda flag: flag.reason != FlagReason.DISTRESS)


def due_dates() -> list[datetime]:
    """By when those that wait should be read."""
    return list(in_reach().by_time_left().values_list("due_at", flat=True))


def waiting(pk: int) -> TextFlag:
    found = in_reach().filter(pk=pk).first()
    if found is None:
        raise Missing("missing", visibility.NOT_HERE)
    return found
