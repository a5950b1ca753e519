"""Ages, known only by groups."""

from django.utils.translation import gettext_lazy as _

from accounts.enums import AgeGroup
from common.exceptions import Refused

# At 14 a person consents alone for their own information in Québec (scenario, modalites.yaml).
MIN_PARTICIPATION_AGE = 14


def check_may_take_part(age_group: str, *, min_age: int = MIN_PARTICIPATION_AGE) -> None:
    """The age group must be known, and every person in it old enough to speak here."""
    if not age_group:
        raise Refused("age_unknown", _("Choose the person's age group first."), status=422)
    if age_group not in AgeGroup.surely_at_least(min_age):
        raise Refused("too_young", _("This person is too young to take part for now."))


def may_take_part(age_group: str, *, min_age: int = MIN_PARTICIPATION_AGE) -> bool:
    try:
        check_may_take_part(age_group, min_age=min_age)
    except Refused:
        return False
    return True
