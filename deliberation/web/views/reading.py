"""Finding one's way in a long thread: what is read, and what was summed up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.doors import capacity_of, entered
from common import clock
from deliberation.domain import reading
from deliberation.domain.queries import outside, summaries
from deliberation.domain.queries import threads as thread_queries
from deliberation.web.numbers import number_in


@require_POST
@entered
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """« I have read everything », or what the page saw while it was open."""
    thread = thread_queries.visible_thread(pk, capacity_of(request))
    up_to = number_in(request.POST.get("jusqua")) or thread.last_number
    reading.mark_read(by=request.user, thread=thread, up_to=up_to, now=clock.now())
    return redirect("deliberation:thread", pk=thread.pk)


@require_safe
@entered
def all_summaries(request: HttpRequest, pk: int) -> HttpResponse:
    capacity = capacity_of(request)
    thread = thread_queries.visible_thread(pk, capacity)
    found = [
        {"message": message, "page": thread_queries.page_of_number(message.number)}
        for message in outside.as_read_by(summaries.every_summary(thread), capacity)
    ]
    return render(request, "deliberation/summaries.html", {"thread": thread, "summaries": found})
