"""The only door through which a thing changes state."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit
from common.dates import local_day
from common.exceptions import IllegalTransition, Sentence
from common.record_words import in_the_espaces_language
from participation.domain import finding, telling
from participation.models import Concern, Initiative, Issue, RuleChange, StageChange, Transmission
from participation.rules import lifecycles

Thing = Concern | Issue | Initiative | RuleChange | Transmission

NOUNS: dict[type, str] = {
    Concern: "concern",
    Issue: "issue",
    Initiative: "initiative",
    RuleChange: "rule_change",
    Transmission: "transmission",
}
SYSTEM = frozenset({"system"})


def noun_of(thing: Thing) -> str:
    return NOUNS[type(thing)]


def is_author(person: Person, thing: Thing) -> bool:
    """Whether this person's words started the thing."""
    if isinstance(thing, Concern):
        return thing.author_id == person.pk
    if isinstance(thing, Initiative):
        return thing.authors.filter(pk=person.pk).exists()
    return isinstance(thing, RuleChange) and thing.proposed_by_id == person.pk


def roles_of(person: Person | None, thing: Thing, *, on: date) -> set[str]:
    """The roles a person holds towards a thing that day; the system when there is nobody."""
    if person is None:
        return set(SYSTEM)
    roles = {str(role) for role in people.capacity(person, on=on).roles}
    if is_author(person, thing):
        roles.add("author")
    return roles


def begin(thing: Thing, *, by: Person | None, now: datetime) -> StageChange:
    """The first line of a thing's history, when it is created."""
    change = StageChange.objects.create(
        **{noun_of(thing): thing}, from_state="", to_state=thing.state, by=by, at=now
    )
    audit.record(f"{noun_of(thing)}.begun", by=by, subject=thing, now=now, state=str(thing.state))
    finding.keep(thing)
    return change


def lock(thing: Concern | Initiative) -> None:
    """Inside a verb: nobody moves nor changes it before the verb ends, and it is as it is now."""
    held = type(thing).objects.select_for_update().get(pk=thing.pk)
    thing.state = held.state
    if isinstance(thing, Initiative) and isinstance(held, Initiative):
        thing.scope = held.scope


@transaction.atomic
def move(
    thing: Thing,
    *,
    to: str,
    by: Person | None,
    now: datetime,
    who: set[str] | frozenset[str] | None = None,
    note: Sentence = "",
    **fields: Any,
) -> StageChange:
    """Change the state, write it in the history and in the audit log, tell whom it is about. `fields` change in the same UPDATE.

    `who`: the roles of the actor towards the thing, found from the mandates when not given. The `note` is written in
    the Espace's language.
    Refused: a move the table does not have or that belongs to others; a thing that moved meanwhile (409).
    """
    noun, origin = noun_of(thing), str(thing.state)
    roles = roles_of(by, thing, on=local_day(now)) if who is None else who
    row = lifecycles.check_move(noun, origin, str(to), set(roles))
    moved = type(thing).objects.filter(pk=thing.pk, state=origin).update(state=str(to), **fields)
    if not moved:
        raise IllegalTransition("moved_meanwhile", _("Somebody just changed this step. Load the page again."))
    thing.state = str(to)
    for name, value in fields.items():
        setattr(thing, name, value)
    words = in_the_espaces_language(lambda: note)[:300]
    change = StageChange.objects.create(
        **{noun: thing}, from_state=origin, to_state=str(to), note=words, by=by, at=now
    )
    finding.keep(thing)
    acted_as = sorted(row.who & set(roles))[0]
    audit.record(
        f"{noun}.moved", by=by, subject=thing, now=now, capacity=acted_as, from_state=origin, to_state=str(to)
    )
    telling.moved(thing, change=change, now=now)
    return change
