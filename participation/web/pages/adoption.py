"""Whether the Espace has adopted its rules, and what its pages say of it."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from common import dates
from participation.domain.queries import rules as queries
from participation.enums import RuleChangeState
from participation.models import OperatingRule, RuleChange
from participation.rules.defaults import ADOPTION

WAITS_FOR = {
    RuleChangeState.PROPOSED: lambda: _(
        "Somebody proposed it. Other citizens support it, then we discuss it."
    ),
    RuleChangeState.DELIBERATING: lambda: _("We discuss it. Then the citizens vote."),
    RuleChangeState.VOTE_ANNOUNCED: lambda: _("Its vote is announced. Until the result, no rule changes."),
    RuleChangeState.VOTE_OPEN: lambda: _("We vote on it now. Until the result, no rule changes."),
    RuleChangeState.COUNTING: lambda: _("We count. Until the result, no rule changes."),
}


def to_propose(now: datetime) -> dict | None:
    """The first thing to propose while the rules are provisional; None once they are adopted."""
    found = of_the_rules(queries.history(ADOPTION).filter(effective_at__lte=now).last())
    return None if found["is_done"] else found


def of_the_rules(row: OperatingRule | None) -> dict:
    """Where the adoption of the rules is: to propose, under way, or done by a vote; a sentence and a link.

    `row`: the version in force of the rule that says whether they are adopted.
    """
    if row is not None and row.value is True:
        vote = reverse("voting:vote", args=[row.decision.vote_id]) if row.decision else ""
        words = _("The Espace adopted its rules on %(day)s.") % {"day": dates.day(row.effective_at)}
        return {"is_done": True, "words": words, "url": vote, "label": _("See the vote")}
    under_way = queries.adoption_under_way()
    if under_way is not None:
        return _under_way(under_way)
    return {
        "is_done": False,
        "is_under_way": False,
        "words": _("The Espace has not adopted them yet. Adopting them is its first vote to hold."),
        "url": reverse("participation:rule", args=[ADOPTION]),
        "label": _("Propose to adopt them"),
    }


def _under_way(change: RuleChange) -> dict:
    return {
        "is_done": False,
        "is_under_way": True,
        "words": WAITS_FOR[RuleChangeState(change.state)](),
        "url": reverse("participation:rule_change", args=[change.pk]),
        "label": _("See the proposal"),
    }
