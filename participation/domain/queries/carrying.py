"""What an organisation carries, or is asked to carry."""

from django.db.models import Q, QuerySet

from accounts.models import Organisation
from participation.enums import InitiativeState
from participation.models import Initiative

# Waits for an act of the organisation.
ITS_TURN = (InitiativeState.AGREEMENT_SIGNED, InitiativeState.UNDER_WAY)


def of(organisation: Organisation | None) -> QuerySet[Initiative]:
    """Signed with it, or naming it as the one that would carry. Withdrawn ones are nobody's any more.

    An agreement holds: once it is signed with another organisation, the name on the sheet gives nothing.
    """
    if organisation is None:
        return Initiative.objects.none()
    its_own = Q(agreement__carrier=organisation)
    asked = Q(agreement__isnull=True, current__carrier=organisation)
    return (
        Initiative.objects.not_withdrawn()
        .filter(its_own | asked)
        .select_related("current__carrier", "agreement")
        .prefetch_related("territories", "reports", "decisions")
        .order_by("current__starts_on", "title", "pk")
    )
