"""The pages of an organisation that carries an initiative, in « vous ». It acts on its own work, never on the decision."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.doors import capacity_of
from accounts.enums import Role
from accounts.models import Organisation
from common import clock
from common.typography import format_money
from participation.domain import agreements as verbs
from participation.domain.queries import carrying
from participation.enums import InitiativeState
from participation.models import Initiative
from participation.rules import lifecycles
from participation.web.carrier_forms import NothingToWriteForm, ReportForm
from participation.web.pages import carrier as page
from participation.web.plain_help import remarks_on
from participation.web.staff_doors import carrier_only
from participation.web.two_steps import ask, ask_then_check

ME = frozenset({"carrier"})


@carrier_only
def carrier_desk(request: HttpRequest) -> HttpResponse:
    organisation = _organisation(request)
    found = list(carrying.of(organisation))
    shown = page.desk(found, today=clock.today())
    return render(request, "participation/carrier/desk.html", {"desk": shown, "organisation": organisation})


@carrier_only
def carrier_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Says that the work has started; the page says what follows before the act."""
    found = _carried(request, pk)
    lifecycles.check_move("initiative", found.state, InitiativeState.UNDER_WAY, ME)
    return ask(
        request,
        NothingToWriteForm(request.POST if request.method == "POST" else None),
        lambda: verbs.start(by=request.user, initiative=found, now=clock.now()),
        then=lambda made: reverse("participation:carrier_desk"),
        said=_("Thank you. Everybody can read that it has started."),
        rows=page.rows(found),
        lead=_("Everybody will read that the work has started. Your report comes next."),
        submit=_("It has started"),
        **_about(found, _("Check, then say that it has started")),
    )


@carrier_only
def carrier_report(request: HttpRequest, pk: int) -> HttpResponse:
    """People reached, money spent, and what it changed; checked, then handed to the signatory."""
    found = _carried(request, pk)
    lifecycles.check_move("initiative", found.state, InitiativeState.REPORT_RECEIVED, ME)
    form = ReportForm(request.POST or None)

    def hand_in():
        answers = form.cleaned_data
        return verbs.report(
            by=request.user,
            initiative=found,
            kind=answers["kind"],
            spent_fund_cents=answers["spent_dollars"] * 100,
            people_reached=answers["people_reached"],
            plain_results=answers["plain_results"],
            now=clock.now(),
        )

    return ask_then_check(
        request,
        form,
        hand_in,
        rows=lambda: _report_rows(form),
        then=lambda made: reverse("participation:carrier_desk"),
        said=_("Thank you. The signatory partner reads your report."),
        check={
            "title": _("Check your report"),
            "lead": _("The signatory partner reads it. You cannot change it while they read."),
            "submit": _("Hand in the report"),
            "change": _("Change my report, please"),
        },
        remarks=lambda: remarks_on(form.cleaned_data["plain_results"], is_formal=True),
        lead=_("It tells citizens what became of their decision."),
        submit=_("Check the report"),
        **_about(found, _("Write a report")),
    )


def _report_rows(form: ReportForm) -> list[dict]:
    answers = form.cleaned_data
    return [
        {"label": _("The report"), "value": dict(form.fields["kind"].choices)[answers["kind"]]},
        {"label": _("People reached"), "value": answers["people_reached"]},
        {"label": _("Money of the fund spent"), "value": format_money(answers["spent_dollars"] * 100)},
        {"label": _("What it changed"), "value": answers["plain_results"]},
    ]


def _organisation(request: HttpRequest) -> Organisation | None:
    mandate = capacity_of(request).mandate_of(Role.CARRIER)
    return mandate.organisation if mandate else None


def _carried(request: HttpRequest, pk: int) -> Initiative:
    """Somebody else's and a missing one answer the same."""
    return get_object_or_404(carrying.of(_organisation(request)), pk=pk)


def _about(initiative: Initiative, title: str) -> dict:
    return {
        "title": title,
        "about": initiative.title,
        "crumb_url": reverse("participation:carrier_desk"),
        "crumb_label": _("Initiatives you carry"),
    }
