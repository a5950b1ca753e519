"""Who may change an initiative's text, and when it may go on."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from common.dates import local_day
from common.exceptions import IllegalTransition, Refused
from participation.enums import InitiativeState, RuleChangeState
from participation.models import Initiative, RuleChange
from participation.rules.discussed import Subject

FREE = frozenset({InitiativeState.IDEA, InitiativeState.DELIBERATING})
REWORDED_IN = frozenset({RuleChangeState.PROPOSED, RuleChangeState.DELIBERATING})
# A changed text goes back to discussion from here.
BACK_TO_DISCUSSION = frozenset(
    {InitiativeState.TO_ADJUST, InitiativeState.NOT_ELIGIBLE, InitiativeState.NOT_APPROVED}
)


def check_may_revise(initiative: Initiative, *, is_author: bool, today: date) -> None:
    """Refused: somebody else's idea; a text being checked, voted or carried out; too soon after a vote."""
    if not is_author:
        raise Refused("authors_only", _("Only its authors change it. You can answer in the discussion."))
    if initiative.state not in FREE | BACK_TO_DISCUSSION:
        raise IllegalTransition("text_fixed", _("Its text cannot change at this step."))
    is_early = initiative.revisable_from is not None and today < initiative.revisable_from
    if initiative.state == InitiativeState.NOT_APPROVED and is_early:
        raise IllegalTransition(
            "too_soon", _("A changed version may come back a little later. The date is on the page.")
        )


def check_may_reword(change: RuleChange, *, is_author: bool) -> None:
    """Refused: somebody else's proposal to change a rule; once its vote is announced, and after."""
    if not is_author:
        raise Refused("authors_only", _("Only its authors change it. You can answer in the discussion."))
    if change.state not in REWORDED_IN:
        raise IllegalTransition("text_fixed", _("Its text cannot change at this step."))


def restarts_days(change: RuleChange, value: Any) -> bool:
    """Another value, in discussion, starts its days again. None: the value stays."""
    is_another = value is not None and value != change.proposed_value
    return is_another and change.state == RuleChangeState.DELIBERATING


def may_reword(change: RuleChange, *, is_author: bool) -> bool:
    try:
        check_may_reword(change, is_author=is_author)
    except Refused:
        return False
    return True


def may_revise(initiative: Initiative, *, is_author: bool, today: date) -> bool:
    try:
        check_may_revise(initiative, is_author=is_author, today=today)
    except Refused:
        return False
    return True


def deliberated_on(initiative: Subject, *, days: int) -> date | None:
    """The first day the discussion has lasted long enough; None when it has not begun."""
    if initiative.deliberation_started_at is None:
        return None
    return local_day(initiative.deliberation_started_at) + timedelta(days=days)


def check_deliberated(initiative: Initiative, *, days: int, today: date) -> None:
    """Refused: fewer days of discussion than the rule asks."""
    first_day = deliberated_on(initiative, days=days)
    if first_day is None or today < first_day:
        raise IllegalTransition(
            "deliberation_too_short", _("We discuss it at least %(days)d days first.") % {"days": days}
        )
