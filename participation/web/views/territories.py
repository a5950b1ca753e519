"""One page per MRC: what is said there, what is done, and what the MRC decides itself."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain.queries import territories as queries
from accounts.doors import capacity_of
from accounts.enums import Role
from accounts.models import Mandate, Territory
from accounts.rules.capacity import Capacity
from common import clock, dates
from participation.models import CalendarEvent, Initiative, Issue, Referral
from participation.rules import visibility


def territories(request: HttpRequest) -> HttpResponse:
    return render(request, "participation/territories.html", {"territories": queries.west_to_east()})


def territory(request: HttpRequest, slug: str) -> HttpResponse:
    """Signed out: titles, steps and dates; a referred concern shows neither its title nor its reason."""
    found = get_object_or_404(Territory, slug=slug)
    capacity = capacity_of(request)
    issues = list(Issue.objects.shared().filter(territories=found).by_title())
    initiatives = list(
        Initiative.objects.not_withdrawn()
        .filter(territories=found)
        .exclude(referral__isnull=False)
        .newest_first()
    )
    referrals = [_referral(one, capacity, request) for one in _referrals(found, capacity)]
    return render(
        request,
        "participation/territory.html",
        {
            "territory": found,
            "territories": queries.west_to_east(),
            "issues": issues,
            "initiatives": initiatives,
            "referrals": referrals,
            "deposits": _deposits(),
            "contact": _contact(found),
            "facts": [
                {"label": _("Issues that concern it"), "value": len(issues)},
                {"label": _("Initiatives"), "value": len(initiatives)},
                {"label": _("Sent to its concertation"), "value": len(referrals)},
            ],
        },
    )


def _referrals(found: Territory, capacity: Capacity):
    sent = (
        Referral.objects.filter(territory=found)
        .select_related("initiative", "concern")
        .order_by("-referred_at", "-pk")
    )
    if visibility.sees_names(capacity):
        return sent
    # A concern is somebody's words: outside, only initiatives are shown.
    return sent.filter(Q(initiative__isnull=False))


def _referral(one: Referral, capacity: Capacity, request: HttpRequest) -> dict:
    thing = one.initiative or one.concern
    name = "initiative" if one.initiative_id else "concern"
    is_shown = visibility.sees(name, thing, capacity, request.user)
    is_member = visibility.sees_names(capacity)
    return {
        "title": thing.title if is_shown else _("A concern"),
        "url": reverse(f"participation:{name}", args=[thing.pk]) if is_shown else "",
        "reason": one.plain_reason if is_member and is_shown else "",
        "state": thing.get_state_display(),
        "on": one.referred_at,
    }


def _deposits() -> list[dict]:
    """What each MRC deposits, in order; the dates are asked for, not checked."""
    today = clock.today()
    events = list(CalendarEvent.objects.filter(is_per_territory=True).in_order())
    begun = [event for event in events if not event.is_deadline and event.starts_on <= today]
    rows = []
    for event in events:
        words = _("Asked for %(date)s. To confirm.") if event.is_deadline else _("Planned from %(date)s.")
        rows.append(
            {
                "title": event.title,
                "state": "now" if begun and event == begun[-1] else "later",
                "when": words % {"date": dates.short(event.starts_on)},
            }
        )
    return rows


def _contact(found: Territory) -> dict | None:
    """The MRC's resource: an office, not a person's name."""
    mandate = (
        Mandate.objects.in_force(clock.today())
        .filter(role=Role.MRC_RESOURCE, territory=found)
        .order_by("starts_on", "pk")
        .first()
    )
    return {"role": Role.MRC_RESOURCE.label, "employer": found.official_name} if mandate else None
