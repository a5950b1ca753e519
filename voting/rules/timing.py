"""What the clock says about a vote, whatever the state in the database."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from common.exceptions import IllegalTransition, Refused
from voting.enums import VoteState
from voting.models import Vote

AWAITED = (VoteState.PREPARED, VoteState.ANNOUNCED)
RECEIVING = (VoteState.ANNOUNCED, VoteState.OPEN)


def is_receiving(vote: Vote, *, now: datetime) -> bool:
    """Ballots are received between the two announced instants, the second one excluded."""
    return vote.state in RECEIVING and vote.opens_at <= now < vote.closes_at


def check_is_receiving(vote: Vote, *, now: datetime) -> None:
    if vote.called_off_at is not None:
        raise Refused("vote_called_off", _("This vote does not take place: what it was about was withdrawn."))
    if vote.state == VoteState.ANNULLED:
        raise Refused("vote_annulled", _("This vote was annulled."))
    if vote.state == VoteState.PREPARED or (vote.state in AWAITED and now < vote.opens_at):
        raise Refused("vote_not_open", _("This vote is not open yet."))
    if not is_receiving(vote, now=now):
        raise Refused("vote_closed", _("This vote is closed. No more ballots are received."))


def may_hand_out_paper(vote: Vote, *, now: datetime) -> bool:
    """From the announcement until closing: a ballot in the hand must still have time to come back."""
    return vote.state in RECEIVING and now < vote.closes_at


def check_may_hand_out_paper(vote: Vote, *, now: datetime) -> None:
    if not may_hand_out_paper(vote, now=now):
        raise IllegalTransition(
            "no_paper_now", _("Paper ballots are printed while the vote is announced or open.")
        )


def check_may_announce(vote: Vote, *, now: datetime) -> None:
    if vote.state != VoteState.PREPARED:
        raise IllegalTransition("not_prepared", _("This vote is already announced."))
    if vote.opens_at < now:
        raise IllegalTransition("opens_in_the_past", _("A vote is announced before it opens."))


def check_may_open(vote: Vote, *, now: datetime) -> None:
    if vote.state != VoteState.ANNOUNCED:
        raise IllegalTransition("not_announced", _("Only an announced vote opens."))
    if now < vote.opens_at:
        raise IllegalTransition("not_yet", _("The vote opens at the announced time, never before."))


def check_may_call_off(vote: Vote, *, now: datetime) -> None:
    """Refused: from the announced opening on, even when the calendar is late."""
    if not may_call_off(vote, now=now):
        raise IllegalTransition("vote_began", _("Its vote has begun: it goes on to its end."))


def may_call_off(vote: Vote, *, now: datetime) -> bool:
    return vote.state == VoteState.ANNOUNCED and now < vote.opens_at


def check_may_close(vote: Vote, *, now: datetime) -> None:
    if vote.state != VoteState.OPEN:
        raise IllegalTransition("not_open", _("Only an open vote closes."))
    if now < vote.closes_at:
        raise IllegalTransition("not_yet", _("The vote closes at the announced time, never before."))
