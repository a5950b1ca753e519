"""One page per MRC: what is said there, what is done, and what the MRC decides itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain.queries import territories as queries
from accounts.doors import capacity_of
from accounts.enums import Role
from accounts.models import Mandate, Territory
from accounts.rules.capacity import Capacity
from common import clock
from participation.domain.queries import referrals as referral_queries
from participation.models import Initiative, Issue, Referral
from participation.rules import referrals as rules
from participation.rules import visibility
from participation.web.pages import priorities
from participation.web.pages import territory as pages


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
    sent = list(referral_queries.sent_to([found.pk]).reverse())
    referrals = [
        pages.referral(one, capacity=capacity, viewer=request.user) for one in _shown(sent, capacity)
    ]
    return render(
        request,
        "participation/territory.html",
        {
            "territory": found,
            "territories": queries.west_to_east(),
            "issues": issues,
            "initiatives": initiatives,
            "referrals": referrals,
            "past_wished": _past_wished(sent),
            "first": priorities.of_territory(found, capacity),
            "deposits": pages.deposits(found, today=clock.today()),
            "desk_url": _desk_url(found, capacity),
            "contact": _contact(found),
            "facts": [
                {"label": _("Issues that concern it"), "value": len(issues)},
                {"label": _("Initiatives"), "value": len(initiatives)},
                {"label": _("Sent to its concertation"), "value": len(referrals)},
            ],
        },
    )


def _shown(sent: list[Referral], capacity: Capacity) -> list[Referral]:
    """A concern is somebody's words: outside, only initiatives are shown."""
    return sent if visibility.sees_names(capacity) else [one for one in sent if one.initiative_id]


def _past_wished(sent: list[Referral]) -> str:
    """For everybody, the longest: neither what it is nor how many. The newest first in `sent`."""
    today = clock.today()
    waiting = [
        one
        for one in sent
        if rules.is_still_there(one) and not one.answers.all() and rules.wished_on(one.referred_at) < today
    ]
    return rules.waiting_sentence(waiting[-1].referred_at, today=today) if waiting else ""


def _desk_url(found: Territory, capacity: Capacity) -> str:
    return reverse("participation:mrc_desk") if rules.may_speak_for(capacity, found.pk) else ""


def _contact(found: Territory) -> dict | None:
    """The MRC's resource: an office, not a person's name."""
    mandate = (
        Mandate.objects.in_force(clock.today())
        .filter(role=Role.MRC_RESOURCE, territory=found)
        .order_by("starts_on", "pk")
        .first()
    )
    return {"role": Role.MRC_RESOURCE.label, "employer": found.official_name} if mandate else None
