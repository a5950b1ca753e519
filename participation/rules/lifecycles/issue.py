"""The life of an issue (scenario, state_machine.yaml)."""

from django.utils.translation import gettext_lazy as _

from participation.enums import IssueState as S
from participation.rules.lifecycles.table import END, NextStep, build

NOUN = "issue"

STEPS = {
    S.PROPOSED: NextStep("facilitator", _("The authors say yes or no, then it is shared."), lambda book: 3),
    S.SHARED: NextStep("citizen", _("It may become an initiative or go to the Table.")),
    S.SENT: NextStep("table_member", _("The Table reads it. We asked for an answer.")),
    S.ANSWERED: NextStep("facilitator", _("We tell everyone what the Table answered.")),
    S.CLOSED: END,
}

TABLE = build(
    NOUN,
    STEPS,
    (
        ((S.PROPOSED,), S.SHARED, ("facilitator",), "issue_min_concerns; the authors could decline"),
        ((S.SHARED,), S.SENT, ("facilitator",), "the Espace agrees"),
        ((S.SENT,), S.ANSWERED, ("table_member",), ""),
        ((S.SHARED, S.ANSWERED), S.CLOSED, ("facilitator",), "a word was sent"),
    ),
)
