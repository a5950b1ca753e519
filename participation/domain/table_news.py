"""What the Table's work tells to whom: its seats, its secretary, and those who wait for what it promised."""

from datetime import date, datetime, timedelta

from accounts.domain.queries import people
from accounts.enums import Role, SeatGroup
from accounts.models import Mandate, Person
from common.dates import local_day
from participation.domain import notices
from participation.domain.queries import commitments, taking_part
from participation.domain.queries.paths import path_of
from participation.enums import ConsultationState, NoticeKind
from participation.models import CirculatedAnswer, CommitmentStep, Consultation, TableQuestion, Transmission
from participation.rules.clock_words import ANSWERED_STATES
from participation.rules.due_dates import DAYS_BEFORE_MEETING

OF_CONSULTATIONS = {
    ConsultationState.ANSWERED: "demande_repondue",
    ConsultationState.DECLINED: "demande_declinee",
}
# As many days as a dossier needs to be on the agenda of a meeting.
REMINDED_AHEAD = timedelta(days=DAYS_BEFORE_MEETING)


def commitment_moved(step: CommitmentStep, *, now: datetime) -> None:
    """The Table says it is done, or changes its date: to those who wait for it."""
    own, others = taking_part.concerned(step.commitment.response.transmission)
    for group, is_own in ((own, True), (others - own, False)):
        notices.tell(
            people_to_tell=group,
            kind=NoticeKind.COMMITMENT,
            event=f"commitment:{step.pk}",
            state=step.kind,
            title=step.commitment.what,
            words=step.words,
            link=f"/engagements/{step.commitment_id}/",
            is_own=is_own,
            by=step.by,
            now=now,
        )


def dossier_delivered(sent: Transmission, *, by: Person, now: datetime) -> None:
    """A dossier has just reached the Table: to its secretary."""
    notices.tell(
        people_to_tell=_secretaries(local_day(now)),
        kind=NoticeKind.TABLE,
        event=f"delivered:{sent.pk}",
        state="recu",
        title=sent.title,
        link=path_of(sent),
        by=by,
        now=now,
    )


def answer_circulated(sent: CirculatedAnswer, *, now: datetime) -> None:
    """To whoever holds a seat of the Table: this version waits for their opinion."""
    today = local_day(now)
    notices.tell(
        people_to_tell=people.holders(Role.TABLE_MEMBER, on=today).values_list("pk", flat=True),
        kind=NoticeKind.TABLE,
        event=f"draft:{sent.pk}",
        state="avis",
        title=sent.draft.transmission.title,
        link=f"/table/brouillons/{sent.draft_id}/",
        by=sent.by,
        now=now,
    )


def table_question_answered(question: TableQuestion, *, now: datetime) -> None:
    """The Espace answered: to whoever asked for the Table."""
    notices.tell(
        people_to_tell=[question.asked_by_id],
        kind=NoticeKind.TABLE,
        event=f"question:{question.pk}",
        state="question",
        title=question.transmission.title,
        words=question.answer,
        link=path_of(question.transmission),
        by=question.answered_by,
        now=now,
    )


def consultation_moved(asked: Consultation, *, by: Person, words: str, now: datetime) -> None:
    """The Espace answered what the Table asked, or said no with its reason: to whoever asked."""
    notices.tell(
        people_to_tell=[asked.asked_by_id],
        kind=NoticeKind.TABLE,
        event=f"consultation:{asked.pk}",
        state=OF_CONSULTATIONS[ConsultationState(asked.state)],
        title=asked.issue.title,
        words=words,
        link=path_of(asked.issue),
        by=by,
        now=now,
    )


def remind_of_dates(*, now: datetime) -> None:
    """The Table's secretary hears, once each, of the answers and of the promises whose date comes soon."""
    today = local_day(now)
    last = today + REMINDED_AHEAD
    asked = Transmission.objects.sent().filter(due_on__gte=today, due_on__lte=last)
    waiting = asked.exclude(state__in=ANSWERED_STATES).order_by("due_on", "pk")
    soon = [("rappel", f"reminder:{one.pk}", one.title, path_of(one), one.due_on) for one in waiting]
    for one in commitments.coming(today, last):
        held, due = one.commitment, one.standing.due_on
        soon.append(("promesse", f"promise:{held.pk}:{due}", held.what, f"/engagements/{held.pk}/", due))
    if not soon:
        return
    secretaries = _secretaries(today)
    for state, event, title, link, due_on in soon:
        if not notices.is_told(event):
            notices.tell(
                people_to_tell=secretaries,
                kind=NoticeKind.TABLE,
                event=event,
                state=state,
                title=title,
                link=link,
                due_on=due_on,
                now=now,
            )


def _secretaries(today: date) -> list[int]:
    """Whoever holds the seat that leads the Table that day (primary keys)."""
    leads = people.holders(Role.TABLE_MEMBER, on=today)
    held = Mandate.objects.in_force(today)
    of_the_signatory = leads.filter(mandates__in=held, mandates__seat__group=SeatGroup.SIGNATORY)
    return list(of_the_signatory.values_list("pk", flat=True))
