"""What is waited for at a step that has no date: silence is never the answer to « by when? »."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participation.enums import ConcernState, InitiativeState, IssueState, RuleChangeState, TransmissionState

_SUPPORT = _("No date yet: more people must support it.")
_COUNT = _("No date yet: the scrutineers bring their keys.")
_FOLLOW = _("No date here: each promise of the Table has its own.")
WORDS: dict[str, Mapping[str, Promise]] = {
    "concern": {
        ConcernState.DRAFT: _("No date: you send it when you want."),
        ConcernState.DISCUSSED: _("No date yet: an issue or an initiative must take it up."),
        ConcernState.GROUPED: _("No date yet: the issue must move first."),
        ConcernState.BECAME_INITIATIVE: _("No date here: the initiative has its own."),
        ConcernState.ANSWERED: _("No date yet: facilitation writes to its author."),
        ConcernState.HELPED: _("No date: you decide it with whoever helps you."),
    },
    "issue": {
        IssueState.SHARED: _("No date yet: citizens must propose an initiative, or a text for the Table."),
        IssueState.ANSWERED: _FOLLOW,
    },
    "initiative": {
        InitiativeState.IDEA: _SUPPORT,
        InitiativeState.TO_ADJUST: _("No date: its authors write a new version when they are ready."),
        InitiativeState.NOT_ELIGIBLE: _("No date: its authors write a new version when they are ready."),
        InitiativeState.ELIGIBLE: _("No date yet: three groups must agree first."),
        InitiativeState.COUNTING: _COUNT,
        InitiativeState.NO_QUORUM: _("No date yet: another vote must be announced."),
        InitiativeState.APPROVED: _("No date yet: the signatory and the organisation must sign."),
        InitiativeState.SEEKING_CARRIER: _(
            "No date yet: an organisation that the fund can pay must say yes."
        ),
        InitiativeState.AGREEMENT_SIGNED: _("No date yet: the organisation says when it starts."),
        InitiativeState.UNDER_WAY: _("No date yet: the organisation says when it is done."),
        InitiativeState.REPORT_RECEIVED: _("No date yet: the signatory must read the report."),
    },
    "transmission": {
        TransmissionState.PREPARED: _("No date yet: a citizen must reread it."),
        TransmissionState.ANSWERED: _FOLLOW,
        TransmissionState.FOLLOWED: _FOLLOW,
    },
    "rule_change": {
        RuleChangeState.PROPOSED: _SUPPORT,
        RuleChangeState.COUNTING: _COUNT,
    },
}


def words(noun: str, state: str) -> str | Promise:
    """Empty when the step has a date, or when nothing is expected."""
    return WORDS[noun].get(state, "")
