"""Who writes an initiative: the page of its authors, a code to invite, the answer, and leaving."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.doors import capacity_of, citizen_only, entered
from common import clock
from common.forms import posted
from participation.domain import co_authors
from participation.domain.queries import amendments as queries
from participation.models import AuthorInvitation, Initiative
from participation.web.amendment_forms import CodeForm
from participation.web.pages import authors as pages
from participation.web.two_steps import ask

# Which invitation the person opened with its code; the code itself is kept nowhere.
OPENED = "author_invitation"


@require_safe
@entered
def authors(request: HttpRequest, pk: int) -> HttpResponse:
    found = _initiative(request, pk)
    view = pages.authors_page(found, viewer=request.user, capacity=capacity_of(request), now=clock.now())
    return render(request, "participation/authors.html", {"initiative": found, "view": view})


@require_POST
@never_cache
@citizen_only
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """The code, shown in this answer only: kept nowhere, not even in the session."""
    found = _initiative(request, pk)
    made = co_authors.invite(by=request.user, initiative=found, now=clock.now())
    context = {"initiative": found, "made": made, "site": request.get_host()}
    return render(request, "participation/author_code_made.html", context)


@require_POST
@citizen_only
def uninvite(request: HttpRequest, pk: int) -> HttpResponse:
    co_authors.cancel(by=request.user, initiative=_initiative(request, pk), now=clock.now())
    notices.success(request, _("Your code no longer works."))
    return redirect("participation:authors", pk=pk)


@citizen_only
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """A page that asks, then a POST that does."""
    found = _initiative(request, pk)
    co_authors.check_may_leave(by=request.user, initiative=found)
    if request.method == "POST":
        co_authors.leave(by=request.user, initiative=found, now=clock.now())
        notices.success(request, _("You no longer write this initiative."))
        return redirect("participation:initiative", pk=pk)
    return render(request, "participation/author_leave.html", {"initiative": found})


@citizen_only
def code(request: HttpRequest) -> HttpResponse:
    """The nine digits; what they open is read on the next page."""
    form = CodeForm(posted(request))

    def open_it() -> AuthorInvitation:
        try:
            return co_authors.open_with_code(
                request=request, by=request.user, code=form.cleaned_data["code"], now=clock.now()
            )
        finally:
            request.session.pop(OPENED, None)

    def keep(found: AuthorInvitation) -> str:
        request.session[OPENED] = found.pk
        return reverse("participation:author_answer")

    return ask(
        request,
        form,
        open_it,
        then=keep,
        codes=("wrong_code", "too_many_tries"),
        submit=_("Continue"),
        title=_("Write an initiative together"),
        lead=_("An author gave you a code. Write it here: you then say yes or no."),
        crumb_url=reverse("participation:my_home"),
        crumb_label=_("My home"),
    )


@citizen_only
def answer_invitation(request: HttpRequest) -> HttpResponse:
    """What one is asked, then « oui » or « non merci »."""
    found = co_authors.opened(request.session.get(OPENED), now=clock.now())
    if request.method != "POST":
        return render(request, "participation/author_answer.html", {"view": pages.asked(found)})
    if request.POST.get("reponse") == "oui":
        made = co_authors.accept(by=request.user, invitation=found, now=clock.now())
        notices.success(request, _("You now write this initiative too."))
        where = reverse("participation:initiative", args=[made.pk])
    else:
        co_authors.decline(by=request.user, invitation=found, now=clock.now())
        notices.success(request, _("You said no. The code no longer works."))
        where = reverse("participation:my_home")
    del request.session[OPENED]
    return redirect(where)


def _initiative(request: HttpRequest, pk: int) -> Initiative:
    return queries.amended_initiative(pk, viewer=request.user, capacity=capacity_of(request))
