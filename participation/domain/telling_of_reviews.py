"""The check of the fund's rules answered after its vote was announced: told to the authors and to whoever took part."""

from datetime import datetime

from accounts.models import Person
from participation.domain import notices
from participation.domain.queries import admissibility, taking_part
from participation.domain.queries.paths import path_of
from participation.enums import InitiativeState, NoticeKind, ReviewResult
from participation.models import AdmissibilityReview, Initiative, InitiativeVersion
from participation.rules import notice_words


def answered_late(answer: AdmissibilityReview, *, now: datetime) -> None:
    """Before the end of the vote, the vote goes on; after it, the approval stays, and the agreement may be signed once
    there is an organisation."""
    state = answer.initiative.state
    is_approved = state in admissibility.APPROVED_AND_NOT_SIGNED
    when = notice_words.AFTER_THE_VOTE if is_approved else notice_words.DURING_THE_VOTE
    if state == InitiativeState.SEEKING_CARRIER and answer.result == ReviewResult.ELIGIBLE:
        when = notice_words.SEEKING
    _tell(answer.initiative, f"review:{answer.pk}", state=f"{when}:{answer.result}", by=answer.by, now=now)


def adjusted(version: InitiativeVersion, *, by: Person, now: datetime) -> None:
    _tell(version.initiative, f"adjusted:{version.pk}", state=notice_words.ADJUSTED, by=by, now=now)


def _tell(initiative: Initiative, event: str, *, state: str, by: Person, now: datetime) -> None:
    own, others = taking_part.concerned(initiative)
    for group, is_own in ((own, True), (others - own, False)):
        notices.tell(
            people_to_tell=group,
            kind=NoticeKind.INITIATIVE,
            event=event,
            state=state,
            title=initiative.title,
            link=path_of(initiative),
            is_own=is_own,
            by=by,
            now=now,
        )
