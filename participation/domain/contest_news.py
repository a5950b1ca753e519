"""Whoever contested a vote is told that the answer is public, by the path they chose."""

from datetime import datetime

from participation.domain import notices
from participation.enums import NoticeKind
from voting.domain.queries import contests


def tell_due(*, now: datetime) -> None:
    """Once each. Idempotent; a late run does no harm."""
    for contest in contests.publicly_answered():
        event = f"contest:{contest.pk}:answered"
        if not notices.is_told(event):
            notices.tell(
                people_to_tell=[contest.person_id],
                kind=NoticeKind.CONTEST,
                event=event,
                title=contest.vote.title,
                words=contest.answer,
                link=f"/votes/{contest.vote_id}/",
                now=now,
            )
