"""Initiatives: everything in motion, one of them, and the acts of citizens on it."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.domain.queries import territories
from accounts.doors import capacity_of, citizen_only, entered
from common import clock
from participation.domain import initiatives, supports
from participation.domain.queries import initiatives as queries
from participation.domain.queries import lateness
from participation.enums import InitiativeState, Theme
from participation.web.pages import home as pages
from participation.web.pages import review_ask
from participation.web.pages.in_motion import late_line
from participation.web.pages.initiative import initiative_page


def board(request: HttpRequest) -> HttpResponse:
    """Each initiative at its step, with who must act; by date, never by support."""
    chosen, theme = request.GET.get("mrc", ""), request.GET.get("sujet", "")
    steps = queries.board(now=clock.now(), territory_slug=chosen, theme=theme)
    return render(
        request,
        "participation/board.html",
        {
            "steps": pages.board_steps(steps),
            "late": [late_line(one) for one in lateness.of_initiatives(clock.now())],
            "territories": territories.west_to_east(),
            "chosen": chosen,
            "themes": [{"value": value, "label": label} for value, label in Theme.choices],
            "theme": theme,
        },
    )


def initiative(request: HttpRequest, pk: int) -> HttpResponse:
    """Five lines, the vote, the next step; the rest behind details. Signed out: no name, no quote."""
    capacity = capacity_of(request)
    found = queries.visible_initiative(pk, viewer=request.user, capacity=capacity)
    return render(
        request,
        "participation/initiative.html",
        {
            "initiative": found,
            "version": found.current,
            "view": initiative_page(found, viewer=request.user, capacity=capacity, now=clock.now()),
        },
    )


@require_POST
@citizen_only
def support(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.visible_initiative(pk, viewer=request.user, capacity=capacity_of(request))
    supports.support_initiative(by=request.user, initiative=found, now=clock.now())
    notices.success(request, _("Your support is counted."))
    return redirect("participation:initiative", pk=pk)


@require_POST
@citizen_only
def unsupport(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.visible_initiative(pk, viewer=request.user, capacity=capacity_of(request))
    supports.withdraw_support(by=request.user, initiative=found, now=clock.now())
    notices.success(request, _("Your support is taken back."))
    return redirect("participation:initiative", pk=pk)


@entered
def send_to_review(request: HttpRequest, pk: int) -> HttpResponse:
    """A page that says what is missing and what waits for an answer, then a POST that sends."""
    found = queries.visible_initiative(pk, viewer=request.user, capacity=capacity_of(request))
    view = review_ask.page(found, by=request.user, now=clock.now())
    if request.method != "POST" or view["is_incomplete"]:
        status = 422 if request.method == "POST" else 200
        page = {"initiative": found, "view": view}
        return render(request, "participation/review_ask.html", page, status=status)
    initiatives.send_to_review(by=request.user, initiative=found, now=clock.now())
    notices.success(request, _("The check of the fund's rules is asked for."))
    return redirect("participation:initiative", pk=pk)


@citizen_only
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """A page that asks, then a POST that does."""
    found = queries.visible_initiative(pk, viewer=request.user, capacity=capacity_of(request))
    if request.method == "POST":
        initiatives.withdraw(by=request.user, initiative=found, now=clock.now())
        notices.success(request, _("Your initiative is withdrawn."))
        return redirect("participation:board")
    happens = _("It leaves the list. Its versions stay in the history.")
    if found.state == InitiativeState.VOTE_ANNOUNCED:
        happens += " " + _("The vote that is announced does not take place.")
    page = {"initiative": found, "happens": happens}
    return render(request, "participation/initiative_withdraw.html", page)
