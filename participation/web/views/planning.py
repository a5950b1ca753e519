"""Writing the dates to come: facilitation's for the Espace, the secretary's for the meetings of the Table."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.doors import capacity_of, entered, facilitator_only
from common import clock, dates
from common.forms import AccessibleForm
from participation.domain import calendar as verbs
from participation.domain import moving_dates
from participation.enums import DateChangeKind, DateKind
from participation.models import CalendarEvent, DateChange
from participation.rules import planning as rules
from participation.web.planning_forms import ChangeDateForm, PlanForm, TableMeetingForm
from participation.web.staff_doors import secretary_only
from participation.web.two_steps import ask_then_check, attempt


@facilitator_only
def calendar_plan(request: HttpRequest) -> HttpResponse:
    """A meeting of the Espace, a period to vote or a workshop, checked, then public."""
    return _plan(
        request,
        PlanForm(request.POST or None),
        kind=None,
        then=lambda made: reverse("participation:calendar"),
        title=_("Write a date in the calendar"),
        lead=_("Everybody reads it. A vote that is ready waits for the next period."),
        crumb_url=reverse("participation:calendar"),
        crumb_label=_("Calendar"),
    )


@secretary_only
def table_meeting_plan(request: HttpRequest) -> HttpResponse:
    """The day the Table meets: its agenda and its dossier begin there."""
    return _plan(
        request,
        TableMeetingForm(request.POST or None),
        kind=DateKind.TABLE,
        then=lambda made: reverse("participation:meeting", args=[made.slug]),
        title=_("Write a meeting of the Table"),
        lead=_("Everybody reads the day. The agenda is made here."),
        crumb_url=reverse("participation:table_inbox"),
        crumb_label=_("Files received"),
    )


@entered
def calendar_change(request: HttpRequest, slug: str) -> HttpResponse:
    """One date moves, or is cancelled; both days and the reason are public."""
    found = get_object_or_404(CalendarEvent, slug=slug)
    rules.check_may_change(capacity_of(request), found, today=clock.today())
    form = ChangeDateForm(request.POST or None)

    def words() -> dict:
        return {**form.cleaned_data, "now": clock.now()}

    def change() -> DateChange:
        typed = words()
        if typed.pop("kind") == DateChangeKind.MOVED:
            return moving_dates.move(by=request.user, event=found, **typed)
        del typed["starts_on"]
        return moving_dates.cancel(by=request.user, event=found, **typed)

    def rows() -> list[dict]:
        typed, kind = form.cleaned_data, DateChangeKind(form.cleaned_data["kind"])
        new = [{"label": _("The new day"), "value": dates.short(typed["starts_on"])}]
        return [
            {"label": _("What changes"), "value": kind.label},
            {"label": _("The day it was on"), "value": dates.short(found.starts_on)},
            *(new if kind == DateChangeKind.MOVED else []),
            {"label": _("Why"), "value": typed["reason"]},
        ]

    if request.method == "POST" and form.is_valid():
        attempt(form, lambda: moving_dates.checked(event=found, **words()))
    return ask_then_check(
        request,
        form,
        change,
        rows=rows,
        then=lambda made: reverse("participation:calendar"),
        said=_("The calendar says so. Those who were told are told again."),
        check={
            "title": _("Check the change"),
            "lead": _("Everybody reads it at once. Both days stay readable."),
            "submit": _("Change the calendar"),
        },
        title=_("Move or cancel a date"),
        about=found.title,
        read=[{"label": _("The day"), "value": dates.short(found.starts_on)}],
        submit=_("Check the change"),
        crumb_url=reverse("participation:calendar"),
        crumb_label=_("Calendar"),
    )


def _plan(
    request: HttpRequest,
    form: AccessibleForm,
    *,
    kind: DateKind | None,
    then: Callable[[CalendarEvent], str],
    **page: object,
) -> HttpResponse:
    def words() -> dict:
        return {"kind": kind, **form.cleaned_data, "now": clock.now()}

    def rows() -> list[dict]:
        typed = words()
        last = typed.get("ends_on")
        found = [
            {"label": _("What it is"), "value": DateKind(typed["kind"]).label},
            {"label": _("The title"), "value": typed["title"]},
            {"label": _("The day"), "value": dates.short(typed["starts_on"])},
        ]
        return [*found, {"label": _("The last day to vote"), "value": dates.short(last)}] if last else found

    if request.method == "POST" and form.is_valid():
        attempt(form, lambda: verbs.checked(**words()))
    return ask_then_check(
        request,
        form,
        lambda: verbs.plan(by=request.user, **words()),
        rows=rows,
        then=then,
        said=_("The date is in the calendar. Everybody can read it."),
        check={
            "title": _("Check the date"),
            "lead": _("Everybody reads it at once."),
            "submit": _("Put it in the calendar"),
        },
        submit=_("Check the date"),
        **page,
    )
