"""What a vote does to its subject, step by step, as its state goes on. One visible call, no signal."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import audit, dates
from common.exceptions import Sentence
from participation.domain import operating_rules, season_votes, stages, telling_of_votes
from participation.domain.queries import rules as rule_queries
from participation.enums import DecisionKind, InitiativeState, RuleChangeState
from participation.models import Decision, Initiative, RuleChange
from voting.enums import Outcome, VoteState

# The step of the subject that each state of its vote leads to. Initiatives and rule changes share these words.
FOLLOWED = {
    VoteState.OPEN: (InitiativeState.VOTE_OPEN,),
    VoteState.CLOSED: (InitiativeState.VOTE_OPEN, InitiativeState.COUNTING),
    VoteState.COUNTED: (InitiativeState.VOTE_OPEN, InitiativeState.COUNTING),
    VoteState.PROCLAIMED: (InitiativeState.VOTE_OPEN, InitiativeState.COUNTING),
    VoteState.NO_QUORUM: (InitiativeState.VOTE_OPEN,),
    VoteState.ANNULLED: (InitiativeState.VOTE_OPEN,),
}
ORDER = (InitiativeState.VOTE_ANNOUNCED, InitiativeState.VOTE_OPEN, InitiativeState.COUNTING)
FINISHED = (VoteState.PROCLAIMED, VoteState.NO_QUORUM, VoteState.ANNULLED)
TIE_NOTE = _("As many for as against. Nobody has a casting vote: we discuss it again.")
ANNULLED_NOTE = _("The vote was annulled. The reason is published with the vote.")


@transaction.atomic
def apply(decision: Decision, *, now: datetime) -> bool:
    """Moves the subject as far as the vote went, and records the outcome once. False when nothing moved."""
    held = Decision.objects.select_for_update(of=("self",)).select_related("vote").get(pk=decision.pk)
    if held.recorded_at is not None:
        return False
    subject: Initiative | RuleChange | None = held.initiative or held.rule_change
    moved = _follow(subject, held.vote.state, now=now) if subject is not None else False
    if held.vote.state not in FINISHED:
        telling_of_votes.vote_moved(held.vote, now=now)
        return moved
    _record(held, now=now)
    if held.kind == DecisionKind.SEASON:
        season_votes.write_first(held, now=now)
    if subject is not None and subject.state in ORDER:
        if isinstance(subject, Initiative):
            _finish_initiative(held, subject, now=now)
        else:
            _finish_rule_change(held, subject, now=now)
    # After the step, so that what comes next is told with the result.
    telling_of_votes.vote_moved(held.vote, now=now, decision=held)
    decision.refresh_from_db()
    return True


def _follow(subject: Initiative | RuleChange, vote_state: str, *, now: datetime) -> bool:
    """The steps not walked yet, in order; none when the subject left the vote (withdrawn by its author)."""
    moved = False
    for step in FOLLOWED[VoteState(vote_state)]:
        if subject.state in ORDER and ORDER.index(subject.state) < ORDER.index(step):
            _move(subject, step, now=now)
            moved = True
    return moved


def _record(decision: Decision, *, now: datetime) -> None:
    """The outcome is the tally's; an annulled vote has none."""
    if decision.vote.state != VoteState.ANNULLED:
        decision.outcome = decision.vote.tally.outcome
    decision.recorded_at = now
    decision.save(update_fields=["outcome", "recorded_at"])
    audit.record("decision.recorded", by=None, subject=decision, now=now, outcome=str(decision.outcome))


def _finish_initiative(decision: Decision, initiative: Initiative, *, now: datetime) -> None:
    """Days are counted from the announced closing, by the rules of the day the vote was announced."""
    vote = decision.vote
    book = rule_queries.rule_book(vote.announced_at or now)
    closed_on = dates.local_day(vote.closes_at)
    if vote.state == VoteState.ANNULLED:
        _back_to_discussion(initiative, since=now, note=ANNULLED_NOTE, now=now)
    elif decision.outcome == Outcome.NO_QUORUM:
        again = closed_on + timedelta(days=book.retry_days_after_quorum_failure)
        _move(initiative, InitiativeState.NO_QUORUM, now=now, next_vote_from=again)
    elif decision.outcome == Outcome.TIE:
        _back_to_discussion(initiative, since=vote.closes_at, note=TIE_NOTE, now=now)
    elif decision.outcome == Outcome.NOT_APPROVED:
        back = closed_on + timedelta(days=book.resubmit_days_after_rejection)
        _move(
            initiative, InitiativeState.NOT_APPROVED, now=now, decided_at=vote.closes_at, revisable_from=back
        )
    else:
        _move(initiative, InitiativeState.APPROVED, now=now, decided_at=vote.closes_at)
        carrier = decision.version.carrier if decision.version else None
        if carrier is None or not carrier.is_fund_eligible:
            _move(initiative, InitiativeState.SEEKING_CARRIER, now=now)


def _back_to_discussion(
    subject: Initiative | RuleChange, *, since: datetime, note: Sentence, now: datetime
) -> None:
    """The days of discussion start again: there is something to talk about before a new vote."""
    if isinstance(subject, Initiative) and subject.state == InitiativeState.VOTE_OPEN:
        _move(subject, InitiativeState.COUNTING, now=now)
    _move(subject, InitiativeState.DELIBERATING, now=now, note=note, deliberation_started_at=since)


def _finish_rule_change(decision: Decision, change: RuleChange, *, now: datetime) -> None:
    """A new version of the rule holds for the votes announced from now on. A tie, a missed quorum or an annulled vote
    refuse nothing: it is discussed again."""
    vote = decision.vote
    if vote.state == VoteState.ANNULLED:
        _back_to_discussion(change, since=now, note=ANNULLED_NOTE, now=now)
    elif decision.outcome == Outcome.TIE:
        _back_to_discussion(change, since=vote.closes_at, note=TIE_NOTE, now=now)
    elif decision.outcome == Outcome.NO_QUORUM:
        _move(change, RuleChangeState.DELIBERATING, now=now)
    elif decision.outcome == Outcome.APPROVED:
        _move(change, RuleChangeState.ADOPTED, now=now)
        operating_rules.change(
            by=None, key=change.key, value=change.proposed_value, now=now, decision=decision
        )
    else:
        _move(change, RuleChangeState.REJECTED, now=now)


def _move(
    subject: Initiative | RuleChange, to: str, *, now: datetime, note: Sentence = "", **fields: Any
) -> None:
    stages.move(subject, to=to, by=None, now=now, who=stages.SYSTEM, note=note, **fields)
