"""What the round before a vote tells to whom: objections, and private questions about stepping back."""

from datetime import datetime

from django.utils.translation import gettext as _

from common.record_words import in_the_espaces_language
from participation.domain import notices
from participation.domain.queries import discussed
from participation.domain.queries import set_asides as set_aside_queries
from participation.enums import NoticeKind
from participation.models import Objection, Reason, SetAside, StepBackRequest
from participation.models.objection import STANDING, ObjectionState
from participation.rules import notice_words
from participation.rules import set_asides as set_aside_rules
from participation.rules.discussed import Subject
from participation.rules.set_asides import Said

MADE, ANSWERED, TEXT_CHANGED = notice_words.OBJECTION_MADE, "repondue", "texte"
# What an objection in this state waits for.
_ASKS: dict[str, str] = {ObjectionState.OPEN: MADE, ObjectionState.ANSWERED: ANSWERED}
TAKEN_OUT, PUT_BACK = "ecartee", "remise"
# Read again: it stays out; it may come back, but the vote is announced, or something else holds it.
KEPT, LATE, NOT_BACK = "relue", "relue_tard", "relue_sans_suite"


def round_path(subject: Subject) -> str:
    return f"{discussed.path_of(subject)}accord/"


def objection_made(objection: Objection, *, now: datetime) -> None:
    """To whoever answers for the text; never who objected."""
    _tell(objection, MADE, discussed.author_ids(objection.subject), now=now)


def objection_answered(objection: Objection, *, now: datetime) -> None:
    """To whoever objected: does the answer suit them? The last one alone."""
    _replace(objection, MADE, ANSWERED)
    _tell(objection, ANSWERED, {objection.author_id}, now=now, at=now)


def text_changed(subject: Subject, *, now: datetime) -> None:
    """To each person whose objection stands: does the new text suit them? Once, however often it changed."""
    for objection in subject.objections.filter(state__in=STANDING):
        _replace(objection, TEXT_CHANGED)
        _tell(objection, TEXT_CHANGED, {objection.author_id}, now=now, at=now)


def objection_settled(objection: Objection) -> None:
    """Whoever objected said what they think: nobody asks them any more; nor its authors, of what is lifted."""
    _replace(objection, ANSWERED, TEXT_CHANGED)
    if objection.state != ObjectionState.KEPT:
        _replace(objection, MADE)


def _replace(objection: Objection, *whats: str) -> None:
    for what in whats:
        notices.replace_each_time(_event(objection, what))


def _hold(objection: Objection) -> None:
    """Out of its place, it asks nobody anything."""
    _replace(objection, MADE, ANSWERED, TEXT_CHANGED)


def _let_go(objection: Objection) -> None:
    """In its place again, it waits for its answer, or its author's."""
    what = _ASKS.get(objection.state)
    if what is not None:
        notices.wait_again(_event(objection, what))


def sentence_moved(said: Reason | Objection, made: SetAside, *, now: datetime) -> None:
    """To whoever wrote it, and nobody else: it is out, and why; or it is back."""
    is_out = made.ended_at is None
    event = f"set_aside:{made.pk}"
    notices.replace(event=event)
    if not is_out:
        notices.replace(event=_second_look(made))
    if isinstance(said, Objection):
        if is_out:
            _hold(said)
        else:
            _let_go(said)
    subject = set_aside_rules.subject_of(said)
    page = "accord" if isinstance(said, Objection) else "raisons"
    notices.tell(
        people_to_tell=[set_aside_queries.author_id(said)],
        kind=NoticeKind.OBJECTION if isinstance(said, Objection) else NoticeKind.REASON,
        event=event if is_out else f"{event}:{PUT_BACK}",
        state=TAKEN_OUT if is_out else PUT_BACK,
        title=discussed.title_of(subject, at=now),
        words=in_the_espaces_language(lambda: _why(made)) if is_out else "",
        link=f"{discussed.path_of(subject)}{page}/",
        now=now,
    )


def is_second_look_told(made: SetAside) -> bool:
    return notices.is_told(_second_look(made)) or made.ended_at is not None


def second_look_decided(said: Said, made: SetAside, *, came: str, now: datetime) -> None:
    """To its author alone: what came of it. Back in its place, it is told already."""
    subject = set_aside_rules.subject_of(said)
    notices.tell(
        people_to_tell=[set_aside_queries.author_id(said)],
        kind=NoticeKind.OBJECTION if isinstance(said, Objection) else NoticeKind.REASON,
        event=_second_look(made),
        state=came,
        title=discussed.title_of(subject, at=now),
        link=f"{discussed.path_of(subject)}{'accord' if isinstance(said, Objection) else 'raisons'}/",
        now=now,
    )


def _second_look(made: SetAside) -> str:
    return f"set_aside:{made.pk}:relue"


def _why(made: SetAside) -> str:
    return _("Why: %(reason)s. You can say it in another way.") % {
        "reason": str(made.get_why_display()).lower()
    }


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
        title=discussed.title_of(objection.subject, at=now),
        link=round_path(objection.subject),
        is_own=what == MADE,
        now=now,
    )


def _event(objection: Objection, what: str, at: datetime | None = None) -> str:
    """An answer or a text may change again: each time is told."""
    return f"objection:{objection.pk}:{what}" + (f":{at:%Y%m%d%H%M%S}" if at else "")
