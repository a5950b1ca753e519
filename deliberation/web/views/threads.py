"""The list of threads and the page of one thread."""

from uuid import uuid4

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.domain.queries.people import Capacity
from accounts.doors import capacity_of, entered
from common import clock
from common.exceptions import Missing, Refused
from common.forms import answer
from deliberation.domain.queries import messages as message_queries
from deliberation.domain.queries import threads as thread_queries
from deliberation.enums import ThreadState
from deliberation.models import Thread
from deliberation.rules import moderation, speaking, visibility
from deliberation.web.forms import PostForm, composer
from deliberation.web.rows import rows

THREADS_PER_PAGE = 10


@require_safe
@entered
def threads(request: HttpRequest) -> HttpResponse:
    capacity = capacity_of(request)
    if capacity.awaits_welcome:
        raise Refused("not_welcomed", visibility.AFTER_THE_WELCOME)
    if not capacity.is_member:
        raise Missing("thread_missing", visibility.MISSING_THREAD)
    found = thread_queries.visible_threads(capacity).recent_first()
    page = Paginator(found, THREADS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "deliberation/threads.html", {"page": page, "now": clock.now()})


@require_safe
@entered
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    capacity = capacity_of(request)
    found = thread_queries.visible_thread(pk, capacity)
    form = composer(capacity, initial={"cle": uuid4().hex, "en_reponse_a": _number(request, "repondre")})
    return thread_page(request, thread=found, capacity=capacity, form=form, wanted=_number(request, "page"))


def thread_page(
    request: HttpRequest, *, thread: Thread, capacity: Capacity, form: PostForm, wanted: int | None = None
) -> HttpResponse:
    """The page itself, fresh or with the words that could not be sent."""
    page = thread_queries.page_of(thread, wanted)
    now = clock.now()
    next_at = _next_post_at(thread, capacity)
    answered = _number_in(form["en_reponse_a"].value())
    return answer(
        request,
        "deliberation/thread.html",
        form,
        thread=thread,
        page=page,
        rows=rows(page.messages, capacity),
        reply=next((message for message in page.messages if message.number == answered), None),
        can_write=thread.state in (ThreadState.OPEN, ThreadState.SLOWED),
        is_slowed=thread.state == ThreadState.SLOWED,
        is_citizen=capacity.is_citizen,
        may_moderate=moderation.may_moderate(capacity),
        next_at=next_at if next_at and next_at > now else None,
        max_chars=form.fields["texte"].max_length,
    )


def _next_post_at(thread: Thread, capacity: Capacity):
    if thread.state != ThreadState.SLOWED or capacity.person is None:
        return None
    last = message_queries.last_post_at(thread_id=thread.pk, person=capacity.person)
    return speaking.next_post_at(thread=thread, capacity=capacity, last_post_at=last)


def _number(request: HttpRequest, name: str) -> int | None:
    return _number_in(request.GET.get(name))


def _number_in(value: object) -> int | None:
    """A small positive number, or nothing: what comes in the address is never trusted."""
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
