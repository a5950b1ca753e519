"""The list of threads and the page of one thread."""

from uuid import uuid4

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.domain.queries.people import Capacity
from accounts.doors import capacity_of, entered_unless_public
from accounts.models import Person
from common import clock
from common.exceptions import Missing, Refused
from common.forms import answer
from deliberation.domain import reading
from deliberation.domain.queries import messages as message_queries
from deliberation.domain.queries import outside, summaries
from deliberation.domain.queries import rounds as round_queries
from deliberation.domain.queries import threads as thread_queries
from deliberation.domain.queries.messages import ShownMessage
from deliberation.domain.queries.threads import MessagePage
from deliberation.enums import ThreadState
from deliberation.models import Thread
from deliberation.rules import moderation, speaking, visibility
from deliberation.web.around import around
from deliberation.web.forms import PostForm, composer
from deliberation.web.numbers import number_in, number_of
from deliberation.web.rows import rows

THREADS_PER_PAGE = 10


@require_safe
@entered_unless_public
def threads(request: HttpRequest) -> HttpResponse:
    """Outside the members, the public threads; without any, the page is not there."""
    capacity = capacity_of(request)
    found = thread_queries.visible_threads(capacity).recent_first()
    if not capacity.is_member and not found.exists():
        if capacity.awaits_welcome:
            raise Refused("not_welcomed", visibility.AFTER_THE_WELCOME)
        raise Missing("thread_missing", visibility.MISSING_THREAD)
    page = Paginator(found, THREADS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "is_member": capacity.is_member, "now": clock.now()}
    return render(request, "deliberation/threads.html", context)


@require_safe
@entered_unless_public
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    capacity = capacity_of(request)
    found = thread_queries.visible_thread(pk, capacity)
    if not visibility.reads_names(capacity):
        return _public_page(request, found, capacity)
    form = composer(capacity, initial={"cle": uuid4().hex, "en_reponse_a": number_of(request, "repondre")})
    return thread_page(request, thread=found, capacity=capacity, form=form, wanted=number_of(request, "page"))


def _public_page(request: HttpRequest, thread: Thread, capacity: Capacity) -> HttpResponse:
    """A public thread, read outside the members."""
    page = thread_queries.page_of(thread, number_of(request, "page"))
    shown = rows(outside.as_read_by(page.messages, capacity), capacity, now=clock.now())
    return render(request, "deliberation/public_thread.html", {"thread": thread, "page": page, "rows": shown})


def thread_page(
    request: HttpRequest, *, thread: Thread, capacity: Capacity, form: PostForm, wanted: int | None = None
) -> HttpResponse:
    """The page itself, fresh or with the words that could not be sent."""
    page = thread_queries.page_of(thread, wanted)
    now = clock.now()
    next_at = _next_post_at(thread, capacity)
    me = capacity.person
    read_up_to = reading.read_up_to(thread=thread, person=me) if me else 0
    _mark_read(me, thread, page, read_up_to)
    return answer(
        request,
        "deliberation/thread.html",
        form,
        thread=thread,
        page=page,
        rows=rows(page.messages, capacity, now=now, read_up_to=read_up_to or None),
        unread=reading.unread(thread, read_up_to) if me else None,
        pinned=summaries.pinned(thread),
        thread_news=thread_queries.news_of(thread),
        round=round_queries.current(thread),
        reader_id=me.pk if me else None,
        reply=_answered(thread, page, number_in(form["en_reponse_a"].value())),
        can_write=thread.state in (ThreadState.OPEN, ThreadState.SLOWED),
        is_slowed=thread.state == ThreadState.SLOWED,
        is_citizen=capacity.is_citizen,
        may_moderate=moderation.may_moderate(capacity),
        next_at=next_at if next_at and next_at > now else None,
        max_chars=form.fields["texte"].max_length,
        **around(thread, capacity, now=now),
    )


def _mark_read(person: Person | None, thread: Thread, page: MessagePage, read_up_to: int) -> None:
    """What is on screen is read, as long as nothing unread is jumped over: « the first unread » stays true."""
    numbers = [message.number for message in page.messages]
    if person and numbers and numbers[0] <= read_up_to + 1 and numbers[-1] > read_up_to:
        reading.mark_read(by=person, thread=thread, up_to=numbers[-1], now=clock.now())


def _answered(thread: Thread, page: MessagePage, number: int | None) -> ShownMessage | None:
    """The message that the composer answers, on this page or on another."""
    if number is None:
        return None
    for message in page.messages:
        if message.number == number:
            return message
    found = message_queries.numbered(thread.pk, number)
    return message_queries.shown(found) if found else None


def _next_post_at(thread: Thread, capacity: Capacity):
    if thread.state != ThreadState.SLOWED or capacity.person is None:
        return None
    last = message_queries.last_post_at(thread_id=thread.pk, person=capacity.person)
    return speaking.next_post_at(thread=thread, capacity=capacity, last_post_at=last)
