"""What an MRC's resource is told: something reached its MRC; it still waits, past the day an answer was hoped for."""

from datetime import datetime

from accounts.domain.queries import people
from accounts.enums import Role
from accounts.models import Mandate
from common.dates import local_day
from participation.domain import notices
from participation.domain.queries import referrals
from participation.enums import NoticeKind
from participation.models import Referral


def received(referral: Referral, *, now: datetime) -> None:
    _tell(referral, state="recue", now=now)


def remind_of_late(*, now: datetime) -> None:
    """Once each, the day after an answer was hoped for."""
    for one in referrals.past_wished(local_day(now)):
        if not notices.is_told(_event(one, "retard")):
            _tell(one, state="retard", now=now)


def _event(referral: Referral, state: str) -> str:
    return f"referral:{referral.pk}:{state}"


def _tell(referral: Referral, *, state: str, now: datetime) -> None:
    """Neither its title nor its words: it may be a concern that stays with facilitation."""
    today = local_day(now)
    of_the_mrc = Mandate.objects.in_force(today).filter(
        role=Role.MRC_RESOURCE, territory_id=referral.territory_id
    )
    resources = people.holders(Role.MRC_RESOURCE, on=today).filter(mandates__in=of_the_mrc)
    notices.tell(
        people_to_tell=resources.values_list("pk", flat=True),
        kind=NoticeKind.FOR_THE_MRC,
        event=_event(referral, state),
        state=state,
        link=f"/ma-mrc/orientations/{referral.pk}/",
        title="",
        by=referral.by,
        now=now,
    )
