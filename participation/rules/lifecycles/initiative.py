"""The life of an initiative (scenario, state_machine.yaml). No row gives the Table a move: it cannot approve."""

from django.utils.translation import gettext_lazy as _

from participation.enums import InitiativeState as S
from participation.rules.lifecycles.table import END, NextStep, build

NOUN = "initiative"

STEPS = {
    S.IDEA: NextStep("citizen", _("Other citizens support it, so that we discuss it.")),
    S.DELIBERATING: NextStep(
        "citizen", _("We discuss it, then check the rules of the fund."), lambda b: b.min_deliberation_days
    ),
    S.IN_REVIEW: NextStep(
        "signatory", _("The signatory partner checks the rules of the fund."), lambda b: b.admissibility_days
    ),
    S.TO_ADJUST: NextStep("author", _("Its authors adjust what was asked.")),
    S.NOT_ELIGIBLE: NextStep("author", _("Its authors may change it and come back.")),
    S.ELIGIBLE: NextStep("system", _("A vote is announced.")),
    S.VOTE_ANNOUNCED: NextStep("system", _("The vote opens on its date."), lambda b: b.announce_days),
    S.VOTE_OPEN: NextStep("citizen", _("Citizens vote until the vote closes."), lambda b: b.voting_days),
    S.COUNTING: NextStep("system", _("We count. The result comes next.")),
    S.NO_QUORUM: NextStep("system", _("We vote again later."), lambda b: b.retry_days_after_quorum_failure),
    S.NOT_APPROVED: NextStep(
        "author", _("A changed version may come back later."), lambda b: b.resubmit_days_after_rejection
    ),
    S.APPROVED: NextStep("signatory", _("The signatory partner signs the agreement.")),
    S.SEEKING_CARRIER: NextStep("facilitator", _("We look for an organisation to carry it.")),
    S.AGREEMENT_SIGNED: NextStep("carrier", _("The organisation starts.")),
    S.UNDER_WAY: NextStep("carrier", _("The organisation does the work, then reports.")),
    S.REPORT_RECEIVED: NextStep("signatory", _("The signatory partner checks the report.")),
    S.FINISHED: END,
    S.REFERRED: NextStep("mrc_resource", _("The MRC's concertation decides.")),
    S.WITHDRAWN: END,
}

ANALYSIS = "no desirability: rules of the fund only"

TABLE = build(
    NOUN,
    STEPS,
    (
        ((S.IDEA,), S.DELIBERATING, ("citizen",), "initiative_min_supporters"),
        (
            (S.IDEA, S.DELIBERATING),
            S.REFERRED,
            ("facilitator",),
            "one MRC by regional_scope_rule; an author agrees",
        ),
        (
            (S.DELIBERATING,),
            S.IN_REVIEW,
            ("citizen", "facilitator"),
            "min_deliberation_days; the sheet is complete; proposed changes answered, or their days passed",
        ),
        ((S.IN_REVIEW,), S.ELIGIBLE, ("signatory",), ANALYSIS),
        ((S.IN_REVIEW,), S.TO_ADJUST, ("signatory",), "plain reason"),
        ((S.IN_REVIEW,), S.NOT_ELIGIBLE, ("signatory",), "plain reason and rule cited"),
        ((S.TO_ADJUST, S.NOT_ELIGIBLE), S.DELIBERATING, ("citizen",), ""),
        (
            (S.ELIGIBLE, S.IN_REVIEW),
            S.VOTE_ANNOUNCED,
            ("system", "facilitator"),
            "deliberation done; objections answered or carried; three agreements when not new; from analysis only after the silence of the signatory",
        ),
        ((S.VOTE_ANNOUNCED,), S.VOTE_OPEN, ("system",), "announced time"),
        ((S.VOTE_ANNOUNCED,), S.WITHDRAWN, ("author",), ""),
        ((S.VOTE_OPEN,), S.COUNTING, ("system",), "announced time"),
        ((S.COUNTING,), S.DELIBERATING, ("system",), "a tie"),
        ((S.COUNTING,), S.APPROVED, ("system",), "quorum, MRC, threshold"),
        ((S.COUNTING,), S.NOT_APPROVED, ("system",), ""),
        ((S.VOTE_OPEN,), S.NO_QUORUM, ("system",), "the urn is never opened"),
        ((S.NO_QUORUM,), S.VOTE_ANNOUNCED, ("system", "facilitator"), "retry_days_after_quorum_failure"),
        ((S.NOT_APPROVED,), S.DELIBERATING, ("citizen",), "a changed version"),
        ((S.APPROVED,), S.SEEKING_CARRIER, ("system",), "no eligible carrier"),
        ((S.SEEKING_CARRIER,), S.APPROVED, ("facilitator",), "carrier confirmed and eligible"),
        ((S.APPROVED,), S.AGREEMENT_SIGNED, ("signatory",), "the part reserved for new projects is kept"),
        ((S.AGREEMENT_SIGNED,), S.UNDER_WAY, ("carrier",), ""),
        ((S.UNDER_WAY,), S.REPORT_RECEIVED, ("carrier",), "people directly reached"),
        ((S.REPORT_RECEIVED,), S.FINISHED, ("signatory",), "conform"),
        ((S.REPORT_RECEIVED,), S.UNDER_WAY, ("signatory",), "to correct"),
        ((S.IDEA, S.DELIBERATING, S.TO_ADJUST, S.NOT_ELIGIBLE, S.ELIGIBLE), S.WITHDRAWN, ("author",), ""),
    ),
)
