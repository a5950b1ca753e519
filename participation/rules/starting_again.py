"""A concern that is over, or whose initiatives were all withdrawn: its author opens it again, or takes it back."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from common.exceptions import IllegalTransition
from participation.enums import ConcernState, InitiativeState
from participation.models import Concern

WHAT_COMES = _("The initiative that came from it was withdrawn. Open it again, or take it back.")
GOES_ON = _("An initiative came from it, and goes on.")
# Where its author opens it again, unless an initiative that came from it goes on.
OPENED_AGAIN = frozenset({ConcernState.BECAME_INITIATIVE, ConcernState.CLOSED})


def is_left_alone(concern: Concern, *, came_of_it: Iterable[str]) -> bool:
    """`came_of_it`: the states of the initiatives that cite it. Once it is closed, one that is finished holds it no more."""
    over = {InitiativeState.WITHDRAWN}
    if concern.state != ConcernState.BECAME_INITIATIVE:
        over.add(InitiativeState.FINISHED)
    return over.issuperset(came_of_it)


def check_is_left_alone(concern: Concern, *, came_of_it: Iterable[str]) -> None:
    """Refused while an initiative that came from it goes on, even once facilitation closed the concern."""
    if not is_left_alone(concern, came_of_it=came_of_it):
        raise IllegalTransition("initiative_goes_on", GOES_ON)
