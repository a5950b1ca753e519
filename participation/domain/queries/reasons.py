"""The reasons of a ballot page: the six sentences as they are now, and the wordings before."""

from typing import Any

from participation.models import Initiative, Reason
from participation.models.reason import ReasonSide
from participation.rules.reasons import SLOTS, Subject


def key_of(subject: Subject) -> dict[str, Any]:
    return {"initiative": subject} if isinstance(subject, Initiative) else {"rule_change": subject}


def last(subject: Subject, *, side: str, slot: int) -> Reason | None:
    """The wording shown now; None while nobody wrote one."""
    return Reason.objects.filter(**key_of(subject), side=side, slot=slot).order_by("-number").first()


def history(subject: Subject, *, side: str, slot: int) -> list[Reason]:
    """Every wording, the last first."""
    return list(Reason.objects.filter(**key_of(subject), side=side, slot=slot).order_by("-number"))


def current(subject: Subject) -> dict[ReasonSide, list[Reason | None]]:
    """Three places a side, in order; None or an empty text where there is no sentence. One query."""
    wordings = Reason.objects.filter(**key_of(subject)).order_by("side", "slot", "number")
    shown = {(row.side, row.slot): row for row in wordings}
    return {side: [shown.get((side.value, slot)) for slot in SLOTS] for side in ReasonSide}
