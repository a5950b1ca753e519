"""What the Table asks the Espace, told by the path each chose: at once of a dossier; of a consultation, once a day."""

from datetime import datetime, timedelta

from accounts.domain.queries import people
from accounts.enums import Role
from common.dates import local_day
from participation.domain import notices
from participation.domain.queries import consultations, taking_part
from participation.domain.queries.paths import path_of
from participation.enums import NoticeKind
from participation.models import TableQuestion
from participation.rules import commitments as rules

BACK, TO_ANSWER, ASKED = "question", "a_repondre", "demande"
# The clock may have stopped for some days.
LOOKED_BACK_DAYS = 3
EVERYTHING_ASKED = "/demandes-de-la-table/"


def question_asked(question: TableQuestion, *, now: datetime) -> None:
    """To facilitation, who answers by a day; to those the dossier is about, for the Espace talks about it first."""
    facilitators = set(people.holders(Role.FACILITATOR, on=local_day(now)).values_list("pk", flat=True))
    own, others = taking_part.concerned(question.transmission)
    link = f"/engagements/{question.commitment_id}/" if question.commitment_id else ""
    for group, state, is_own in (
        (facilitators, TO_ANSWER, False),
        (own - facilitators, BACK, True),
        (others - own - facilitators, BACK, False),
    ):
        notices.tell(
            people_to_tell=group,
            kind=NoticeKind.TABLE_ASKS,
            event=_event(question),
            state=state,
            title=question.transmission.title,
            words=question.words,
            link=link or path_of(question.transmission),
            is_own=is_own,
            due_on=rules.answer_by(question) if state == TO_ANSWER else None,
            by=question.asked_by,
            now=now,
        )


def question_answered(question: TableQuestion) -> None:
    """Nobody calls any more to say that it waits."""
    notices.replace(event=_event(question))


def tell_due(*, now: datetime) -> None:
    """What the Table asked on a day is told the next morning, in one notice to each citizen. Run by the clock."""
    today = local_day(now)
    waiting = [one.consultation for one in consultations.waiting(today)]
    for days in range(LOOKED_BACK_DAYS, 0, -1):
        day = today - timedelta(days=days)
        asked = [one for one in waiting if local_day(one.asked_at) == day]
        event = f"table_asks:{day}"
        if not asked or notices.is_told(event):
            continue
        notices.tell(
            people_to_tell=people.citizens(today).values_list("pk", flat=True),
            kind=NoticeKind.TABLE_ASKS,
            event=event,
            state=ASKED,
            title="; ".join(one.issue.title for one in asked),
            link=path_of(asked[0].issue) if len(asked) == 1 else EVERYTHING_ASKED,
            is_own=False,
            now=now,
        )


def _event(question: TableQuestion) -> str:
    return f"asked_back:{question.pk}"
