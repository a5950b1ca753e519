"""« I forgot my NIP »: card and code, then a new NIP twice. The person enters with it afterwards, like any day."""

from datetime import datetime

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.domain import recoveries
from accounts.domain.tries import TooManyTries
from accounts.doors import capacity_of
from accounts.models import NipCode
from accounts.rules.homes import home_of
from accounts.rules.opening import TIME_TO_FINISH
from accounts.web.first_visit_forms import NewPinForm
from accounts.web.recovery_forms import ForgottenForm, NewPasswordForm
from accounts.web.views.entering import card_in_address, too_many_tries
from common import clock
from common.exceptions import Refused
from common.forms import answer, posted

# In the session of somebody who typed a right code: its row and until when, never the code.
KEY = "nip_recovery"
STEPS = 2
form_page = require_http_methods(["GET", "HEAD", "POST"])


@sensitive_post_parameters("code")
@form_page
def start(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        notices.info(request, _("You are already inside. To change your NIP with a code, sign out first."))
        return redirect(home_of(capacity_of(request)))
    form = ForgottenForm(posted(request), initial={"login": card_in_address(request)})
    if request.method == "POST" and form.is_valid():
        login, digits = form.cleaned_data["login"], form.cleaned_data["code"]
        try:
            code = recoveries.open_with_code(request=request, login=login, code=digits, now=clock.now())
        except TooManyTries as refusal:
            return too_many_tries(request, refusal)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            request.session.cycle_key()
            request.session[KEY] = {
                "code": code.pk,
                "until": (clock.now() + TIME_TO_FINISH).timestamp(),
            }
            return redirect("accounts:forgotten_new")
    return answer(request, "accounts/forgotten/code.html", form, number=1, total=STEPS)


@sensitive_post_parameters("pin", "again")
@form_page
def choose(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    code = _code(request, now)
    if code is None:
        return _begin_again(request)
    is_staff = recoveries.uses_password(code.person, now=now)
    form = (NewPasswordForm if is_staff else NewPinForm)(posted(request)).follow(request)
    if request.method == "POST" and form.is_valid():
        try:
            recoveries.finish(code=code, secret=form.cleaned_data["pin"], now=now)
        except Refused as refusal:
            if refusal.code not in ("pin", "easy_pin", "password"):
                request.session.pop(KEY, None)
                notices.warning(request, str(refusal.sentence))
                return redirect("accounts:enter")
            form.add_refusal(refusal)
        else:
            request.session.pop(KEY, None)
            notices.success(request, _done(is_staff))
            return redirect("accounts:enter")
    return answer(request, "accounts/forgotten/new.html", form, number=2, total=STEPS, uses_password=is_staff)


def _done(is_staff: bool) -> str:
    if is_staff:
        return _("Your password is changed. Everywhere else, you are signed out. Enter with it.")
    return _("Your NIP is changed. Everywhere else, you are signed out. Enter with it.")


def _code(request: HttpRequest, now: datetime) -> NipCode | None:
    kept = request.session.get(KEY)
    if not kept or now.timestamp() >= kept["until"]:
        return None
    return recoveries.still_live(code_id=kept["code"], now=now)


def _begin_again(request: HttpRequest) -> HttpResponse:
    """Never asked, too late, or a code spent or revoked since."""
    if request.session.pop(KEY, None):
        notices.warning(request, _("This code no longer works. If you chose a NIP, enter with it."))
    return redirect("accounts:forgotten")
