"""The life of a concern (scenario, state_machine.yaml)."""

from django.utils.translation import gettext_lazy as _

from participation.enums import ConcernState as S
from participation.rules.lifecycles.table import END, NextStep, build

NOUN = "concern"

STEPS = {
    S.DRAFT: NextStep("author", _("You finish it and send it when you want.")),
    S.SUBMITTED: NextStep(
        "facilitator", _("Facilitation reads it."), lambda book: -(-book.moderation_delay_hours // 24)
    ),
    S.CHECKING: NextStep("facilitator", _("A person calls before it is published."), lambda book: 1),
    S.DISCUSSED: NextStep("facilitator", _("People answer, and it may join an issue.")),
    S.GROUPED: NextStep("citizen", _("The issue may become an initiative or go to the Table.")),
    S.BECAME_INITIATIVE: NextStep("citizen", _("Follow the initiative: its steps have their dates.")),
    S.SENT: NextStep("table_member", _("The Table reads it. We asked for an answer.")),
    S.ANSWERED: NextStep("facilitator", _("We tell you what the Table answered.")),
    S.REFERRED: NextStep("mrc_resource", _("The MRC's concertation looks at it.")),
    S.HELPED: NextStep("support", _("A support person offers help, if you want it.")),
    S.CLOSED: NextStep("", _("It is finished. You can open it again.")),
    S.WITHDRAWN: END,
}

TABLE = build(
    NOUN,
    STEPS,
    (
        ((S.DRAFT,), S.SUBMITTED, ("author",), ""),
        (
            (S.SUBMITTED,),
            S.DISCUSSED,
            ("facilitator", "system"),
            "by the system only when moderation_mode allows it",
        ),
        ((S.SUBMITTED, S.DISCUSSED), S.CHECKING, ("facilitator",), "danger, a third person, private data"),
        ((S.CHECKING,), S.DISCUSSED, ("facilitator",), "the author agrees"),
        ((S.DISCUSSED,), S.GROUPED, ("facilitator",), "issue_min_concerns; the author may decline"),
        ((S.GROUPED,), S.DISCUSSED, ("author",), "the author leaves the group"),
        (
            (S.BECAME_INITIATIVE,),
            S.DISCUSSED,
            ("author",),
            "every initiative that came from it was withdrawn",
        ),
        ((S.DISCUSSED, S.GROUPED), S.BECAME_INITIATIVE, ("citizen",), "an initiative cites it"),
        ((S.DISCUSSED, S.GROUPED), S.SENT, ("facilitator",), "the Espace agrees; no identity in the text"),
        ((S.SENT,), S.ANSWERED, ("table_member",), ""),
        ((S.DISCUSSED, S.GROUPED), S.REFERRED, ("facilitator",), "the author agrees"),
        ((S.SUBMITTED, S.CHECKING, S.DISCUSSED), S.HELPED, ("facilitator", "support"), "the person asked"),
        (
            (S.BECAME_INITIATIVE, S.ANSWERED, S.REFERRED, S.HELPED, S.GROUPED),
            S.CLOSED,
            ("facilitator",),
            "a word was sent to the author",
        ),
        ((S.DRAFT, S.SUBMITTED, S.CHECKING, S.DISCUSSED, S.GROUPED), S.WITHDRAWN, ("author",), ""),
        (
            (S.BECAME_INITIATIVE,),
            S.WITHDRAWN,
            ("author",),
            "every initiative that came from it was withdrawn",
        ),
        ((S.CLOSED,), S.DISCUSSED, ("author",), "no initiative that came from it goes on"),
    ),
    helped=(str(S.SUBMITTED),),
)
