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


def check_may_ask(
    *, vote: Vote, entry: RollEntry | None, capacity: Capacity, now: datetime, is_recused: bool = False
) -> None:
    """Refused: who may not vote, `already_cast`, `no_paper_now`, `too_late_for_the_post`."""
    eligibility.check_on_roll(entry=entry, capacity=capacity, is_recused=is_recused)
    assert entry is not None
    timing.check_may_hand_out_paper(vote, now=now)
    if entry.voted_on is not None:
        raise IllegalTransition("already_cast", _("This vote is already cast."))
    if now > last_moment(vote):
        raise IllegalTransition(
            "too_late_for_the_post",
            _("It is too late for the mail. Vote here, or bring your ballot to a meeting place."),
        )


def may_ask(
    *, vote: Vote, entry: RollEntry | None, capacity: Capacity, now: datetime, is_recused: bool = False
) -> bool:
    try:
        check_may_ask(vote=vote, entry=entry, capacity=capacity, now=now, is_recused=is_recused)
    except Refused:
        return False
    return True
