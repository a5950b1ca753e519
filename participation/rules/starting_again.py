"""A concern whose initiatives were all withdrawn: its author opens it again, or takes it back."""

from django.utils.translation import gettext_lazy as _

from common.exceptions import IllegalTransition, Refused
from participation.enums import ConcernState
from participation.models import Concern

WHAT_COMES = _("The initiative that came from it was withdrawn. Open it again, or take it back.")


def check_is_left_alone(concern: Concern, *, has_initiative: bool) -> None:
    """`has_initiative`: one that came from it was not withdrawn. Refused: it goes on there."""
    if concern.state == ConcernState.BECAME_INITIATIVE and has_initiative:
        raise IllegalTransition("initiative_goes_on", _("An initiative came from it, and goes on."))


def is_left_alone(concern: Concern, *, has_initiative: bool) -> bool:
    try:
        check_is_left_alone(concern, has_initiative=has_initiative)
    except Refused:
        return False
    return concern.state == ConcernState.BECAME_INITIATIVE
