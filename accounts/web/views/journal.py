"""My journal: what happened to my account, who looked at my details; and « It was not me »."""

from django.conf import settings
from django.contrib import messages as notices
from django.contrib.auth import logout
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain import disputes
from accounts.domain.queries import journal as queries
from accounts.domain.tries import TooManyTries
from accounts.doors import capacity_of, entered
from accounts.rules import disputing, second_step
from accounts.rules.homes import home_of
from accounts.web.pages import journal as pages
from accounts.web.recovery_forms import NotMeForm
from accounts.web.views.entering import too_many_tries
from common import clock
from common.exceptions import Refused
from common.forms import answer, posted

PER_PAGE = 20


@require_safe
@entered
def journal(request: HttpRequest) -> HttpResponse:
    page = Paginator(range(queries.count(request.user)), PER_PAGE).get_page(request.GET.get("page"))
    first = (page.number - 1) * PER_PAGE
    lines = queries.lines(request.user, now=clock.now(), first=first, last=first + PER_PAGE)
    return render(
        request, "accounts/journal/journal.html", {"page": page, "lines": [pages.told(one) for one in lines]}
    )


@require_safe
@entered
def paper(request: HttpRequest) -> HttpResponse:
    """All of it, to print and to keep."""
    lines = [pages.told(one) for one in queries.lines(request.user, now=clock.now())]
    return render(request, "accounts/journal/paper.html", {"lines": lines, "now": clock.now()})


@require_POST
@entered
def seen(request: HttpRequest) -> HttpResponse:
    """« It was me »: the note goes away."""
    disputes.mark_seen(person=request.user, now=clock.now())
    notices.success(request, _("It is noted. Your journal keeps it."))
    return redirect(home_of(capacity_of(request)))


@sensitive_post_parameters("pin")
@entered
@require_http_methods(["GET", "HEAD", "POST"])
def not_me(request: HttpRequest, pk: int) -> HttpResponse:
    """One button: everything closes, and another employer's people are told. It says before what will happen."""
    now = clock.now()
    event = queries.disputable(pk, person=request.user, now=now)
    asks_pin = disputing.is_behind_the_nip_of_now(event, request.user)
    form = NotMeForm(posted(request), asks_pin=asks_pin)
    if asks_pin:
        form.fields["pin"].widget.follow(request)
    if request.method == "POST" and form.is_valid():
        try:
            pin = form.cleaned_data.get("pin", "")
            disputes.raise_dispute(request=request, event=event, pin=pin, now=now)
        except TooManyTries as refusal:
            return too_many_tries(request, refusal)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            logout(request)
            return redirect("accounts:not_me_done")
    line = pages.told(queries.of_event(event, now=now))
    said = {"asks_pin": asks_pin, "forgets_keys": not second_step.must_prove(capacity_of(request))}
    return answer(request, "accounts/journal/not_me.html", form, line=line, **said)


@require_safe
def not_me_done(request: HttpRequest) -> HttpResponse:
    """Signed out: what was done and what comes, with the phone. It names nobody."""
    return render(request, "accounts/journal/not_me_done.html", {"phone_number": settings.SITE_PHONE})
