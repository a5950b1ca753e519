"""Pausing a voice: one asks, another employer's confirms, the person reads why and until when."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.domain import voices as verbs
from accounts.domain.people import shown_name
from accounts.domain.queries.voices import visible_pause
from accounts.doors import capacity_of, entered, facilitator_only
from accounts.models import Person, VoicePause
from accounts.rules import voices as rules
from common import clock
from common.exceptions import BadInput, Missing
from common.forms import answer, posted
from deliberation.domain import silencing
from deliberation.web.moderation_forms import CONFIRM, END, DecidePauseForm, PauseForm

READ_AND_WRITE = ["GET", "HEAD", "POST"]
FIELD_OF = {"why": "pourquoi", "reason": "raison", "days": "jours"}


@require_http_methods(READ_AND_WRITE)
@facilitator_only
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    person = _person(pk)
    form = PauseForm(posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            pause = verbs.ask_pause(
                by=request.user,
                person=person,
                reason=given["raison"],
                why=given["pourquoi"],
                days=given["jours"],
                now=clock.now(),
            )
        except BadInput as refusal:
            form.add_error(FIELD_OF.get(refusal.code), refusal.sentence)
        else:
            notices.success(request, _("It is asked. Somebody of another employer must confirm it."))
            return redirect("deliberation:pause", pk=pause.pk)
    return answer(
        request,
        "deliberation/moderation/form.html",
        form,
        title=_("Ask for a pause of a voice"),
        about=shown_name(person),
        lead=_("The person will read and vote as before. A second person, of another employer, confirms."),
        submit=_("Ask for the pause"),
        back_url=reverse("deliberation:queue"),
    )


@require_http_methods(READ_AND_WRITE)
@entered
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    capacity, now = capacity_of(request), clock.now()
    found = visible_pause(pk, capacity)
    is_running = rules.is_running(found, now)
    form = DecidePauseForm(posted(request), is_running=is_running)
    if request.method == "POST" and capacity.is_facilitator and form.is_valid():
        notices.success(request, _decide(request, found, form.cleaned_data["geste"]))
        return redirect("deliberation:pause", pk=pk)
    is_waiting = found.confirmed_at is None and found.dropped_at is None
    return answer(
        request,
        "deliberation/moderation/pause.html",
        form,
        pause=found,
        name=shown_name(found.person),
        is_theirs=found.person_id == request.user.pk,
        is_running=is_running,
        is_waiting=is_waiting,
        may_decide=capacity.is_facilitator
        and (is_running or (is_waiting and found.asked_by_id != request.user.pk)),
    )


def _decide(request: HttpRequest, found: VoicePause, act: str) -> str:
    now = clock.now()
    if act == CONFIRM:
        silencing.confirm(by=request.user, pause=found, now=now)
        return _("The pause begins now. The person is told why, in private.")
    if act == END:
        silencing.end(by=request.user, pause=found, now=now)
        return _("The person may write again. They are told.")
    verbs.drop_pause(by=request.user, pause=found, now=now)
    return _("There is no pause. Nothing changes for the person.")


def _person(pk: int) -> Person:
    found = Person.objects.present().filter(pk=pk).first()
    if found is None:
        raise Missing("person_missing", _("This person is not here."))
    return found
