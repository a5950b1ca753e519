"""Closing, counting, publishing: by the clock, exactly, and never under the quorum."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import audit, dates
from common.exceptions import IllegalTransition
from voting.crypto import tally as tally_format
from voting.domain import board, locks, opening, paper, remarks, sealing
from voting.domain import urn as urns
from voting.enums import Choice, EventKind, Outcome, VoteState
from voting.methods import approval, majority, quorum
from voting.models import OptionTally, RollEntry, Tally, Urn, Vote
from voting.rules import lifecycle, timing
from voting.rules.counting import people_needed

logger = logging.getLogger(__name__)


@transaction.atomic
def close(*, vote: Vote, now: datetime) -> Vote:
    """Closes at the announced instant (`not_yet` before) and looks at the quorum.

    Missed: the vote ends « sans quorum »; its urn is ended and never opened. Met: its ballots are added without being
    opened, at once or when the paper ballots are in; then the total waits for every key.
    """
    held = locks.alone(vote.pk)
    timing.check_may_close(held, now=now)
    held.state, held.closed_at = VoteState.CLOSED, now
    held.save(update_fields=["state", "closed_at"])
    audit.record("vote.closed", by=None, subject=held, now=now)
    if not _quorum_is_met(held):
        _end_without_quorum(held, now=now)
    else:
        remarks.shuffle(held)
        if not paper.received(held):
            end_urn(vote=held, now=now)
    vote.refresh_from_db()
    return vote


@transaction.atomic
def end_urn(*, vote: Vote, now: datetime) -> Vote:
    """Puts the paper ballots in, ends the board and adds the ballots without opening them.

    When the platform alone holds the key, the total is opened at once; else it waits for the scrutineers.
    Refuses a vote under quorum, `paper_not_counted`, and `urn_mismatch` when urn and signatures do not agree.
    """
    held = locks.alone(vote.pk)
    urn = board.hold(held.pk)
    if held.state != VoteState.CLOSED or urn.is_ended:
        raise IllegalTransition("not_ready", _("The urn of this vote cannot be ended now."))
    if not _quorum_is_met(held):
        raise IllegalTransition("no_quorum", _("Not enough people voted. No ballot is opened."))
    if paper.received(held):
        paper.seal(urn, held)
    urns.end(urn)
    total = urns.publish_sum(urn)
    voted, _territories = _signed(held)
    if total.count != voted:
        raise IllegalTransition("urn_mismatch", _("The urn and the list of who voted do not agree."))
    audit.record("vote.urn_ended", by=None, subject=held, now=now, ballots=total.count)
    if urn.sealed_secret:
        _open_alone(held, urn, total, now=now)
    vote.refresh_from_db()
    return vote


def _open_alone(vote: Vote, urn: Urn, total: tally_format.Sum, *, now: datetime) -> None:
    """The platform's own key, for the votes that say so."""
    share = tally_format.open_share(
        election=board.election_of(urn), total=total, owner=1, secret=int(sealing.unseal(urn.sealed_secret))
    )
    board.append(urn, EventKind.SHARE, *share.records())
    urn.trustees.update(shared_on=dates.local_day(now))
    _forget_key(urn)
    count_when_opened(vote=vote, now=now)


def _forget_key(urn: Urn) -> None:
    """The platform's own key has served, or never will: kept any longer, it could only open single ballots."""
    Urn.objects.filter(pk=urn.pk).exclude(sealed_secret="").update(sealed_secret="")


@transaction.atomic
def count_when_opened(*, vote: Vote, now: datetime) -> Tally | None:
    """The exact result, once every key gave its part of the total; None until then."""
    held = locks.alone(vote.pk)
    urn = board.hold(held.pk)
    shares = urns.shares(urn)
    if urn.trustees.filter(shared_on__isnull=True).exists() or len(shares) != urn.trustees.count():
        return None
    lifecycle.check_moves(held.state, VoteState.COUNTED)
    result = tally_format.conclude(total=urns.add_up(urn), shares=shares)
    board.append(urn, EventKind.RESULT, tally_format.result_record(result))
    tally = _write_counts(held, result[0], now=now)
    held.state = VoteState.COUNTED
    held.save(update_fields=["state"])
    audit.record("vote.counted", by=None, subject=held, now=now, outcome=tally.outcome)
    vote.refresh_from_db()
    return tally


def _write_counts(vote: Vote, result: Sequence[int], *, now: datetime) -> Tally:
    options = list(vote.options.order_by("position"))
    counts = {option.value: number for option, number in zip(options, result, strict=True)}
    if vote.is_for_or_against:
        return _write_tally(
            vote,
            now=now,
            is_quorum_met=True,
            outcome=majority.outcome(counts, threshold=vote.threshold),
            for_count=counts[Choice.FOR],
            reserved_count=counts[Choice.FOR_WITH_RESERVATION],
            against_count=counts[Choice.AGAINST],
            abstain_count=counts[Choice.ABSTAIN],
        )
    chosen = approval.chosen(list(result), most=vote.most_choices)
    tally = _write_tally(
        vote, now=now, is_quorum_met=True, outcome=Outcome.CHOSEN if any(chosen) else Outcome.TIE
    )
    OptionTally.objects.bulk_create(
        OptionTally(tally=tally, option=option, count=number, is_chosen=is_chosen)
        for option, number, is_chosen in zip(options, result, chosen, strict=True)
    )
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
    waiting = Vote.objects.filter(state=VoteState.CLOSED, urn__is_ended=False)
    for vote in waiting.order_by("closes_at", "pk"):
        is_ready = not paper.received(vote) or paper.agreed_counts(vote) is not None
        if is_ready and _settled(end_urn, vote, now=now):
            changed.add(vote.pk)
    counted = Vote.objects.filter(state=VoteState.COUNTED).order_by("closes_at", "pk")
    changed.update(vote.pk for vote in counted if _settled(proclaim, vote, now=now))
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


def _end_without_quorum(vote: Vote, *, now: datetime) -> None:
    _write_tally(vote, now=now, is_quorum_met=False, outcome=Outcome.NO_QUORUM)
    vote.state = VoteState.NO_QUORUM
    vote.save(update_fields=["state"])
    urn = board.hold(vote.pk)
    urns.end(urn)
    _forget_key(urn)
    remarks.destroy(vote)
    audit.record("vote.without_quorum", by=None, subject=vote, now=now)


def _write_tally(vote: Vote, *, now: datetime, **columns: object) -> Tally:
    voted, territories = _signed(vote)
    tally = Tally.objects.create(
        vote=vote, participation=voted, territory_count=len(territories), made_at=now, **columns
    )
    tally.territories.set(territories)
    return tally
