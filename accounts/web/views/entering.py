"""Enter, leave, leave fast."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain import devices, entering, kept_words
from accounts.domain.tries import TooManyTries
from accounts.doors import capacity_of
from accounts.rules import entering as rules
from accounts.rules.homes import home_of
from accounts.web import inside
from accounts.web.forms import EnterForm
from common import clock, comfort, dates
from common.exceptions import Refused
from common.forms import answer
from common.middleware import LANGUAGE_COOKIE

# How to read, in which language, and that this device has entered: kept one year by the device, whoever sits there.
STAYING = frozenset({comfort.COOKIE, LANGUAGE_COOKIE, devices.COOKIE})


@sensitive_post_parameters("pin")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        if request.user.is_authenticated:
            return redirect(landing(request))
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
    inside.come_in(request, person, is_own=not form.cleaned_data["shared"])
    return redirect(landing(request))


def _enter_page(request: HttpRequest, form: EnterForm, *, is_first_time: bool = False) -> HttpResponse:
    """`is_first_time`: the code of the slip was typed as a NIP; the way to the first visit then comes first."""
    card = rules.squeezed(form.cleaned_data["login"]) if is_first_time else card_in_address(request)
    with_card = f"?carte={card}" if card else ""
    return answer(
        request,
        "accounts/enter.html",
        form,
        first_visit_url=resolve_url("accounts:first_visit") + with_card,
        forgotten_url=resolve_url("accounts:forgotten") + with_card,
        is_first_time=is_first_time,
        was_left=inside.WAS in request.session,
        is_kept=inside.KEPT in request.session,
        idle_minutes=settings.IDLE_MINUTES,
        can_send_mail=settings.CAN_SEND_MAIL,
    )


def card_in_address(request: HttpRequest) -> str:
    """The number that the picture of the card carries, when it looks like one."""
    try:
        return rules.check_card_number(request.GET.get("carte", ""))
    except Refused:
        return ""


def too_many_tries(
    request: HttpRequest, refusal: TooManyTries, *, template: str = "accounts/too_many_tries.html"
) -> HttpResponse:
    if refusal.is_everywhere:
        return render(request, "accounts/closed_to_strangers.html", status=refusal.status)
    # Past an hour, « 1200 minutes » and an hour without its day say nothing.
    is_soon = refusal.minutes <= 60
    context = (
        {"again_at": refusal.again_at, "minutes": refusal.minutes}
        if is_soon
        else {"again_on": dates.day_time(refusal.again_at)}
    )
    return render(request, template, context, status=refusal.status)


def landing(request: HttpRequest) -> str:
    """What was kept for the person first; the page asked for when it is one of ours; else the home of their role."""
    if request.user.is_authenticated and kept_words.waiting(request.user, now=clock.now()):
        return resolve_url("accounts:kept")
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
    inside.go_out(request)
    # Said by the address: a message would need a session.
    response = redirect(f"{resolve_url('participation:home')}?sortie=1")
    response["Clear-Site-Data"] = '"cache", "storage"'
    for name in set(request.COOKIES) - STAYING:
        response.delete_cookie(name, samesite="Lax")
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def quick_exit(request: HttpRequest) -> HttpResponse:
    """End the session, then a harmless page. By GET too: it must work even from a page that waited too long.

    No trace of having been here stays: the device is a stranger again.
    """
    inside.go_out(request)
    response = HttpResponseRedirect(settings.QUICK_EXIT_URL)
    response.delete_cookie(devices.COOKIE, samesite="Lax")
    # Not the cache: emptying it takes time, and signed-in pages are never stored.
    response["Clear-Site-Data"] = '"cookies", "storage"'
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response
