"""The reasons of a ballot page: the six sentences as they are now, and the wordings before."""

from typing import Any

from common.exceptions import Missing
from participation.models import Initiative, Reason, SetAside
from participation.models.reason import ReasonSide
from participation.rules import visibility
from participation.rules.discussed import Subject
from participation.rules.reasons import SLOTS


def key_of(subject: Subject) -> dict[str, Any]:
    return {"initiative": subject} if isinstance(subject, Initiative) else {"rule_change": subject}


def last(subject: Subject, *, side: str, slot: int) -> Reason | None:
    """The wording shown now; None while nobody wrote one."""
    return Reason.objects.filter(**key_of(subject), side=side, slot=slot).order_by("-number").first()


def history(subject: Subject, *, side: str, slot: int) -> list[Reason]:
    """Every wording, the last first."""
    return list(Reason.objects.filter(**key_of(subject), side=side, slot=slot).order_by("-number"))


def is_set_aside(subject: Subject, text: str) -> bool:
    """Whether facilitation took these very words out of this subject's reasons."""
    return Reason.objects.filter(
        **key_of(subject), text=text, set_asides__in=SetAside.objects.running()
    ).exists()


def find(pk: int) -> Reason:
    """One wording. Refused: not there; one that takes a sentence out has no words to judge."""
    found = Reason.objects.select_related("initiative", "rule_change").filter(pk=pk).exclude(text="").first()
    if found is None:
        raise Missing("missing", visibility.NOT_HERE)
    return found


def current(subject: Subject) -> dict[ReasonSide, list[Reason | None]]:
    """Three places a side, in order; None or an empty text where there is no sentence. One query."""
    wordings = Reason.objects.filter(**key_of(subject)).order_by("side", "slot", "number")
    shown = {(row.side, row.slot): row for row in wordings}
    return {side: [shown.get((side.value, slot)) for slot in SLOTS] for side in ReasonSide}
