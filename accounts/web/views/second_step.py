"""The second step to enter, for whoever works here: set it up once, prove it at each entry, keep recovery codes."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.domain import factors, passkeys, proofs, second_step
from accounts.domain.tries import TooManyTries
from accounts.doors import capacity_of, entered
from accounts.rules import second_step as rules
from accounts.web.gate import ASK, waits
from accounts.web.pages import second_step as pages
from accounts.web.second_step_forms import CodeForm, FirstCodeForm
from accounts.web.views.entering import landing, too_many_tries
from common import clock
from common.exceptions import Refused
from common.forms import answer, posted

form_page = require_http_methods(["GET", "HEAD", "POST"])
TOO_MANY = "errors/429.html"


@sensitive_post_parameters("code")
@entered
@form_page
def ask(request: HttpRequest) -> HttpResponse:
    """« Votre code du moment? »; somebody who has none yet is led to set one up."""
    if not waits(request):
        return redirect(landing(request))
    if not factors.has_any(request.user):
        return redirect(_with_next(request, "accounts:second_step_set_up"))
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            factor = second_step.prove(
                request=request, person=request.user, code=form.cleaned_data["code"], now=clock.now()
            )
        except TooManyTries as refusal:
            return too_many_tries(request, refusal, template=TOO_MANY)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            return through(request, factor)
    has_passkey = bool(passkeys.of_person(request.user))
    return answer(request, "accounts/second_step/ask.html", form, has_passkey=has_passkey)


def through(request: HttpRequest, factor: int) -> HttpResponse:
    """The session is marked under a new key; somebody left without recovery codes makes some first."""
    request.session.cycle_key()
    proofs.remember(request.session, request.user, factor=factor)
    if not second_step.recovery_codes_left(request.user):
        return redirect(_with_next(request, "accounts:recovery_codes"))
    return redirect(landing(request))


@sensitive_post_parameters("code")
@entered
@form_page
def set_up(request: HttpRequest) -> HttpResponse:
    """An application and its first code; again later, to change it, once gone through the second step."""
    _check_works_here(request)
    if waits(request) and factors.has_any(request.user):
        return redirect(_with_next(request, ASK))
    application = pages.new_application(request, request.user)
    form = FirstCodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        try:
            factor = second_step.set_up_application(
                person=request.user, secret=application.secret, code=code, now=clock.now()
            )
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            pages.forget_application(request)
            return first_codes(request, factor)
    return answer(
        request, "accounts/second_step/set_up.html", form, application=application, is_first=waits(request)
    )


def first_codes(request: HttpRequest, factor: int) -> HttpResponse:
    """Recovery codes come with the first second step; somebody who already has some goes on."""
    through(request, factor)
    if second_step.recovery_codes_left(request.user):
        return redirect(landing(request))
    return _codes_page(request)


@entered
@form_page
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """How many are left; new ones, shown in this answer only."""
    _check_works_here(request)
    if request.method == "POST":
        return _codes_page(request)
    left = second_step.recovery_codes_left(request.user)
    return render(
        request, "accounts/second_step/codes_left.html", {"left": left, "next_url": landing(request)}
    )


def _codes_page(request: HttpRequest) -> HttpResponse:
    codes = second_step.make_recovery_codes(person=request.user, now=clock.now())
    context = {"codes": pages.code_groups(codes), "next_url": landing(request)}
    return render(request, "accounts/second_step/codes.html", context)


def _check_works_here(request: HttpRequest) -> None:
    rules.check_works_here(capacity_of(request))


def _with_next(request: HttpRequest, name: str) -> str:
    wanted = request.GET.get("next")
    return reverse(name) + (f"?{urlencode({'next': wanted}, safe='/')}" if wanted else "")
