"""What the sheet of an initiative still needs before its check, in plain words, each with where to write it."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from common import dates
from participation.enums import InitiativeState
from participation.models import Initiative
from participation.rules import revising
from participation.rules.sheet import current_sheet, missing_from, not_written_yet
from participation.web import initiative_steps

BEFORE_THE_CHECK = frozenset(
    {
        InitiativeState.IDEA,
        InitiativeState.DELIBERATING,
        InitiativeState.TO_ADJUST,
        InitiativeState.NOT_ELIGIBLE,
    }
)


def page(initiative: Initiative, *, is_author: bool, now: datetime) -> dict | None:
    """`needed`: nothing goes to the check without it. `helps`: it may. None past the check, or when nothing lacks.

    Links are for those who may change the text today.
    """
    if initiative.state not in BEFORE_THE_CHECK:
        return None
    sheet = current_sheet(initiative)
    may_write = revising.may_revise(initiative, is_author=is_author, today=dates.local_day(now))
    needed = [_row(initiative, one, may_write=may_write) for one in missing_from(sheet)]
    helps = [_row(initiative, one, may_write=may_write) for one in not_written_yet(sheet)]
    return {"needed": needed, "helps": helps} if needed or helps else None


def _row(initiative: Initiative, lack: tuple[str, Any], *, may_write: bool) -> dict[str, str]:
    field, sentence = lack
    slug = initiative_steps.slug_of(field)
    here = reverse("participation:initiative_revise", args=[initiative.pk])
    return {"words": str(sentence), "url": f"{here}?question={slug}" if may_write and slug else ""}
