"""A private word between one person and facilitation. Once open, it is read and written on its thread's page."""

from uuid import uuid4

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.domain.people import shown_name
from accounts.doors import capacity_of, entered, facilitator_only
from accounts.models import Person
from common import clock
from common.exceptions import BadInput, Missing
from common.forms import AccessibleForm, answer, posted
from deliberation.domain import private_words as verbs
from deliberation.domain.queries import threads as thread_queries
from deliberation.domain.queries.private_words import open_word
from deliberation.rules import visibility
from deliberation.web.moderation_forms import WordForm
from deliberation.web.views.looking import after_words

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@require_http_methods(READ_AND_WRITE)
@entered
def mine(request: HttpRequest) -> HttpResponse:
    """One's own: the thread when it is open, the first message otherwise."""
    if not capacity_of(request).is_member:
        raise Missing("thread_missing", visibility.MISSING_THREAD)
    if capacity_of(request).is_facilitator:
        return redirect("deliberation:queue")
    return _word(
        request, request.user, title=_("A private word to facilitation"), back=reverse("deliberation:threads")
    )


@require_http_methods(READ_AND_WRITE)
@facilitator_only
def with_person(request: HttpRequest, pk: int) -> HttpResponse:
    person = Person.objects.present().filter(pk=pk).first()
    if person is None:
        raise Missing("person_missing", _("This person is not here."))
    title = _("A private word to %(name)s") % {"name": shown_name(person)}
    return _word(request, person, title=title, back=reverse("deliberation:queue"))


@require_http_methods(READ_AND_WRITE)
@entered
def close(request: HttpRequest, pk: int) -> HttpResponse:
    thread = thread_queries.visible_thread(pk, capacity_of(request))
    if not thread.is_private_word or thread.opened_by_id != request.user.pk:
        raise Missing("thread_missing", visibility.MISSING_THREAD)
    if request.method == "POST":
        verbs.close(by=request.user, thread=thread, now=clock.now())
        notices.success(request, _("The private word is closed. You can still read it."))
        return redirect("deliberation:thread", pk=pk)
    return answer(
        request,
        "deliberation/moderation/close_word.html",
        AccessibleForm(),
        back_url=reverse("deliberation:thread", args=[pk]),
    )


def _word(request: HttpRequest, person: Person, *, title: str, back: str) -> HttpResponse:
    known = open_word(person)
    if known is not None and request.method != "POST":
        return redirect("deliberation:thread", pk=known.pk)
    form = WordForm(posted(request), initial={"cle": uuid4().hex})
    if request.user.pk != person.pk:
        form.fields["texte"].help_text = ""  # Said above the form.
    if request.method == "POST" and form.is_valid():
        try:
            message = verbs.write(
                by=request.user,
                person=person,
                text=form.cleaned_data["texte"],
                client_key=form.cleaned_data["cle"],
                now=clock.now(),
            )
        except BadInput as refusal:
            form.add_error("texte", refusal.sentence)
        else:
            # After the first word, the page of the thread; but first the help lines when it says danger.
            return redirect(after_words(message))
    return answer(
        request,
        "deliberation/moderation/form.html",
        form,
        title=title,
        is_private=True,
        submit=_("Send"),
        back_url=back,
    )
