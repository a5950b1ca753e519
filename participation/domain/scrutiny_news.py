"""What a scrutineer is told: an urn waits for their phrase, then that they were reminded. By the path they chose."""

from datetime import datetime, timedelta

from common.dates import local_day
from participation.domain import notices
from participation.enums import NoticeKind
from voting.domain.queries import seasons
from voting.models import Trustee

WAITS, REMINDED = "attendue", "rappel"


def tell_due(*, now: datetime) -> None:
    """Once when the urn starts to wait, once when a reminder is written, by the clock or by facilitation. Idempotent.

    What was not told yet is not told any more once the part is given, or once the reminder follows.
    """
    awaited = [(key, WAITS if key.reminded_on is None else REMINDED) for key in seasons.keys_awaited()]
    notices.replace_others(kind=NoticeKind.KEY, still_true={_event(key, state) for key, state in awaited})
    for key, state in awaited:
        if not notices.is_told(_event(key, state)):
            _tell(key, state, now=now)


def _event(key: Trustee, state: str) -> str:
    return f"key:{key.pk}:{state}"


def _tell(key: Trustee, state: str, *, now: datetime) -> None:
    assert key.scrutineer is not None, "the platform's own key waits for nobody"
    vote = key.urn.vote
    notices.tell(
        people_to_tell=[key.scrutineer.person_id],
        kind=NoticeKind.KEY,
        event=_event(key, state),
        state=state,
        title=vote.title,
        link=f"/votes/{vote.pk}/ouvrir/",
        # What is known of the vote later, its result, takes the place of what was not told yet.
        vote=vote,
        due_on=local_day(now) + timedelta(days=1),
        now=now,
    )
