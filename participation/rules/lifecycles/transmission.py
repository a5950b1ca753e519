"""The life of a transmission (scenario, state_machine.yaml). The Table acknowledges and answers: nothing else."""

from django.utils.translation import gettext_lazy as _

from participation.enums import TransmissionState as S
from participation.rules.lifecycles.table import END, NextStep, build

NOUN = "transmission"

STEPS = {
    S.PREPARED: NextStep("facilitator", _("A citizen rereads it, then it is sent.")),
    S.SENT: NextStep("table_member", _("The Table says that it received it.")),
    S.RECEIVED: NextStep("table_member", _("The Table puts it on its agenda or answers.")),
    S.ON_AGENDA: NextStep("table_member", _("The Table answers after its meeting.")),
    S.ANSWERED: NextStep("facilitator", _("We follow what the Table said it would do.")),
    S.FOLLOWED: NextStep("facilitator", _("We follow it, then tell the Espace.")),
    S.CLOSED: END,
}

TABLE = build(
    NOUN,
    STEPS,
    (
        ((S.PREPARED,), S.SENT, ("facilitator", "crd_agent"), "reread by a citizen; no identity"),
        ((S.SENT,), S.RECEIVED, ("table_member",), ""),
        ((S.RECEIVED,), S.ON_AGENDA, ("table_member",), ""),
        ((S.RECEIVED, S.ON_AGENDA), S.ANSWERED, ("table_member",), "a reasoned answer in plain words"),
        ((S.ANSWERED,), S.FOLLOWED, ("facilitator",), ""),
        ((S.ANSWERED, S.FOLLOWED), S.CLOSED, ("facilitator",), "the Espace was told"),
    ),
)
