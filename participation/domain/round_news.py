"""What the round before a vote tells to whom: objections, and private questions about stepping back."""

from datetime import datetime

from participation.domain import notices
from participation.domain.queries.paths import path_of
from participation.enums import NoticeKind
from participation.models import Initiative, Objection, StepBackRequest
from participation.models.objection import STANDING

MADE, ANSWERED, TEXT_CHANGED = "ouverte", "repondue", "texte"


def round_path(initiative: Initiative) -> str:
    return f"{path_of(initiative)}accord/"


def objection_made(objection: Objection, *, now: datetime) -> None:
    """To the authors of the initiative; never who objected."""
    _tell(objection, MADE, set(objection.initiative.authors.values_list("pk", flat=True)), now=now)


def objection_answered(objection: Objection, *, now: datetime) -> None:
    """To whoever objected: does the answer suit them?"""
    notices.replace(event=_event(objection, MADE))
    _tell(objection, ANSWERED, {objection.author_id}, now=now, at=now)


def text_changed(initiative: Initiative, *, now: datetime) -> None:
    """To each person whose objection stands: does the new text suit them?"""
    for objection in initiative.objections.filter(state__in=STANDING):
        _tell(objection, TEXT_CHANGED, {objection.author_id}, now=now, at=now)


def step_back_asked(request: StepBackRequest, *, now: datetime) -> None:
    """To the person alone, and without saying what it is: whoever calls them reads this too."""
    notices.tell(
        people_to_tell=[request.person_id],
        kind=NoticeKind.STEP_BACK,
        event=f"step_back:{request.pk}",
        title=request.initiative.title,
        link=f"/retraits/{request.pk}/",
        now=now,
    )


def step_back_answered(request: StepBackRequest) -> None:
    notices.replace(event=f"step_back:{request.pk}")


def _tell(
    objection: Objection, what: str, people: set[int], *, now: datetime, at: datetime | None = None
) -> None:
    notices.tell(
        people_to_tell=people,
        kind=NoticeKind.OBJECTION,
        event=_event(objection, what, at),
        state=what,
        title=objection.initiative.title,
        link=round_path(objection.initiative),
        is_own=what == MADE,
        now=now,
    )


def _event(objection: Objection, what: str, at: datetime | None = None) -> str:
    """An answer or a text may change again: each time is told."""
    return f"objection:{objection.pk}:{what}" + (f":{at:%Y%m%d%H%M%S}" if at else "")
