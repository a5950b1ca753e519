"""Writing, flagging and taking back a message."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.doors import capacity_of, entered, entered_unless_public
from common import clock
from common.dates import day_time
from common.exceptions import BadInput, Missing, Refused
from common.forms import AccessibleForm, answer
from deliberation.domain import looking, moderation, submissions
from deliberation.domain import messages as verbs
from deliberation.domain.queries import messages as message_queries
from deliberation.domain.queries import threads as thread_queries
from deliberation.enums import MessageKind
from deliberation.models import Flag, Message, Submission, Thread
from deliberation.rules import moderation as rules
from deliberation.rules import visibility
from deliberation.web.forms import FlagForm, PostForm, composer
from deliberation.web.views.looking import after_words, is_changing, look_again, message_url
from deliberation.web.views.threads import thread_page

FIELD_OF = {
    "text_empty": "texte",
    "text_too_long": "texte",
    "kind": "sorte",
    "note_too_long": "note",
}


@require_safe
@entered_unless_public
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """Where this message is, in its thread: searches and notices keep this address, whatever page it is on."""
    found = Message.objects.select_related("thread").filter(pk=pk).first()
    if found is None or not visibility.may_read(found.thread, capacity_of(request)):
        # A message that one may not read and a message that does not exist answer the same.
        raise Missing("message_missing", visibility.MISSING_MESSAGE)
    return redirect(message_url(found))


def fold_url(message: Message) -> str:
    """Where the words are folded rather than taken away."""
    return reverse("deliberation:fold", args=[message.pk])


@require_POST
@entered
def post(request: HttpRequest, pk: int) -> HttpResponse:
    capacity = capacity_of(request)
    thread = thread_queries.visible_thread(pk, capacity)
    visibility.check_may_write(thread, capacity)
    form = composer(capacity, request.POST)
    if not form.is_valid() or is_changing(request):
        return thread_page(request, thread=thread, capacity=capacity, form=form)
    if found := looking.look(form.cleaned_data["texte"], thread=thread, seen=form.cleaned_data["vu"]):
        return look_again(request, form, found, back_url=reverse("deliberation:thread", args=[pk]))
    try:
        said = _post(request, thread, form)
    except Missing:
        raise
    except Refused as refusal:
        form.add_error(_field_of(refusal, form), refusal.sentence)
        response = thread_page(request, thread=thread, capacity=capacity, form=form)
        response.status_code = refusal.status
        return response
    if isinstance(said, Submission):
        notices.success(request, _("Your message waits to be read. Then it is published."))
    return redirect(after_words(said))


@require_http_methods(["GET", "HEAD", "POST"])
@entered
def flag(request: HttpRequest, pk: int) -> HttpResponse:
    message = message_queries.visible_message(pk, capacity_of(request))
    rules.check_may_flag(message=message, person_id=request.user.pk)
    form = FlagForm(request.POST if request.method == "POST" else None, message=message)
    if request.method == "POST" and form.is_valid():
        raised = moderation.flag(
            by=request.user, message=message, reason=form.cleaned_data["raison"], now=clock.now()
        )
        notices.success(request, _flagged_sentence(raised))
        return redirect(message_url(message))
    return about_message(request, "deliberation/flag.html", form, message)


def about_message(
    request: HttpRequest, template: str, form: AccessibleForm, message: Message, **context: str
) -> HttpResponse:
    """A form about one message, under the message itself."""
    back = message_url(message)
    return answer(
        request,
        template,
        form,
        message=message_queries.shown(message),
        # Facilitation reads what a flag hid before anybody decides; nobody else comes to such a page.
        words=message.text if message.hidden_until_read else "",
        may_remind=rules.is_support_speaking(message),
        back_url=back,
        **context,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@entered
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    message = message_queries.visible_message(pk, capacity_of(request))
    rules.check_may_withdraw(message=message, person_id=request.user.pk)
    if request.method == "POST":
        verbs.withdraw(by=request.user, message=message, now=clock.now())
        notices.success(request, _("Your message is taken back. Nobody can read it any more."))
        return redirect(message_url(message))
    return answer(
        request,
        "deliberation/confirm.html",
        AccessibleForm(),
        message=message_queries.shown(message),
        back_url=message_url(message),
        fold_url=fold_url(message),
        title=_("Take back your message?"),
        why=_("Its place stays in the thread. The words are no longer shown."),
        submit=_("Take back my message"),
    )


def _post(request: HttpRequest, thread: Thread, form: PostForm) -> Message | Submission:
    data = form.cleaned_data
    return submissions.say(
        by=request.user,
        thread=thread,
        text=data["texte"],
        now=clock.now(),
        kind=data.get("sorte") or MessageKind.MESSAGE,
        reply_to=_answered(thread, data["en_reponse_a"]),
        client_key=data["cle"],
        content_note=data["note"],
    )


def _answered(thread: Thread, number: int | None) -> Message | None:
    if number is None:
        return None
    found = message_queries.numbered(thread.pk, number)
    if found is None:
        raise BadInput("reply_to", _("The message you answer is not in this thread."))
    return found


def _field_of(refusal: Refused, form: PostForm) -> str | None:
    name = FIELD_OF.get(refusal.code, "texte" if isinstance(refusal, BadInput) else None)
    return name if name in form.fields else None


def _flagged_sentence(raised: Flag) -> str:
    if raised.reason in rules.AT_ONCE:
        return _("It is sent. Facilitation sees it first. If somebody is in danger now: 911 or 811.")
    return _("It is sent. Facilitation should read it before %(when)s.") % {"when": day_time(raised.due_at)}
