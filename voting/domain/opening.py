"""A vote opens by the calendar: nobody holds it, nobody hurries it."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction

from common import audit
from common.exceptions import IllegalTransition
from voting.domain import locks
from voting.enums import VoteState
from voting.models import Vote
from voting.rules import timing


@transaction.atomic
def open_vote(*, vote: Vote, now: datetime) -> Vote:
    """Opens an announced vote once its time has come; refuses `not_yet` before."""
    held = locks.alone(vote.pk)
    timing.check_may_open(held, now=now)
    held.state = VoteState.OPEN
    held.save(update_fields=["state"])
    audit.record("vote.opened", by=None, subject=held, now=now)
    vote.refresh_from_db()
    return vote


def open_due(*, now: datetime) -> list[Vote]:
    """Opens every announced vote whose time has come; one that another process just opened is left to it."""
    due = Vote.objects.filter(state=VoteState.ANNOUNCED, opens_at__lte=now).order_by("opens_at", "pk")
    opened = []
    for vote in due:
        with suppress(IllegalTransition):
            opened.append(open_vote(vote=vote, now=now))
    return opened
