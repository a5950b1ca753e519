"""The life of a proposal to change a rule (scenario, state_machine.yaml)."""

from django.utils.translation import gettext_lazy as _

from participation.enums import RuleChangeState as S
from participation.rules.lifecycles.table import END, NextStep, build

NOUN = "rule_change"

STEPS = {
    S.PROPOSED: NextStep("citizen", _("Other citizens support it, so that we discuss it.")),
    S.DELIBERATING: NextStep(
        "citizen", _("We discuss it, then we vote."), lambda book: book.min_deliberation_days
    ),
    S.VOTE_ANNOUNCED: NextStep("system", _("The vote opens on its date."), lambda book: book.announce_days),
    S.VOTE_OPEN: NextStep(
        "citizen", _("Citizens vote until the vote closes."), lambda book: book.voting_days
    ),
    S.COUNTING: NextStep("system", _("We count. The result comes next.")),
    S.ADOPTED: NextStep("", _("The new rule holds for votes announced from now on.")),
    S.REJECTED: END,
    S.WITHDRAWN: END,
}

TABLE = build(
    NOUN,
    STEPS,
    (
        ((S.PROPOSED,), S.DELIBERATING, ("citizen",), "initiative_min_supporters; the rule is not locked"),
        ((S.DELIBERATING,), S.VOTE_ANNOUNCED, ("system", "facilitator"), "min_deliberation_days"),
        ((S.VOTE_ANNOUNCED,), S.VOTE_OPEN, ("system",), ""),
        ((S.VOTE_OPEN,), S.COUNTING, ("system",), ""),
        ((S.VOTE_OPEN,), S.DELIBERATING, ("system",), "missed quorum"),
        ((S.COUNTING,), S.DELIBERATING, ("system",), "a tie, or an annulled vote"),
        ((S.COUNTING,), S.ADOPTED, ("system",), "threshold_modalite; holds for votes announced afterwards"),
        ((S.COUNTING,), S.REJECTED, ("system",), ""),
        ((S.PROPOSED, S.DELIBERATING), S.WITHDRAWN, ("author",), ""),
    ),
)
