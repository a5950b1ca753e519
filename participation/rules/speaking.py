"""Who may raise, support, propose and write somebody's words."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from accounts.enums import Role
from common.exceptions import IllegalTransition, Refused
from participation.enums import ConcernState, InitiativeState, RuleChangeState
from participation.models import Concern, Initiative, RuleChange
from participation.models.concern import PUBLISHED_STATES

HELPERS = (Role.SUPPORT, Role.FACILITATOR, Role.MRC_RESOURCE)
SUPPORTABLE_CONCERNS = frozenset(PUBLISHED_STATES) - {ConcernState.CLOSED, ConcernState.REFERRED}
SUPPORTABLE_INITIATIVES = frozenset({InitiativeState.IDEA, InitiativeState.DELIBERATING})
SUPPORTABLE_CHANGES = frozenset({RuleChangeState.PROPOSED, RuleChangeState.DELIBERATING})


def is_only_citizen(capacity: Capacity) -> bool:
    """A citizen who holds nothing else: those whose voice counts."""
    return (
        capacity.roles == frozenset({Role.CITIZEN})
        and capacity.person is not None
        and not capacity.person.is_superuser
    )


def check_may_speak(capacity: Capacity) -> None:
    """Raising a concern, proposing an initiative or a rule: citizens only."""
    if not is_only_citizen(capacity):
        raise Refused("citizens_only", _("Only the citizens of the Espace can do this."))


def may_speak(capacity: Capacity) -> bool:
    return is_only_citizen(capacity)


def check_may_write_for(capacity: Capacity) -> None:
    """Support, facilitation and the MRC's resource write a citizen's words down; the help is always shown."""
    if not capacity.holds(*HELPERS):
        raise Refused("not_a_helper", _("Only support, facilitation or the MRC can write for somebody."))


def may_write_for(capacity: Capacity) -> bool:
    return capacity.holds(*HELPERS)


def check_may_facilitate(capacity: Capacity) -> None:
    if not capacity.is_facilitator:
        raise Refused("facilitation_only", _("Only facilitation can do this."))


def check_may_support(capacity: Capacity) -> None:
    """Support staff, the Table and administrators give no support: it would weigh on citizens."""
    if not is_only_citizen(capacity):
        raise Refused("citizens_only", _("Only the citizens of the Espace give their support."))


def check_may_support_concern(concern: Concern, capacity: Capacity) -> None:
    check_may_support(capacity)
    if capacity.person is not None and concern.author_id == capacity.person.pk:
        raise Refused("own_concern", _("This is your own concern. It already counts."))
    if concern.state not in SUPPORTABLE_CONCERNS:
        raise IllegalTransition("not_open_to_support", _("We can no longer support this at this step."))


def may_support_concern(concern: Concern, capacity: Capacity) -> bool:
    return _passes(lambda: check_may_support_concern(concern, capacity))


def check_may_support_initiative(initiative: Initiative, capacity: Capacity) -> None:
    check_may_support(capacity)
    if initiative.state not in SUPPORTABLE_INITIATIVES:
        raise IllegalTransition("not_open_to_support", _("We can no longer support this at this step."))


def may_support_initiative(initiative: Initiative, capacity: Capacity) -> bool:
    return _passes(lambda: check_may_support_initiative(initiative, capacity))


def check_may_support_rule_change(change: RuleChange, capacity: Capacity) -> None:
    check_may_support(capacity)
    if change.state not in SUPPORTABLE_CHANGES:
        raise IllegalTransition("not_open_to_support", _("We can no longer support this at this step."))


def may_support_rule_change(change: RuleChange, capacity: Capacity) -> bool:
    return _passes(lambda: check_may_support_rule_change(change, capacity))


def _passes(check: Callable[[], None]) -> bool:
    try:
        check()
    except Refused:
        return False
    return True
