"""Facilitation's desk of scrutineers: seasons, who keeps a phrase, sealed sheets, and the urns that wait."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.doors import facilitator_only
from common import clock, dates
from common.forms import posted
from common.two_steps import ask_then_check
from voting.domain import scrutiny as verbs
from voting.domain.queries import seasons
from voting.models import Scrutineer, Season, Trustee
from voting.web.desk_forms import ScrutineerForm, SeasonForm


@require_safe
@facilitator_only
def desk(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "voting/desk/scrutiny.html",
        {"seasons": seasons.not_over(clock.today()), "urns": seasons.waiting_urns()},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@facilitator_only
def season(request: HttpRequest) -> HttpResponse:
    form = SeasonForm(posted(request))
    names = ("name", "starts_on", "ends_on")
    return ask_then_check(
        request,
        form,
        lambda: verbs.open_season(
            by=request.user, now=clock.now(), **{name: form.cleaned_data[name] for name in names}
        ),
        rows=lambda: [
            {"label": _("The season"), "value": form.cleaned_data["name"]},
            {"label": _("Its first day"), "value": dates.short(form.cleaned_data["starts_on"])},
            {"label": _("Its last day"), "value": dates.short(form.cleaned_data["ends_on"])},
            {"label": _("Votes that it can open"), "value": verbs.PLACES},
        ],
        then=lambda _made: reverse("voting:scrutiny_desk"),
        said=_("The season is open. Now name its scrutineers."),
        check={"title": _("Check the season"), "lead": "", "submit": _("Open the season")},
        title=_("Open a season"),
        lead=_("Some months of votes, opened by the same phrases. Another season may not cover these days."),
        submit=_("Check the season"),
        **_crumb(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@facilitator_only
def name(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Season, pk=pk)
    form = ScrutineerForm(posted(request), people=seasons.may_be_named(found, day=clock.today()))
    return ask_then_check(
        request,
        form,
        lambda: verbs.name_scrutineer(
            by=request.user,
            season=found,
            person=form.cleaned_data["person"],
            keeper=form.cleaned_data["keeper"],
            now=clock.now(),
        ),
        rows=lambda: [
            {"label": _("Who keeps a phrase"), "value": form.cleaned_data["person"].display_name},
            {"label": _("Who keeps the sealed sheet"), "value": form.cleaned_data["keeper"].name},
        ],
        then=lambda _made: reverse("voting:scrutiny_desk"),
        said=_("It is done. This person now draws the phrase on their own page."),
        codes=("organisation_twice", "not_a_scrutineer", "runs_the_server", "season_begun"),
        check={
            "title": _("Check the names"),
            "lead": _("Every phrase will be needed to open an urn."),
            "submit": _("Name this person"),
        },
        title=_("Name a scrutineer"),
        about=found.name,
        lead=_("Somebody of an organisation that does not run this site. Every phrase will be needed."),
        submit=_("Check the names"),
        **_crumb(),
    )


@require_POST
@facilitator_only
def sealed(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Scrutineer, pk=pk)
    verbs.sheet_is_sealed(by=request.user, scrutineer=found, now=clock.now())
    notices.success(request, _("The sheet is sealed. This phrase may now close urns."))
    return redirect("voting:scrutiny_desk")


@require_POST
@facilitator_only
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Written down and published; the call itself is made by a person."""
    found = get_object_or_404(Trustee, pk=pk)
    verbs.remind(by=request.user, trustee=found, now=clock.now())
    notices.success(request, _("The reminder is written down. Now call this person."))
    return redirect("voting:scrutiny_desk")


def _crumb() -> dict[str, str]:
    return {"crumb_url": reverse("voting:scrutiny_desk"), "crumb_label": _("Scrutineers")}
