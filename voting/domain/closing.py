"""Closing, counting, publishing: by the clock, exactly, and never under the quorum."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import audit
from common.exceptions import IllegalTransition
from voting.domain import locks, opening, paper, remarks
from voting.domain.urn import urn
from voting.enums import Choice, Outcome, VoteState
from voting.methods import majority, quorum
from voting.models import RollEntry, Tally, Vote
from voting.rules import lifecycle, timing
from voting.rules.counting import people_needed

logger = logging.getLogger(__name__)


@transaction.atomic
def close(*, vote: Vote, now: datetime) -> Vote:
    """Closes at the announced instant (`not_yet` before) and looks at the quorum.

    Missed: the vote ends « sans quorum » and its ballots are destroyed unopened. Met: it is counted at
    once, or waits for the paper ballots to be counted twice.
    """
    held = locks.alone(vote.pk)
    timing.check_may_close(held, now=now)
    moved = Vote.objects.filter(pk=held.pk, state=VoteState.OPEN).update(
        state=VoteState.CLOSED, closed_at=now
    )
    if not moved:
        raise IllegalTransition("not_open", _("Only an open vote closes."))
    held.refresh_from_db()
    audit.record("vote.closed", by=None, subject=held, now=now)
    if not _quorum_is_met(held):
        _end_without_quorum(held, now=now)
    else:
        remarks.shuffle(held)
        if not paper.received(held):
            count(vote=held, now=now)
    vote.refresh_from_db()
    return vote


@transaction.atomic
def count(*, vote: Vote, now: datetime) -> Tally:
    """Adds the urn and the agreed paper count. Refuses a vote under quorum and `paper_not_counted`."""
    held = locks.alone(vote.pk)
    lifecycle.check_moves(held.state, VoteState.COUNTED)
    if not _quorum_is_met(held):
        raise IllegalTransition("no_quorum", _("Not enough people voted. No ballot is opened."))
    counts = _all_counts(held)
    tally = _write_tally(
        held,
        now=now,
        is_quorum_met=True,
        outcome=majority.outcome(
            {choice.value: number for choice, number in counts.items()}, threshold=held.threshold
        ),
        for_count=counts[Choice.FOR],
        reserved_count=counts[Choice.FOR_WITH_RESERVATION],
        against_count=counts[Choice.AGAINST],
        abstain_count=counts[Choice.ABSTAIN],
    )
    held.state = VoteState.COUNTED
    held.save(update_fields=["state"])
    audit.record("vote.counted", by=None, subject=held, now=now, outcome=tally.outcome)
    vote.refresh_from_db()
    return tally


@transaction.atomic
def proclaim(*, vote: Vote, now: datetime) -> Vote:
    """Publishes the result."""
    held = locks.alone(vote.pk)
    lifecycle.check_moves(held.state, VoteState.PROCLAIMED)
    remarks.shuffle(held)
    held.state = VoteState.PROCLAIMED
    held.proclaimed_at = now
    held.save(update_fields=["state", "proclaimed_at"])
    audit.record("vote.proclaimed", by=None, subject=held, now=now, outcome=held.tally.outcome)
    vote.refresh_from_db()
    return vote


def close_due(*, now: datetime) -> list[Vote]:
    """Closes every open vote whose time has come."""
    due = Vote.objects.filter(state=VoteState.OPEN, closes_at__lte=now).order_by("closes_at", "pk")
    return [vote for vote in due if _settled(close, vote, now=now)]


def settle_due(*, now: datetime) -> list[Vote]:
    """Opens, closes, counts and publishes all that is due; returns the votes that changed, once each.

    A vote may go through several states at once when the job is late. One vote that cannot be settled (its
    paper is not counted, another process was faster) holds no other back.
    """
    changed = {vote.pk for vote in [*opening.open_due(now=now), *close_due(now=now)]}
    for vote in Vote.objects.filter(state=VoteState.CLOSED).order_by("closes_at", "pk"):
        if (not paper.received(vote) or paper.agreed_counts(vote) is not None) and _settled(
            count, vote, now=now
        ):
            changed.add(vote.pk)
    for vote in Vote.objects.filter(state=VoteState.COUNTED).order_by("closes_at", "pk"):
        if _settled(proclaim, vote, now=now):
            changed.add(vote.pk)
    return list(Vote.objects.filter(pk__in=changed).order_by("closes_at", "pk"))


def _settled(verb: Callable[..., object], vote: Vote, *, now: datetime) -> bool:
    try:
        verb(vote=vote, now=now)
    except IllegalTransition as refused:
        logger.warning("vote %s not settled: %s", vote.pk, refused.code)
        return False
    return True


def _signed(vote: Vote) -> tuple[int, set[int]]:
    rows = list(RollEntry.objects.voted().filter(vote=vote).values_list("territory_id", flat=True))
    return len(rows), {territory for territory in rows if territory is not None}


def _quorum_is_met(vote: Vote) -> bool:
    voted, territories = _signed(vote)
    return quorum.is_met(
        voted=voted,
        people_needed=people_needed(vote),
        territories=len(territories),
        min_territories=vote.min_territories,
    )


def _all_counts(vote: Vote) -> dict[Choice, int]:
    counts = urn().count(vote)
    if paper.received(vote):
        agreed = paper.agreed_counts(vote)
        if agreed is None:
            raise IllegalTransition("paper_not_counted", _("Two people must count the paper ballots first."))
        counts = {choice: counts[choice] + agreed[choice] for choice in Choice}
    voted, _territories = _signed(vote)
    if sum(counts.values()) != voted:
        raise IllegalTransition("urn_mismatch", _("The urn and the list of who voted do not agree."))
    return counts


def _end_without_quorum(vote: Vote, *, now: datetime) -> None:
    _write_tally(vote, now=now, is_quorum_met=False, outcome=Outcome.NO_QUORUM)
    vote.state = VoteState.NO_QUORUM
    vote.save(update_fields=["state"])
    urn().close(vote)
    remarks.destroy(vote)
    audit.record("vote.without_quorum", by=None, subject=vote, now=now)


def _write_tally(vote: Vote, *, now: datetime, **columns: object) -> Tally:
    voted, territories = _signed(vote)
    tally = Tally.objects.create(
        vote=vote, participation=voted, territory_count=len(territories), made_at=now, **columns
    )
    tally.territories.set(territories)
    return tally
