"""The signatory's part of the third gate: the agreement with the carrier, and the answer to its report."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from common import clock, dates
from common.typography import format_money
from participation.domain import agreements as verbs
from participation.enums import InitiativeState, ReportConformity
from participation.models import AccountabilityReport, Initiative
from participation.rules import lifecycles
from participation.web.carrier_forms import NothingToWriteForm, ReportAnswerForm
from participation.web.pages import carrier as page
from participation.web.staff_doors import signatory_only
from participation.web.two_steps import ask, ask_then_check

ME = frozenset({"signatory"})
# Another organisation, a check or an envelope would lift these.
CODES = (
    "no_eligible_carrier",
    "not_reviewed",
    "funding_year_missing",
    "reserved_part_taken",
    "envelope_exceeded",
)


@signatory_only
def agreement_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes that the agreement is signed: the citizens decided, this opens the money."""
    found = get_object_or_404(Initiative.objects.not_withdrawn().select_related("current__carrier"), pk=pk)
    lifecycles.check_move("initiative", found.state, InitiativeState.AGREEMENT_SIGNED, ME)
    carrier = found.current.carrier
    who = {"label": _("Organisation"), "value": carrier.name if carrier else _("not known yet")}
    return ask(
        request,
        NothingToWriteForm(request.POST if request.method == "POST" else None),
        lambda: verbs.sign(by=request.user, initiative=found, now=clock.now()),
        then=lambda made: reverse("participation:reviews"),
        codes=CODES,
        said=_("The agreement is written down. The organisation can start."),
        rows=[who, *page.rows(found)[1:], {"label": _("Date"), "value": dates.short(clock.today())}],
        lead=_("The Espace approved it. The date is public, and it stays."),
        submit=_("The agreement is signed"),
        title=_("Check, then write the agreement"),
        about=found.title,
        crumb_url=reverse("participation:reviews"),
        crumb_label=_("To check"),
    )


@signatory_only
def report_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Says whether a report is whole. Not whether the initiative was good."""
    found = get_object_or_404(AccountabilityReport.objects.select_related("initiative"), pk=pk)
    lifecycles.check_move("initiative", found.initiative.state, InitiativeState.UNDER_WAY, ME)
    form = ReportAnswerForm(request.POST or None)

    def answered() -> AccountabilityReport:
        words = form.cleaned_data
        return verbs.validate(
            by=request.user,
            report=found,
            conformity=words["conformity"],
            correction=words["correction"],
            now=clock.now(),
        )

    if request.method == "POST" and form.is_valid():
        is_correction = form.cleaned_data["conformity"] == ReportConformity.TO_CORRECT
        if is_correction and not form.cleaned_data["correction"]:
            form.add_error("correction", _("Please write what must be corrected."))
    return ask_then_check(
        request,
        form,
        answered,
        rows=lambda: _answer_rows(form),
        then=lambda made: reverse("participation:reviews"),
        said=_("Your answer is written down. The organisation reads it."),
        check={
            "title": _("Check your answer"),
            "submit": _("Send the answer"),
            "change": _("Change my answer, please"),
        },
        read=_facts(found),
        lead=found.plain_results,
        submit=_("Check the answer"),
        title=_("A report to read"),
        about=found.initiative.title,
        crumb_url=reverse("participation:reviews"),
        crumb_label=_("To check"),
    )


def reports_to_read() -> list[AccountabilityReport]:
    """Reports without an answer, the oldest first."""
    waiting = AccountabilityReport.objects.filter(
        conformity=ReportConformity.WAITING, initiative__state=InitiativeState.REPORT_RECEIVED
    )
    return list(waiting.select_related("initiative").order_by("received_on", "pk"))


def _facts(found: AccountabilityReport) -> list[dict]:
    return [
        {"label": _("Received on"), "value": dates.short(found.received_on)},
        {"label": _("People reached"), "value": found.people_reached},
        {"label": _("Money of the fund spent"), "value": format_money(found.spent_fund_cents)},
    ]


def _answer_rows(form: ReportAnswerForm) -> list[dict]:
    answers = form.cleaned_data
    rows = [
        {"label": _("Your answer"), "value": dict(form.fields["conformity"].choices)[answers["conformity"]]}
    ]
    if answers["correction"]:
        rows.append({"label": _("To correct"), "value": answers["correction"]})
    return rows
