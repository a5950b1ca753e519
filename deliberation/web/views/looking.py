"""Before publishing, a gentle look; after it, the numbers to call when the words say danger."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import capacity_of, entered
from common import care, clock
from common.care import Found
from common.exceptions import Missing
from common.forms import AccessibleForm, answer
from deliberation.domain import threads as thread_verbs
from deliberation.domain.queries import messages as message_queries
from deliberation.domain.queries import submissions as submission_queries
from deliberation.domain.queries import threads as thread_queries
from deliberation.enums import Audience, SubmissionState
from deliberation.models import Message, Submission
from deliberation.rules import distress, moderation, visibility
from deliberation.web.forms import GuardForm


def message_url(message: Message) -> str:
    """The page of the thread where the message is, scrolled to it."""
    path = reverse("deliberation:thread", args=[message.thread_id])
    page = thread_queries.page_of_number(message.number)
    is_last = page == thread_queries.page_count(message.thread)
    return f"{path}#m-{message.number}" if is_last else f"{path}?page={page}#m-{message.number}"


def after_words(said: Message | Submission) -> str:
    """Where one goes after writing: to the message, or first to the help lines, whether it is published or waits."""
    if distress.rings(said.text):
        name = "help_waiting" if isinstance(said, Submission) else "help_now"
        return reverse(f"deliberation:{name}", args=[said.pk])
    if isinstance(said, Submission):
        return reverse("deliberation:thread", args=[said.thread_id])
    return message_url(said)


def is_changing(request: HttpRequest) -> bool:
    """« Change my text » on the page of the gentle look."""
    return "changer" in request.POST


def look_again(
    request: HttpRequest, form: AccessibleForm, found: list[Found], *, back_url: str
) -> HttpResponse:
    """The page that asks, with everything that was typed in hidden fields. Nothing is published nor kept before the answer."""
    typed = [(name, value) for name, value in form.cleaned_data.items() if name != "vu"]
    kept = [(name, request.POST.get(name, "")) for name, _value in typed]
    return render(
        request,
        "deliberation/look_again.html",
        {
            "found": found,
            "kept": kept,
            "text": form.cleaned_data["texte"],
            "seen": care.seen_after(found, form.cleaned_data["vu"]),
            "back_url": back_url,
        },
    )


@require_safe
@entered
def help_now(request: HttpRequest, pk: int) -> HttpResponse:
    """The help lines, for whoever wrote words that ring. Like a missing page for anybody else."""
    message = message_queries.visible_message(pk, capacity_of(request))
    lines = distress.lines_for(message.text)
    if request.user.pk not in (message.author_id, message.typed_by_id) or not lines:
        raise Missing("message_missing", visibility.MISSING_MESSAGE)
    context = {"help_lines": lines, "back_url": message_url(message), "became": _what_became_of(message)}
    return render(request, "deliberation/help_now.html", context)


@require_safe
@entered
def help_waiting(request: HttpRequest, pk: int) -> HttpResponse:
    """The same lines when the words wait to be read: nobody in danger waits for a reader."""
    words = submission_queries.sent_by(pk, request.user)
    lines = distress.lines_for(words.text)
    if not lines:
        raise Missing("submission_missing", submission_queries.MISSING)
    back = reverse("deliberation:thread", args=[words.thread_id])
    context = {"help_lines": lines, "back_url": back, "became": _what_became_of(words)}
    return render(request, "deliberation/help_now.html", context)


def _what_became_of(said: Message | Submission) -> str:
    """Where these words are today, in one sentence: the page stays open, or is opened again. Nothing once they left."""
    if isinstance(said, Submission):
        if said.state == SubmissionState.WAITING:
            return _("Your words are kept: facilitation reads them first.")
        return _what_became_of(said.message) if said.message else ""
    if said.withdrawn_at or (said.hidden_at and not said.hidden_passage):
        return ""
    if said.thread.audience == Audience.STAFF_AND_AUTHOR:
        return _("Facilitation receives your words.")
    return _("Your words are published.")


@require_http_methods(["GET", "HEAD", "POST"])
@entered
def guard(request: HttpRequest, pk: int) -> HttpResponse:
    """Facilitation's list of names that must not be written in this thread."""
    capacity = capacity_of(request)
    thread = thread_queries.visible_thread(pk, capacity)
    moderation.check_may_moderate(capacity)
    form = GuardForm(
        request.POST if request.method == "POST" else None, initial={"noms": thread.protected_names}
    )
    if request.method == "POST" and form.is_valid():
        names = form.cleaned_data["noms"]
        thread_verbs.guard_names(by=request.user, thread=thread, names=names, now=clock.now())
        notices.success(request, _("The list is kept."))
        return redirect("deliberation:thread", pk=pk)
    return answer(request, "deliberation/guard.html", form, thread=thread)
