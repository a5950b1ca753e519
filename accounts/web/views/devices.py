"""« Mes appareils »: see where I am inside, and close what should not be open."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.domain import sessions
from accounts.doors import capacity_of, entered
from accounts.rules import second_step
from accounts.web.pages import devices as pages
from common import clock
from common.exceptions import BadInput


@require_safe
@entered
def devices(request: HttpRequest) -> HttpResponse:
    page = pages.devices_page(request.user, key=str(request.session.session_key))
    # A password is changed by the administration: no way there from here.
    context = {"page": page, "works_here": second_step.must_prove(capacity_of(request))}
    return render(request, "accounts/devices.html", context)


@require_POST
@entered
def close(request: HttpRequest) -> HttpResponse:
    """One thing, or everything but the device one is on."""
    kind, _dash, which = request.POST.get("quoi", "").partition("-")
    now = clock.now()
    if kind == pages.OTHERS:
        count = sessions.sign_out_others(by=request.user, key=str(request.session.session_key), now=now)
        done = ngettext(
            "It is done. %(count)d place is closed.", "It is done. %(count)d places are closed.", count
        ) % {"count": count}
    elif kind == pages.SESSION:
        sessions.sign_out(by=request.user, pk=_number(which), now=now)
        done = _("It is done. This device is signed out.")
    elif kind == pages.TOKEN:
        sessions.end_token(by=request.user, pk=which.replace("\x00", ""), now=now)
        done = _("It is done. This program is signed out.")
    elif kind == pages.DEVICE:
        sessions.forget_device(by=request.user, pk=_number(which), now=now)
        done = _("It is done. This device no longer knows you.")
    else:
        raise BadInput("device", _("Choose one of the answers."))
    if request.session.exists(request.session.session_key):
        notices.success(request, done)
    else:
        # The session of this very page: what is left of it must not come back.
        request.session.flush()
    return redirect("accounts:devices")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
