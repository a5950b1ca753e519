"""When the rules choose « cercle », the delegates of the MRCs form the Espace: the others read, and say concerns."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Delegation, Person
from common.dates import local_day
from common.exceptions import Refused
from participation.domain.queries import rules as rule_queries
from participation.domain.queries.roll import CIRCLE


def check_takes_part(by: Person, *, now: datetime) -> None:
    """Proposing and supporting initiatives. In « mixte » everybody does; only the vote is the delegates'.

    Concerns, and changing the rules (this one too), stay open to every member whatever the rules choose.
    """
    if rule_queries.value("membership_mode", at=now) != CIRCLE:
        return
    if not Delegation.objects.in_force(local_day(now)).filter(person=by).exists():
        raise Refused(
            "delegates_only",
            _("The delegates of the MRCs propose and support for now. You may say a concern."),
        )
