"""Meetings of the Table: their agenda, their dossier to print, and each sending as a file."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.doors import capacity_of
from accounts.rules.capacity import Capacity
from common import clock, paper
from common.exceptions import BadInput
from participation.domain import transmissions as verbs
from participation.domain.queries import commitments, meetings, transmissions
from participation.models import CalendarEvent, Transmission
from participation.web.pages import spokespersons as spokesperson_pages
from participation.web.staff_doors import table_only


@table_only
def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """The agenda, and everything to read before the meeting. No name in it."""
    found = meetings.find(slug)
    today = clock.today()
    return render(
        request,
        "participation/staff/meeting.html",
        _dossier(found)
        | spokesperson_pages.of_meeting(found, capacity_of(request), is_to_come=False)
        | {
            "may_be_added": meetings.may_be_added(found, today=today) if found.starts_on >= today else [],
            "is_to_come": found.starts_on >= today,
            "others": [one for one in meetings.meetings(today) if one.pk != found.pk],
        },
    )


@require_safe
@table_only
def meeting_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The same, as one file: what spokespersons carry there and brought back is in it, without their names."""
    found = meetings.find(slug)
    context = on_paper(found, capacity_of(request))
    return paper.tagged_pdf(
        request, "participation/paper/meeting.html", context, name=f"rencontre-{found.slug}"
    )


def on_paper(found: CalendarEvent, capacity: Capacity) -> dict:
    """What the file of a meeting holds."""
    return _dossier(found) | spokesperson_pages.of_meeting(found, capacity, is_to_come=False)


def _dossier(found: CalendarEvent) -> dict:
    today = clock.today()
    agenda = meetings.agenda(found, today=today)
    promised = [one for one in commitments.every(today=today, viewer=None) if not one.is_kept]
    return {"meeting": found, "agenda": agenda, "promised": promised, "today": today}


@require_POST
@table_only
def agenda_add(request: HttpRequest, slug: str) -> HttpResponse:
    verbs.put_on_agenda(
        by=request.user, transmission=_sent(request), meeting=meetings.find(slug), now=clock.now()
    )
    notices.success(request, _("It is on the agenda of this meeting."))
    return redirect("participation:meeting", slug=slug)


@require_POST
@table_only
def agenda_remove(request: HttpRequest, slug: str) -> HttpResponse:
    verbs.take_off_agenda(
        by=request.user, transmission=_sent(request), meeting=meetings.find(slug), now=clock.now()
    )
    notices.success(request, _("It is no longer on the agenda of this meeting."))
    return redirect("participation:meeting", slug=slug)


def _sent(request: HttpRequest) -> Transmission:
    """The sending whose button was pressed."""
    pressed = request.POST.get("envoi", "")
    if not (pressed.isascii() and pressed.isdigit() and len(pressed) < 10):
        raise BadInput("envoi", _("Choose an answer from the list."))
    return get_object_or_404(Transmission.objects.sent(), pk=pressed)


@require_safe
def transmission_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """One sending as anybody may keep it: its number, its words, its clock, what was answered."""
    found = transmissions.dossier(pk, today=clock.today())
    name = f"envoi-{found.transmission.number}"
    return paper.tagged_pdf(request, "participation/paper/sending.html", {"dossier": found}, name=name)
