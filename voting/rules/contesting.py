"""Contesting a vote once its result is out: until when, by whom, and who answers."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from accounts.rules import two_people
from common.exceptions import IllegalTransition, Refused
from voting.enums import VoteState
from voting.models import Contest, PaperCount, Vote
from voting.rules import acts

RESULT_OUT = (VoteState.PROCLAIMED, VoteState.NO_QUORUM)
REASON_MAX = 600
ANSWER_MAX = 600


def ends_at(vote: Vote) -> datetime:
    """`contest_days` after the result: then the rights are erased, and the paper need not be kept any more."""
    ended = vote.proclaimed_at or vote.closed_at or vote.closes_at
    return ended + timedelta(days=vote.contest_days)


def is_open(vote: Vote, *, now: datetime) -> bool:
    return vote.state in RESULT_OUT and now < ends_at(vote)


def check_may_contest(*, vote: Vote, capacity: Capacity, now: datetime) -> None:
    """Every citizen of the Espace, on the list or not: the list itself may be what is wrong. Refused: the others, and
    before the result or after the delay (`contest_closed`)."""
    if not capacity.is_citizen:
        raise Refused("citizens_only", _("Only the citizens of the Espace can do this."))
    check_is_open(vote, now=now)


def check_is_open(vote: Vote, *, now: datetime) -> None:
    """Refused before the result, and after the delay."""
    if not is_open(vote, now=now):
        raise IllegalTransition(
            "contest_closed", _("A vote is contested after its result, until the day it says.")
        )


def may_contest(*, vote: Vote, capacity: Capacity, now: datetime) -> bool:
    try:
        check_may_contest(vote=vote, capacity=capacity, now=now)
    except Refused:
        return False
    return True


def may_be_said_again(contest: Contest) -> bool:
    """Facilitation wrote it down, and nobody answered yet."""
    return contest.noted_by_id is not None and contest.answered_by_id is None


def mark(contest: Contest) -> str:
    """Says which answer was read: another one, written meanwhile, has another mark."""
    return sha256(f"{contest.finding}\n{contest.answer}".encode()).hexdigest()[:16]


def check_may_answer(contest: Contest, capacity: Capacity) -> None:
    """Staff with an employer, as for counting paper; never a citizen, the signatory nor the Table.

    Nobody looks into their own work: refused to who wrote it down for the person, and to who counted this paper.
    """
    acts.check_may_count_paper(capacity)
    has_counted = PaperCount.objects.filter(vote_id=contest.vote_id, by=capacity.person).exists()
    if has_counted or (capacity.person and contest.noted_by_id == capacity.person.pk):
        raise Refused("own_work", _("You took part in this. Somebody else looks into it."))
    if contest.confirmed_on is not None:
        raise IllegalTransition("already_answered", _("It is already answered, in public."))


def may_answer(contest: Contest, capacity: Capacity) -> bool:
    try:
        check_may_answer(contest, capacity)
    except Refused:
        return False
    return True


def check_may_confirm(contest: Contest, *, first: Capacity | None, second: Capacity) -> None:
    """The second person, of another employer than the one who wrote the answer."""
    check_may_answer(contest, second)
    if first is None:
        raise IllegalTransition("no_answer_yet", _("Somebody must write the answer first."))
    two_people.check_two_employers(first, second)


def may_confirm(contest: Contest, *, first: Capacity | None, second: Capacity) -> bool:
    try:
        check_may_confirm(contest, first=first, second=second)
    except Refused:
        return False
    return True
