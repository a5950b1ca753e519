"""« Me joindre »: one question a page, then « Vérifie », then it is kept; all of it may be erased."""

from django.conf import settings
from django.contrib import messages as notices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain import contacts, people
from accounts.doors import entered
from accounts.enums import ContactPath
from accounts.web import contact_draft as drafts
from accounts.web.contact_forms import ContactQuestion, PathForm, Questions
from common import clock
from common.exceptions import BadInput
from common.forms import answer, posted

form_page = require_http_methods(["GET", "HEAD", "POST"])


@entered
@form_page
def contact(request: HttpRequest) -> HttpResponse:
    """The path, which decides what is asked next."""
    person = people.reread(request.user)
    draft = drafts.of(request, person)
    form = PathForm(posted(request), initial={"path": draft.path})
    if request.method == "POST" and form.is_valid():
        return _go_on(request, draft, form)
    has_something = bool(contacts.details_of(person) or person.email)
    return answer(request, "accounts/contact/path.html", form, has_something=has_something)


@entered
@form_page
def question(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in Questions.BY_SLUG:
        raise Http404
    draft = drafts.of(request, people.reread(request.user))
    kind = Questions.BY_SLUG[slug]
    form = kind(posted(request), initial={kind.question: getattr(draft, kind.question)})
    if request.method == "POST" and form.is_valid():
        try:
            draft.check(kind.question, form.said)
        except BadInput as refusal:
            form.add_refusal(refusal)
        else:
            draft.asked.append(slug)
            return _go_on(request, draft, form)
    return answer(request, "accounts/contact/question.html", form)


def _go_on(request: HttpRequest, draft: drafts.ContactDraft, form: ContactQuestion) -> HttpResponse:
    setattr(draft, form.question, form.said)
    draft.keep(request)
    slug = draft.next_slug()
    return redirect("accounts:contact_question", slug) if slug else redirect("accounts:contact_check")


@entered
@form_page
def check(request: HttpRequest) -> HttpResponse:
    """Every answer with its « Changer »; the button keeps them."""
    person = people.reread(request.user)
    if drafts.KEY not in request.session:
        return redirect("accounts:contact")
    draft = drafts.of(request, person)
    if request.method == "POST":
        try:
            contacts.choose(by=person, person=person, now=clock.now(), **draft.chosen)
        except BadInput as refusal:
            # The page of what this path needs was passed over: back to it.
            notices.warning(request, str(refusal.sentence))
            slug = Questions.OF_REFUSAL.get(refusal.code)
            return redirect("accounts:contact_question", slug) if slug else redirect("accounts:contact")
        drafts.forget(request)
        notices.success(request, _("It is kept. We will reach you this way."))
        return redirect("accounts:profile")
    return render(
        request,
        "accounts/contact/check.html",
        {
            "rows": drafts.rows(draft),
            "back": reverse("accounts:contact"),
            "enters": bool(draft.email) and settings.CAN_SEND_MAIL,
        },
    )


@require_POST
@entered
def erase(request: HttpRequest) -> HttpResponse:
    """Nothing is kept any more: the person reads everything on screen."""
    person = people.reread(request.user)
    drafts.forget(request)
    contacts.choose(by=person, person=person, path=ContactPath.WEB, now=clock.now())
    notices.success(request, _("It is erased. You read everything here, on screen."))
    return redirect("accounts:contact")
