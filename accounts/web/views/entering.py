"""Enter, leave, leave fast."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain import entering
from accounts.domain.tries import TooManyTries
from accounts.doors import capacity_of
from accounts.rules import entering as rules
from accounts.rules.homes import home_of
from accounts.web.forms import EnterForm
from common import comfort, dates
from common.exceptions import Refused
from common.forms import answer
from common.middleware import LANGUAGE_COOKIE

# How to read, in which language: kept one year by this device, whoever sits there.
STAYING = frozenset({comfort.COOKIE, LANGUAGE_COOKIE})
OWN_DEVICE_SECONDS = 14 * 24 * 60 * 60


@sensitive_post_parameters("pin")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        if request.user.is_authenticated:
            return redirect(_landing(request))
        return _enter_page(request, EnterForm(initial={"login": card_in_address(request)}).follow(request))
    form = EnterForm(request.POST).follow(request)
    if not form.is_valid():
        return _enter_page(request, form)
    try:
        person = entering.recognise(
            request=request, login=form.cleaned_data["login"], pin=form.cleaned_data["pin"]
        )
    except TooManyTries as refusal:
        return too_many_tries(request, refusal)
    except Refused as refusal:
        form.add_refusal(refusal)
        return _enter_page(request, form, is_first_time=refusal.code == "opening_code")
    login(request, person)
    # Zero: the session ends with the browser.
    request.session.set_expiry(0 if form.cleaned_data["shared"] else OWN_DEVICE_SECONDS)
    return redirect(_landing(request))


def _enter_page(request: HttpRequest, form: EnterForm, *, is_first_time: bool = False) -> HttpResponse:
    """`is_first_time`: the code of the slip was typed as a NIP; the way to the first visit then comes first."""
    card = rules.squeezed(form.cleaned_data["login"]) if is_first_time else card_in_address(request)
    first_visit_url = resolve_url("accounts:first_visit") + (f"?carte={card}" if card else "")
    return answer(
        request, "accounts/enter.html", form, first_visit_url=first_visit_url, is_first_time=is_first_time
    )


def card_in_address(request: HttpRequest) -> str:
    """The number that the picture of the card carries, when it looks like one."""
    try:
        return rules.check_card_number(request.GET.get("carte", ""))
    except Refused:
        return ""


def too_many_tries(request: HttpRequest, refusal: TooManyTries) -> HttpResponse:
    # Past an hour, « 1200 minutes » and an hour without its day say nothing.
    is_soon = refusal.minutes <= 60
    context = (
        {"again_at": refusal.again_at, "minutes": refusal.minutes}
        if is_soon
        else {"again_on": dates.day_time(refusal.again_at)}
    )
    return render(request, "accounts/too_many_tries.html", context, status=refusal.status)


def _landing(request: HttpRequest) -> str:
    """The page asked for when it is one of ours, else the home of the person's role."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if is_ours(request, wanted):
        return wanted
    return resolve_url(home_of(capacity_of(request)))


def is_ours(request: HttpRequest, url: str) -> bool:
    """A path of this site. A bare word is none: redirect() would look for a view of that name."""
    return url.startswith("/") and url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End the session; the browser forgets what it kept of us, but how one reads: that says nothing about anybody."""
    logout(request)
    # Said by the address: a message would need a session.
    response = redirect(f"{resolve_url('participation:home')}?sortie=1")
    response["Clear-Site-Data"] = '"cache", "storage"'
    for name in set(request.COOKIES) - STAYING:
        response.delete_cookie(name, samesite="Lax")
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def quick_exit(request: HttpRequest) -> HttpResponse:
    """End the session, then a harmless page. By GET too: it must work even from a page that waited too long."""
    logout(request)
    response = HttpResponseRedirect(settings.QUICK_EXIT_URL)
    # Not the cache: emptying it takes time, and signed-in pages are never stored.
    response["Clear-Site-Data"] = '"cookies", "storage"'
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response
