"""Keeping concerns, issues and initiatives findable, in the transaction that writes them."""

from django.db import models

from common import search
from participation.enums import ConcernState, InitiativeState
from participation.models import Concern, Initiative, Issue

CONCERN, ISSUE, INITIATIVE = "concern", "issue", "initiative"
KINDS: dict[type[models.Model], str] = {Concern: CONCERN, Issue: ISSUE, Initiative: INITIATIVE}
# An unfinished draft and what was taken back are found by nobody, not even by who reads them.
UNFOUND = frozenset({ConcernState.DRAFT, ConcernState.WITHDRAWN, InitiativeState.WITHDRAWN})


def keep(thing: models.Model) -> None:
    """Called at each change of state or of words; things that are not looked for are left alone."""
    kind = KINDS.get(type(thing))
    if kind is None:
        return
    assert isinstance(thing, Concern | Issue | Initiative)
    if thing.state in UNFOUND:
        search.forget(kind, thing.pk)
    else:
        search.keep(kind, thing.pk, _words(thing))


def rebuild() -> int:
    """Read everything again; says how many things were read."""
    count = 0
    for model, kind in KINDS.items():
        search.forget_all(kind)
        for thing in model._default_manager.order_by("pk").iterator():
            keep(thing)
            count += 1
    return count


def _words(thing: Concern | Issue | Initiative) -> str:
    if isinstance(thing, Initiative):
        version = thing.current
        said = [version.summary, *map(str, version.aims)] if version else []
        return "\n".join([thing.title, *said])
    return f"{thing.title}\n{thing.text}"
