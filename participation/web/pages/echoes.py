"""Beside each answer of the Table: what citizens say of it, and what this reader may say."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.rules.capacity import Capacity
from common import pictures
from participation.domain.queries import asking_again as again_queries
from participation.domain.queries import echoes as queries
from participation.domain.queries.transmissions import Dossier
from participation.enums import EchoChoice
from participation.models import TableResponse
from participation.rules import asking_again as rules_of_again
from participation.rules import echoes as rules
from participation.rules.echoes import Told

FAMILIES = {EchoChoice.ANSWERS: "c-moss", EchoChoice.PARTLY: "c-ochre", EchoChoice.NOT: "c-rose"}


def put_beside(dossiers: Iterable[Dossier], capacity: Capacity, viewer: Person | None) -> None:
    """Each answer gets `said` (what is told) and `asked` (what this citizen may say of it): two queries at most."""
    answers = [answer for dossier in dossiers for answer in dossier.answers]
    pks = [answer.pk for answer in answers]
    told = queries.told_of(pks)
    mine = queries.said_by(viewer if rules.may_say(capacity) else None, pks)
    for answer in answers:
        answer.is_wanting = told[answer.pk].finds_it_wanting
        answer.said = shown(told[answer.pk])
        answer.asked = _asked(answer, capacity, mine.get(answer.pk, ""))


def put_asking_again(dossier: Dossier, capacity: Capacity, viewer: Person) -> None:
    """On the answer that this person may ask again, `may_ask_again`; asked only where an answer is found wanting."""
    for answer in dossier.answers:
        if capacity.is_citizen and answer.is_wanting and not answer.corrections.all():
            asked = again_queries.asked(viewer, answer, dossier.transmission)
            answer.may_ask_again = rules_of_again.may_ask_again(capacity, asked)


def shown(told: Told) -> dict:
    """The rows of the drawing; words alone when no count may be told."""
    if told.counts is None:
        few = "" if told.is_silent else _("Fewer than 5 citizens said whether it answers. Counts begin at 5.")
        return {"words": few, "rows": [], "total": 0}
    rows = [
        {
            "label": choice.label,
            "count": count.value,
            "is_hidden": count.is_hidden,
            "family": FAMILIES[choice],
        }
        for choice, count in told.counts.items()
    ]
    return {"words": "", "rows": rows, "total": sum(row["count"] or 0 for row in rows), "line": _line(rows)}


def _line(rows: Collection[dict]) -> str:
    """The same counts in one line, for a list."""
    said = [
        _("%(label)s: %(people)s.")
        % {
            "label": row["label"],
            "people": _("fewer than 5") if row["is_hidden"] else pictures.people(row["count"]),
        }
        for row in rows
    ]
    return " ".join(said)


def _asked(answer: TableResponse, capacity: Capacity, mine: str) -> dict | None:
    is_corrected = bool(answer.corrections.all())
    if not rules.may_say(capacity):
        return None
    if not mine and not rules.may_be_spoken_of(answer.kind, is_corrected=is_corrected):
        return None
    choices = [] if is_corrected else [choice for choice in EchoChoice if choice != mine]
    return {"choices": choices, "mine": EchoChoice(mine).label if mine else ""}
