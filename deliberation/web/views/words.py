"""Changing one's words, reading what they were, folding them under a note."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.doors import capacity_of, entered
from common import clock
from common.exceptions import BadInput
from common.forms import answer
from deliberation.domain import editing as verbs
from deliberation.domain import looking, reactions
from deliberation.domain.queries import messages as message_queries
from deliberation.enums import ReactionKind
from deliberation.rules import editing
from deliberation.web.forms import EditForm, FoldForm
from deliberation.web.views.looking import after_words, is_changing, look_again, message_url
from deliberation.web.views.messages import about_message, fold_url

KINDS = {"merci": ReactionKind.THANKS, "moi-aussi": ReactionKind.ME_TOO}


@require_http_methods(["GET", "HEAD", "POST"])
@entered
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    message = message_queries.visible_message(pk, capacity_of(request))
    verbs.check_may_edit(message=message, person_id=request.user.pk, now=clock.now())
    form = EditForm(request.POST if request.method == "POST" else None, initial={"texte": message.text})
    if request.method == "POST" and form.is_valid() and not is_changing(request):
        text, seen = form.cleaned_data["texte"], form.cleaned_data["vu"]
        if found := looking.look(text, thread=message.thread, seen=seen):
            return look_again(request, form, found, back_url=request.path)
        try:
            changed = verbs.edit(by=request.user, message=message, text=text, now=clock.now())
        except BadInput as refusal:
            form.add_error("texte", refusal.sentence)
        else:
            notices.success(request, _("Your message is changed. What it was stays readable."))
            return redirect(after_words(changed))
    until = editing.editable_until(message)
    back = message_url(message)
    return answer(
        request, "deliberation/edit.html", form, until=until, back_url=back, fold_url=fold_url(message)
    )


@require_safe
@entered
def history(request: HttpRequest, pk: int) -> HttpResponse:
    capacity = capacity_of(request)
    message = message_queries.visible_message(pk, capacity)
    before = verbs.history(message, capacity)
    context = {
        "message": message_queries.shown(message),
        "before": before,
        "back_url": message_url(message),
    }
    return render(request, "deliberation/history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@entered
def fold(request: HttpRequest, pk: int) -> HttpResponse:
    capacity = capacity_of(request)
    message = message_queries.visible_message(pk, capacity)
    editing.check_may_fold(message=message, capacity=capacity)
    form = FoldForm(
        request.POST if request.method == "POST" else None, initial={"note": message.content_note}
    )
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        verbs.fold(by=request.user, message=message, note=note, now=clock.now())
        notices.success(
            request,
            _("The message is folded under its note.") if note.strip() else _("The message is open again."),
        )
        return redirect(message_url(message))
    return about_message(request, "deliberation/fold.html", form, message)


@require_POST
@entered
def react(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Said; pressed again, taken back."""
    message = message_queries.visible_message(pk, capacity_of(request))
    said = KINDS[kind]
    is_said = reactions.has_said(request.user, message, said)
    verb = reactions.take_back if is_said else reactions.react
    verb(by=request.user, message=message, kind=said, now=clock.now())
    return redirect(message_url(message))
