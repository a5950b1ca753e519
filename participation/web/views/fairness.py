"""Who is heard, for facilitation: numbers of groups, never of persons; and what waits for an answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.doors import capacity_of, facilitator_only
from common import clock
from common.typography import floor_of_five
from deliberation.domain.queries import fairness
from deliberation.domain.queries import threads as thread_queries
from participation.domain.queries import concerns


@facilitator_only
def all_voices(request: HttpRequest) -> HttpResponse:
    """Every thread, over the last 30 days."""
    capacity, now = capacity_of(request), clock.now()
    context = _page(fairness.voices(capacity, now=now), fairness.unanswered(capacity, now=now))
    alone = concerns.without_an_answer(capacity, before=now - fairness.SILENT_AFTER)
    return render(request, "participation/staff/voices.html", {**context, "alone": alone})


@facilitator_only
def thread_voices(request: HttpRequest, pk: int) -> HttpResponse:
    """One thread, since it opened."""
    capacity, now = capacity_of(request), clock.now()
    thread = thread_queries.visible_thread(pk, capacity)
    context = _page(
        fairness.voices(capacity, now=now, thread=thread),
        fairness.unanswered(capacity, now=now, thread=thread),
    )
    back = reverse("deliberation:thread", args=[pk])
    return render(request, "participation/staff/voices.html", {**context, "thread": thread, "back_url": back})


def _page(voices: fairness.Voices, unanswered: list[fairness.Unanswered]) -> dict:
    heard, not_heard = fairness.places(voices)
    return {
        "voices": voices,
        "citizens": floor_of_five(voices.citizens),
        "new_citizens": floor_of_five(voices.new_citizens) if voices.new_citizens else _("nobody"),
        "is_staff_heavy": voices.is_staff_heavy,
        "heard": heard,
        "not_heard": not_heard,
        "unanswered": unanswered,
    }
