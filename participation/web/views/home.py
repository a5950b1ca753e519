"""The two homes: signed out, and a citizen's own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.domain.queries import welcomes
from accounts.doors import capacity_of, entered
from common import clock
from deliberation.domain.queries import news
from participation.web.pages import home as pages


def home(request: HttpRequest) -> HttpResponse:
    """What this is, what is happening now. No name, no quote, no count from 1 to 4."""
    return render(
        request,
        "participation/home.html",
        {
            **pages.public_cards(clock.now()),
            "calendar_url": reverse("participation:calendar"),
            "has_left": "sortie" in request.GET and not request.user.is_authenticated,
        },
    )


@entered
def my_home(request: HttpRequest) -> HttpResponse:
    """What waits for me, what I can do, and what became of what I said."""
    capacity = capacity_of(request)
    if capacity.roles and not capacity.is_citizen:
        return redirect("participation:home")
    return render(
        request,
        "participation/my_home.html",
        {
            **pages.citizen_home(request.user, capacity, clock.now()),
            "doors": _doors(),
            "news": news.news_of(capacity),
            "is_welcomed": capacity.is_citizen,
            "is_noted": not capacity.is_citizen and welcomes.of_person(request.user) is not None,
            "today": clock.today(),
        },
    )


def _doors() -> dict[str, str]:
    return {
        "say": reverse("participation:say"),
        "talk": reverse("deliberation:threads"),
        "propose": reverse("participation:propose"),
        "vote": reverse("voting:votes"),
    }
