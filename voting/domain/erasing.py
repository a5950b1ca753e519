"""When the delay to contest is over, who held which right to vote is erased: nothing links a person to a ballot."""

from datetime import datetime

from django.db import transaction

from common import audit
from voting.domain import locks
from voting.enums import VoteState
from voting.models import Right, Vote
from voting.rules import contesting

OVER = (VoteState.PROCLAIMED, VoteState.NO_QUORUM, VoteState.ANNULLED)


def is_due(vote: Vote, *, now: datetime) -> bool:
    return vote.state in OVER and now >= contesting.ends_at(vote)


@transaction.atomic
def erase(*, vote: Vote, now: datetime) -> int:
    """Deletes the rights of one vote; returns how many. Nothing before the delay is over.

    The platform's own key, if the vote had one, went as soon as it had served (`closing`, `annulling`).
    """
    held = locks.alone(vote.pk)
    if not is_due(held, now=now):
        return 0
    count, _by_model = Right.objects.filter(urn__vote=held).delete()
    if count:
        audit.record("vote.links_erased", by=None, subject=held, now=now)
    return count


def erase_due(*, now: datetime) -> int:
    """For every vote whose delay is over. Idempotent; a late run does no harm."""
    waiting = Vote.objects.filter(state__in=OVER, urn__rights__isnull=False).distinct().order_by("pk")
    return sum(bool(erase(vote=vote, now=now)) for vote in waiting)
