"""What comes after a vote, in one or two sentences: told to everyone who took part, and written on the page."""

from datetime import date

from django.utils.translation import gettext as _

from common import dates
from participation.enums import DecisionKind, InitiativeState, IssueState, RuleChangeState
from participation.models import Decision, Initiative, RuleChange
from participation.rules import adjusting
from voting.enums import Outcome, VoteState


def next_of(
    subject: Initiative | RuleChange, *, waits_for_admissibility: bool = False, asked_to_adjust: str = ""
) -> str:
    """Empty while the vote goes on, and once the thing has gone further than its vote.

    `asked_to_adjust`: the signatory's answer that its authors must still act on, when there is one.
    """
    if isinstance(subject, RuleChange):
        return _next_of_rule(subject)
    if asked_to_adjust:
        return str(adjusting.WHAT_COMES[asked_to_adjust])
    follows = _next_of_initiative(subject)
    if waits_for_admissibility and subject.state in (
        InitiativeState.APPROVED,
        InitiativeState.SEEKING_CARRIER,
    ):
        follows = f"{follows} " + _("The agreement still waits for the check of the fund's rules.")
    return follows


def next_of_question(decision: Decision, *, again_on: date | None = None) -> str:
    """After a vote on a recommendation, a priority or the first issues of the season, whose subject does not move.
    Empty once the issue is answered or finished.

    `again_on`: the day from which the calendar puts the same recommendation to the vote.
    """
    outcome = decision.outcome if decision.vote.state != VoteState.ANNULLED else ""
    if decision.kind == DecisionKind.RECOMMENDATION:
        return _next_of_recommendation(outcome, again_on)
    if decision.kind == DecisionKind.SEASON:
        if outcome == Outcome.CHOSEN:
            return _("We start with these issues. The list shows which ones.")
        return _("The list of issues does not change. Facilitation may ask again.")
    if decision.issue is not None and decision.issue.state in (IssueState.ANSWERED, IssueState.CLOSED):
        return ""
    if outcome in ("", Outcome.NO_QUORUM):
        return _("The issue stays where it is. Facilitation may ask again.")
    if decision.issue is not None and decision.issue.state == IssueState.SENT:
        return _("The Table already has this issue. We wait for its answer.")
    if outcome == Outcome.APPROVED:
        return _("The issue may become an initiative, or go to the Table.")
    return _("The issue stays where it is: we go on talking about it.")


def _next_of_recommendation(outcome: str, again_on: date | None) -> str:
    if outcome == Outcome.APPROVED:
        return _("Next, facilitation sends it to the Table.")
    if outcome == Outcome.NOT_APPROVED:
        return _("These words do not go to the Table.")
    if outcome == Outcome.TIE or again_on is None:
        return _("These words wait. Facilitation may put them to the vote again.")
    return _("We vote again from %(date)s.") % {"date": dates.short(again_on)}


def _next_of_initiative(initiative: Initiative) -> str:
    state = initiative.state
    if state == InitiativeState.APPROVED:
        return _("Next, the signatory partner signs the agreement.")
    if state == InitiativeState.SEEKING_CARRIER:
        return _("Next, we look for an organisation to carry it.")
    if state == InitiativeState.NO_QUORUM and initiative.next_vote_from:
        return _("It is not a refusal: we vote again from %(date)s.") % {
            "date": dates.short(initiative.next_vote_from)
        }
    if state == InitiativeState.NOT_APPROVED and initiative.revisable_from:
        return _("A changed version may come back from %(date)s.") % {
            "date": dates.short(initiative.revisable_from)
        }
    if state == InitiativeState.DELIBERATING:
        return _("It is back in discussion.")
    return ""


def _next_of_rule(change: RuleChange) -> str:
    said = {
        RuleChangeState.ADOPTED: _("The new rule holds for the votes announced from now on."),
        RuleChangeState.REJECTED: _("The rule stays as it was."),
        RuleChangeState.DELIBERATING: _("It is back in discussion."),
    }
    return said.get(RuleChangeState(change.state), "")
