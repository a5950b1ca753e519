"""The calendar, on a page and in a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.doors import capacity_of
from common import clock
from participation.rules import planning as rules
from participation.web import calendar_lines, icalendar
from participation.web.calendar_line import Line


def calendar(request: HttpRequest) -> HttpResponse:
    now, capacity = clock.now(), capacity_of(request)
    return render(
        request,
        "participation/calendar.html",
        {
            "months": calendar_lines.by_month(calendar_lines.coming(now, capacity), clock.today()),
            "past": calendar_lines.past(now),
            "may_plan": rules.may_plan_for_the_espace(capacity),
        },
    )


def calendar_ics(request: HttpRequest) -> HttpResponse:
    """What comes, for anybody's own calendar. A date known only by its season or year stays on the page."""
    return _file(request, calendar_lines.coming(clock.now()), name="calendrier.ics")


def founding_ics(request: HttpRequest) -> HttpResponse:
    """The dates of the founding text, over or not; one known only by its season or year stays on the page."""
    return _file(request, calendar_lines.founding(clock.today()), name="d-ou-ca-vient.ics")


def _file(request: HttpRequest, lines: list[Line], *, name: str) -> HttpResponse:
    sure = [line for line in lines if not line.is_vague]
    body = icalendar.file_of(sure, now=clock.now(), host=request.get_host().partition(":")[0])
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
