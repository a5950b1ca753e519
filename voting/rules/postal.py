"""Until when a citizen may ask for a paper ballot by post."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from common.exceptions import IllegalTransition, Refused
from voting.models import RollEntry, Vote
from voting.rules import eligibility, timing


def last_moment(vote: Vote) -> datetime:
    """After it, a ballot would not go and come back in time."""
    return vote.closes_at - timedelta(days=vote.postal_request_days)


def check_in_time(vote: Vote, *, now: datetime) -> None:
    """Refused: `no_paper_now`, `too_late_for_the_post`."""
    timing.check_may_hand_out_paper(vote, now=now)
    if now > last_moment(vote):
        raise IllegalTransition(
            "too_late_for_the_post",
            _("It is too late for the mail. Vote here, or bring your ballot to a meeting place."),
        )


def check_may_ask(
    *,
    vote: Vote,
    entry: RollEntry | None,
    capacity: Capacity,
    now: datetime,
    is_recused: bool = False,
    is_for_oneself: bool = True,
) -> None:
    """Refused: who may not vote, what `check_in_time` refuses, and `already_cast`, which only the person is told:
    whoever notes it for them would learn who voted."""
    eligibility.check_on_roll(entry=entry, capacity=capacity, is_recused=is_recused)
    assert entry is not None
    check_in_time(vote, now=now)
    if is_for_oneself and entry.voted_on is not None:
        raise IllegalTransition("already_cast", _("This vote is already cast."))


def may_ask(
    *, vote: Vote, entry: RollEntry | None, capacity: Capacity, now: datetime, is_recused: bool = False
) -> bool:
    try:
        check_may_ask(vote=vote, entry=entry, capacity=capacity, now=now, is_recused=is_recused)
    except Refused:
        return False
    return True
