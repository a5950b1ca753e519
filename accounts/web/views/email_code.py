"""Enter with a code received by e-mail; there only when the site can send one."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.domain import email_codes
from accounts.domain.tries import TooManyTries
from accounts.web import inside
from accounts.web.email_code_forms import AddressForm, ReceivedCodeForm
from accounts.web.views.entering import landing, too_many_tries
from common import clock
from common.exceptions import Missing, Refused
from common.forms import answer, posted

# In the session of nobody: where the code was asked to go. It never goes in an address.
ASKED = "mail_code_for"
form_page = require_http_methods(["GET", "HEAD", "POST"])


def _check_the_site_sends() -> None:
    if not settings.CAN_SEND_MAIL:
        raise Missing("missing", _("This is not here."))


@form_page
def ask(request: HttpRequest) -> HttpResponse:
    """Known or not, the address gets the same page."""
    _check_the_site_sends()
    if request.user.is_authenticated:
        return redirect(landing(request))
    form = AddressForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            email_codes.ask(request=request, email=form.cleaned_data["email"])
        except TooManyTries as refusal:
            return too_many_tries(request, refusal)
        request.session[ASKED] = form.cleaned_data["email"]
        return redirect("accounts:email_code")
    return answer(request, "accounts/email_code/ask.html", form)


@sensitive_post_parameters("code")
@form_page
def enter(request: HttpRequest) -> HttpResponse:
    _check_the_site_sends()
    email = request.session.get(ASKED)
    if request.user.is_authenticated or not email:
        return redirect("accounts:email_code_ask")
    form = ReceivedCodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        code, now = form.cleaned_data["code"], clock.now()
        try:
            person = email_codes.recognise(request=request, email=email, code=code, now=now)
        except TooManyTries as refusal:
            return too_many_tries(request, refusal)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            del request.session[ASKED]
            inside.come_in(request, person, is_own=not form.cleaned_data["shared"])
            return redirect(landing(request))
    return answer(request, "accounts/email_code/code.html", form)
