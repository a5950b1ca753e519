"""What facilitation does on a thread; anybody else is refused by the domain."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.doors import capacity_of, entered
from common import clock
from common.exceptions import BadInput
from common.forms import AccessibleForm, answer
from deliberation.domain import moderation as verbs
from deliberation.domain import threads as thread_verbs
from deliberation.domain.queries import messages as message_queries
from deliberation.domain.queries import threads as thread_queries
from deliberation.models import Message
from deliberation.rules import lifecycle, moderation, private_words
from deliberation.web.forms import PASSAGE, HideForm, StateForm
from deliberation.web.views.looking import message_url
from deliberation.web.views.messages import about_message, fold_url


@require_http_methods(["GET", "HEAD", "POST"])
@entered
def hide(request: HttpRequest, pk: int) -> HttpResponse:
    capacity = capacity_of(request)
    message = message_queries.visible_message(pk, capacity)
    moderation.check_may_hide(message=message, capacity=capacity)
    form = HideForm(request.POST if request.method == "POST" else None, message=message)
    if request.method == "POST" and form.is_valid() and _hidden(request, message, form):
        notices.success(request, _("It is hidden. The reason is shown in its place."))
        return redirect(message_url(message))
    return about_message(request, "deliberation/hide.html", form, message, fold_url=fold_url(message))


@require_http_methods(["GET", "HEAD", "POST"])
@entered
def show_again(request: HttpRequest, pk: int) -> HttpResponse:
    capacity = capacity_of(request)
    message = message_queries.visible_message(pk, capacity)
    moderation.check_may_show_again(message=message, capacity=capacity)
    if request.method == "POST":
        verbs.show_again(by=request.user, message=message, now=clock.now())
        notices.success(request, _("The message is shown again."))
        return redirect(message_url(message))
    return answer(
        request,
        "deliberation/confirm.html",
        AccessibleForm(),
        message=message_queries.shown(message),
        back_url=message_url(message),
        title=_("Show this message again?"),
        why=_("Everybody who reads the thread will see it as it was written."),
        submit=_("Show the message again"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@entered
def state(request: HttpRequest, pk: int) -> HttpResponse:
    capacity = capacity_of(request)
    thread = thread_queries.visible_thread(pk, capacity)
    moderation.check_may_moderate(capacity)
    private_words.check_theirs_alone(thread, capacity)
    form = StateForm(request.POST if request.method == "POST" else None, current=thread.state)
    if request.method == "POST" and form.is_valid():
        thread_verbs.change_state(
            by=request.user,
            thread=thread,
            state=form.cleaned_data["etat"],
            reason=form.cleaned_data["raison"],
            now=clock.now(),
        )
        notices.success(request, _("The thread is changed. Readers see it now."))
        return redirect("deliberation:thread", pk=thread.pk)
    return answer(
        request,
        "deliberation/state.html",
        form,
        thread=thread,
        is_final=not lifecycle.next_states(thread.state),
    )


def _hidden(request: HttpRequest, message: Message, form: HideForm) -> bool:
    """True once hidden; False when the words to hide are not in the message, with the error in its field."""
    reason, now = form.cleaned_data["raison"], clock.now()
    try:
        if form.cleaned_data["quoi"] == PASSAGE:
            passage = form.cleaned_data["passage"]
            verbs.hide_passage(by=request.user, message=message, passage=passage, reason=reason, now=now)
        else:
            verbs.hide_message(by=request.user, message=message, reason=reason, now=now)
    except BadInput as refusal:
        form.add_error("passage", refusal.sentence)
        return False
    return True
