"""The round of speech of a thread: open it, see whose turn it is, join, pass, close."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.queries import people
from accounts.doors import capacity_of, entered
from accounts.models import Person
from common import clock
from common.exceptions import BadInput
from common.forms import answer
from deliberation.domain import rounds as verbs
from deliberation.domain.queries import rounds as round_queries
from deliberation.domain.queries import threads as thread_queries
from deliberation.rules import speaking, turns
from deliberation.web.forms import RoundForm
from deliberation.web.numbers import number_in


@require_http_methods(["GET", "HEAD", "POST"])
@entered
def open_round(request: HttpRequest, pk: int) -> HttpResponse:
    capacity = capacity_of(request)
    thread = thread_queries.visible_thread(pk, capacity)
    turns.check_may_lead(capacity=capacity, state=thread.state)
    form = RoundForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        question, hours = form.cleaned_data["question"], int(form.cleaned_data["duree"])
        made = verbs.open_round(
            by=request.user, thread=thread, question=question, hours=hours, now=clock.now()
        )
        notices.success(request, _("The round is open. Each person sees when it is their turn."))
        return redirect("deliberation:round", pk=made.pk)
    return answer(request, "deliberation/round_new.html", form, thread=thread)


@require_safe
@entered
def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    capacity = capacity_of(request)
    found = round_queries.visible_round(pk, capacity)
    seen = round_queries.as_read_by(round_queries.shown(found), capacity)
    mine = seen.turn_of(request.user.pk)
    return render(
        request,
        "deliberation/round.html",
        {
            "round": seen,
            "thread": found.thread,
            "mine": mine,
            "may_join": capacity.is_citizen and mine is None and not seen.is_over,
            "may_note": speaking.may_help(capacity) and not seen.is_over,
            "may_close": capacity.is_facilitator and not seen.is_over,
        },
    )


@require_POST
@entered
def join(request: HttpRequest, pk: int) -> HttpResponse:
    found = round_queries.visible_round(pk, capacity_of(request))
    verbs.join(by=request.user, round=found, now=clock.now())
    notices.success(request, _("You have a turn. Your home tells you when it comes."))
    return redirect("deliberation:round", pk=pk)


@require_POST
@entered
def pass_turn(request: HttpRequest, pk: int) -> HttpResponse:
    found = round_queries.visible_round(pk, capacity_of(request))
    verbs.pass_turn(by=request.user, round=found, now=clock.now(), person=_person(request))
    notices.success(request, _("The turn is passed. That is fine."))
    return redirect("deliberation:round", pk=pk)


@require_POST
@entered
def close(request: HttpRequest, pk: int) -> HttpResponse:
    found = round_queries.visible_round(pk, capacity_of(request))
    verbs.close_round(by=request.user, round=found, now=clock.now())
    notices.success(request, _("The round of speech is over."))
    return redirect("deliberation:round", pk=pk)


def _person(request: HttpRequest) -> Person | None:
    """Whose turn a worker notes; nobody when it is one's own."""
    if not request.POST.get("pour"):
        return None
    found = people.citizens(clock.today()).filter(pk=number_in(request.POST["pour"]) or 0).first()
    if found is None:
        raise BadInput("pour", _("Choose a person from the list."))
    return found
