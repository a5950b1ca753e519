"""The circle on a day: for each MRC, who holds each place and who is away."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import citizens
from accounts.enums import DelegateKind
from accounts.models import DelegateAbsence, Delegation, Territory
from common.exceptions import Missing


@dataclass(frozen=True)
class Place:
    """The two places of an MRC; None is a vacancy."""

    territory: Territory
    titular: Delegation | None = None
    alternate: Delegation | None = None

    @property
    def is_absent(self) -> bool:
        return self.titular is not None and self.titular.is_absent  # type: ignore[attr-defined]


def circle(on: date) -> list[Place]:
    """The eight MRCs from west to east (two queries)."""
    absent = DelegateAbsence.objects.filter(delegation=OuterRef("pk"), from_on__lte=on, until_on__gte=on)
    held = {
        (one.territory_id, one.kind): one
        for one in Delegation.objects.in_force(on)
        .filter(person__in=citizens(on))
        .select_related("person")
        .annotate(is_absent=Exists(absent))
        .order_by("pk")
    }
    return [
        Place(
            territory,
            titular=held.get((territory.pk, DelegateKind.TITULAR.value)),
            alternate=held.get((territory.pk, DelegateKind.ALTERNATE.value)),
        )
        for territory in Territory.objects.west_to_east()
    ]


def of_pk(pk: int) -> Delegation:
    """Refused (Missing): no such delegation."""
    found = Delegation.objects.filter(pk=pk).select_related("person", "territory").first()
    if found is None:
        raise Missing("missing", _("This is not here."))
    return found
