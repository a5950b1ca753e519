"""What facilitation reads: flags, messages that wait, and what it does about one message or one thread."""

from typing import Any

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import capacity_of, entered, facilitator_only
from common import clock
from common.exceptions import Missing, Refused
from common.forms import AccessibleForm, answer, posted
from deliberation.domain import moderation as verbs
from deliberation.domain import moving, submissions
from deliberation.domain import threads as thread_verbs
from deliberation.domain.queries import messages as message_queries
from deliberation.domain.queries import submissions as submission_queries
from deliberation.domain.queries import threads as thread_queries
from deliberation.enums import ModerationAct, ReadingMode
from deliberation.models import Flag, Message, Submission
from deliberation.rules import distress, moderation
from deliberation.web import queue_rows
from deliberation.web.moderation_forms import (
    CALLED,
    KEEP,
    PUBLISH,
    ModeForm,
    MoveForm,
    ReadFlagForm,
    ReadSubmissionForm,
)
from deliberation.web.views.looking import message_url

ONE_FORM = "deliberation/moderation/form.html"
READ_AND_WRITE = ["GET", "HEAD", "POST"]


@require_safe
@facilitator_only
def queue(request: HttpRequest) -> HttpResponse:
    """Everything that waits for facilitation here, by time left."""
    from_desk = queue_rows.everything(request.user, now=clock.now())
    return answer(request, "deliberation/moderation/queue.html", AccessibleForm(), **from_desk)


@require_http_methods(READ_AND_WRITE)
@facilitator_only
def flagged(request: HttpRequest, pk: int) -> HttpResponse:
    """One flag: the words as written, who it is about, and what one does."""
    flag = Flag.objects.select_related("message__thread").filter(pk=pk, handled_at__isnull=True).first()
    if flag is None:
        raise Missing("flag_missing", _("This flag is not here any more."))
    message = message_queries.visible_message(flag.message_id, capacity_of(request))
    form = ReadFlagForm(posted(request), message=message)
    if request.method == "POST" and form.is_valid():
        _handle(request, flag, message, form.cleaned_data["geste"])
        return redirect("deliberation:queue")
    return answer(
        request,
        "deliberation/moderation/flagged.html",
        form,
        flag=flag,
        words=message.text if message.hidden_until_read else message_queries.shown(message).text,
        seen=message_queries.shown(message),
        may_remind=moderation.is_support_speaking(message),
        back_url=reverse("deliberation:queue"),
    )


def _handle(request: HttpRequest, flag: Flag, message: Message, act: str) -> None:
    now = clock.now()
    if act == KEEP:
        verbs.keep_hidden(by=request.user, message=message, now=now)
        notices.success(request, _("It stays hidden. The author is told why, in private."))
    elif act == CALLED:
        verbs.handle_flag(by=request.user, flag=flag, act=ModerationAct.HUMAN_CALL, now=now)
        notices.success(request, _("The call is noted. The message stays as it is."))
    else:
        verbs.handle_flag(by=request.user, flag=flag, now=now)
        notices.success(request, _("It is noted: nothing to hide."))


@require_http_methods(READ_AND_WRITE)
@entered
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """A message that waits: its author may take it back, facilitation publishes it or not."""
    capacity = capacity_of(request)
    waiting = submission_queries.visible(pk, capacity)
    if not capacity.is_facilitator:
        return _own_submission(request, waiting)
    form = ReadSubmissionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, waiting, form.cleaned_data)
        except Refused as refusal:
            if refusal.code != "own_case":
                raise
            # They may still publish these words, or leave them to somebody else.
            form.add_error("geste", refusal.sentence)
        else:
            return redirect("deliberation:queue")
    return _form(
        request,
        form,
        title=_("A message that waits to be read"),
        words=waiting.text,
        lead=_("Thread: %(title)s") % {"title": waiting.thread.title},
        submit=_("Note it"),
        back_url=reverse("deliberation:queue"),
        is_settled=waiting.read_at is not None,
        is_urgent=waiting.read_at is None and distress.rings(waiting.text),
    )


def _decide(request: HttpRequest, waiting: Submission, said: dict[str, Any]) -> None:
    now = clock.now()
    if said["geste"] == PUBLISH:
        submissions.publish(by=request.user, submission=waiting, now=now)
        notices.success(request, _("The message is published."))
    else:
        submissions.refuse(by=request.user, submission=waiting, reason=said["raison"], now=now)
        notices.success(request, _("It is not published. The author is told why, in private."))


def _own_submission(request: HttpRequest, waiting) -> HttpResponse:
    if request.method == "POST":
        submissions.take_back(by=request.user, submission=waiting, now=clock.now())
        notices.success(request, _("Your message is taken back. Nobody can read it any more."))
        return redirect("deliberation:thread", pk=waiting.thread_id)
    return answer(request, "deliberation/moderation/own_submission.html", AccessibleForm(), waiting=waiting)


@require_http_methods(READ_AND_WRITE)
@facilitator_only
def mode(request: HttpRequest, pk: int) -> HttpResponse:
    thread = thread_queries.visible_thread(pk, capacity_of(request))
    form = ModeForm(posted(request), initial={"mode": thread.mode})
    if request.method == "POST" and form.is_valid():
        try:
            thread_verbs.change_mode(
                by=request.user, thread=thread, mode=form.cleaned_data["mode"], now=clock.now()
            )
        except Refused as refusal:
            form.add_error("mode", refusal.sentence)
        else:
            notices.success(request, _("The thread is changed. Readers see it now."))
            return redirect("deliberation:thread", pk=thread.pk)
    return _form(
        request,
        form,
        title=_("When do we read?"),
        lead=_("Now: %(mode)s") % {"mode": ReadingMode(thread.mode).label},
        about=thread.title,
        submit=_("Change the thread"),
        back_url=reverse("deliberation:thread", args=[thread.pk]),
    )


@require_http_methods(READ_AND_WRITE)
@facilitator_only
def move(request: HttpRequest, pk: int) -> HttpResponse:
    capacity = capacity_of(request)
    message = message_queries.visible_message(pk, capacity)
    moderation.check_may_hide(message=message, capacity=capacity)
    form = MoveForm(posted(request), capacity=capacity, message=message)
    if request.method == "POST" and form.is_valid():
        moved = moving.move(by=request.user, message=message, to=form.cleaned_data["fil"], now=clock.now())
        notices.success(request, _("The message is moved. Its author is told, in private."))
        return redirect(message_url(moved))
    return _form(
        request,
        form,
        title=_("Move a message"),
        words=message_queries.shown(message).text,
        submit=_("Move it"),
        back_url=message_url(message),
    )


@require_http_methods(READ_AND_WRITE)
@facilitator_only
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    message = message_queries.visible_message(pk, capacity_of(request))
    moderation.check_was_moved(message)
    if request.method == "POST":
        back = moving.bring_back(by=request.user, message=message, now=clock.now())
        notices.success(request, _("The message is back in its thread."))
        return redirect(message_url(back))
    return _confirm(
        request,
        message,
        title=_("Bring this message back?"),
        why=_("It is read again here. It leaves the thread where it was moved."),
        submit=_("Bring it back"),
    )


@require_http_methods(READ_AND_WRITE)
@facilitator_only
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    message = message_queries.visible_message(pk, capacity_of(request))
    moderation.check_may_remind(message=message, is_reminded=False)
    if request.method == "POST":
        verbs.remind(by=request.user, message=message, now=clock.now())
        notices.success(
            request, _("The reminder is sent, in private. The public log counts it, without a name.")
        )
        return redirect(message_url(message))
    return _confirm(
        request,
        message,
        title=_("Remind this person, in private?"),
        why=_("We inform, we help, we do not say how to vote. Only this person reads the reminder."),
        submit=_("Send the reminder"),
    )


def _confirm(request: HttpRequest, message: Message, **page: str) -> HttpResponse:
    return answer(
        request,
        "deliberation/confirm.html",
        AccessibleForm(),
        message=message_queries.shown(message),
        back_url=message_url(message),
        **page,
    )


def _form(request: HttpRequest, form: AccessibleForm, **page: object) -> HttpResponse:
    return answer(request, ONE_FORM, form, **page)
