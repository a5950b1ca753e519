"""One MRC: what touches it, what its concertation received, what it must hand in."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.db.models.query import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Mandate, Territory
from common.exceptions import Missing
from participation.enums import InitiativeScope, InitiativeState, IssueState
from participation.models import CalendarEvent, Initiative, Issue, Referral

__all__ = ["TerritoryPage", "territory_page", "with_counts"]

# Moves that never show: an idea taken back by its author, an issue still being put together.
HIDDEN_INITIATIVES = (InitiativeState.WITHDRAWN,)
HIDDEN_ISSUES = (IssueState.PROPOSED,)


@dataclass(frozen=True)
class TerritoryPage:
    """Public: no concern, no author, no municipality of anybody.

    `referrals` are the initiatives of this MRC sent to its concertation, the newest first; `referral_count` also
    counts concerns, which only members read. `resource` is the mandate of the MRC's resource person.
    """

    territory: Territory
    issues: tuple[Issue, ...]
    initiatives: tuple[Initiative, ...]
    referrals: tuple[Referral, ...]
    referral_count: int
    deadlines: tuple[CalendarEvent, ...]
    resource: Mandate | None


def with_counts() -> QuerySet[Territory]:
    """The eight MRC from west to east, with how many shared issues and regional initiatives touch each."""
    touching = Q(initiatives__scope=InitiativeScope.REGIONAL) & ~Q(initiatives__state__in=HIDDEN_INITIATIVES)
    return Territory.objects.annotate(
        initiative_count=Count("initiatives", filter=touching, distinct=True),
        issue_count=Count("issues", filter=~Q(issues__state__in=HIDDEN_ISSUES), distinct=True),
    ).west_to_east()


def territory_page(slug: str, *, on: date) -> TerritoryPage:
    """Everything the page of one MRC shows that day; an unknown MRC is missing."""
    territory = Territory.objects.filter(slug=slug).first()
    if territory is None:
        raise Missing("territory_missing", _("This MRC is not here."))
    referrals = Referral.objects.filter(territory=territory)
    return TerritoryPage(
        territory=territory,
        issues=tuple(Issue.objects.filter(territories=territory).exclude(state__in=HIDDEN_ISSUES).by_title()),
        initiatives=tuple(_initiatives(territory)),
        referrals=tuple(
            referrals.filter(initiative__isnull=False)
            .select_related("initiative")
            .order_by("-referred_at", "-pk")
        ),
        referral_count=referrals.count(),
        deadlines=tuple(CalendarEvent.objects.filter(is_per_territory=True).in_order()),
        resource=_resource(territory, on=on),
    )


def _initiatives(territory: Territory) -> QuerySet[Initiative]:
    return (
        Initiative.objects.filter(territories=territory, scope=InitiativeScope.REGIONAL)
        .exclude(state__in=HIDDEN_INITIATIVES)
        .select_related("current")
        .newest_first()
    )


def _resource(territory: Territory, *, on: date) -> Mandate | None:
    held = Mandate.objects.in_force(on).filter(
        role=Role.MRC_RESOURCE, territory=territory, person__left_at=None
    )
    return held.select_related("person").order_by("starts_on", "pk").first()
