"""The calendar, on a page and in a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common import clock
from participation.web import calendar_lines, icalendar


def calendar(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    return render(
        request,
        "participation/calendar.html",
        {
            "months": calendar_lines.by_month(calendar_lines.coming(now), clock.today()),
            "past": calendar_lines.past(now),
        },
    )


def calendar_ics(request: HttpRequest) -> HttpResponse:
    """What comes, for anybody's own calendar. A date known only by its season or year stays on the page."""
    now = clock.now()
    lines = [line for line in calendar_lines.coming(now) if not line.is_vague]
    body = icalendar.file_of(lines, now=now, host=request.get_host().partition(":")[0])
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="calendrier.ics"'
    return response
