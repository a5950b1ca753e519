"""What the signatory partner is told: a check is asked for, asked for again, or late."""

from datetime import datetime

from accounts.domain.queries import people
from accounts.enums import Role
from accounts.models import Person
from common.dates import local_day
from participation.domain import notices
from participation.enums import NoticeKind
from participation.models import Initiative

ASKED, ASKED_AGAIN, LATE = "demandee", "redemandee", "retard"


def asked(initiative: Initiative, *, by: Person | None, now: datetime, is_again: bool = False) -> None:
    """`is_again`: adjusted after a vote « sous réserve »."""
    _tell(initiative, state=ASKED_AGAIN if is_again else ASKED, by=by, now=now)


def late(initiative: Initiative, *, now: datetime) -> None:
    """With the public reminder, once for each request; it says what was asked too."""
    _replace(initiative, ASKED, ASKED_AGAIN)
    _tell(initiative, state=LATE, by=None, now=now)


def over(initiative: Initiative) -> None:
    """Nobody is asked any more for what is done, or withdrawn."""
    _replace(initiative, ASKED, ASKED_AGAIN, LATE)


def _replace(initiative: Initiative, *states: str) -> None:
    for state in states:
        if event := _event(initiative, state):
            notices.replace(event=event)


def _event(initiative: Initiative, state: str) -> str:
    """Each request is told once."""
    asked_at = initiative.review_requested_at
    return f"review:{initiative.pk}:{int(asked_at.timestamp())}:{state}" if asked_at else ""


def _tell(initiative: Initiative, *, state: str, by: Person | None, now: datetime) -> None:
    signatories = people.holders(Role.SIGNATORY, on=local_day(now))
    notices.tell(
        people_to_tell=signatories.values_list("pk", flat=True),
        kind=NoticeKind.FOR_THE_SIGNATORY,
        event=_event(initiative, state),
        state=state,
        title=initiative.title,
        link=f"/signataire/{initiative.pk}/",
        by=by,
        now=now,
    )
