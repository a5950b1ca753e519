"""Declared interests: they make a person step back from a vote."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Interest, InterestKind, Organisation, Person
from common import audit
from common.exceptions import BadInput, Refused


@transaction.atomic
def declare(
    *, by: Person | None, person: Person, organisation: Organisation, kind: str, now: datetime
) -> Interest:
    """Declare a tie with an organisation; declaring it again opens it anew, never twice.

    Refused: somebody else than the person (or the loader), an unknown kind.
    """
    if by is not None and by.pk != person.pk:
        raise Refused("not_allowed", _("Only the person declares their own ties."))
    if kind not in InterestKind.values:
        raise BadInput("interest_kind", _("Choose an answer from the list."))
    interest, is_new = Interest.objects.get_or_create(
        person=person, organisation=organisation, kind=kind, defaults={"declared_on": timezone.localdate(now)}
    )
    if not is_new and interest.ended_on is not None:
        interest.ended_on = None
        interest.save(update_fields=["ended_on"])
    audit.record(
        "interest_declared", by=by, subject=person, now=now, organisation_id=organisation.pk, kind_of_tie=kind
    )
    return interest
