"""What others see of me, and the two things that I change alone: my borrowed name and my NIP."""

from django.contrib import messages as notices
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.domain import cards, people
from accounts.domain.tries import TooManyTries
from accounts.doors import capacity_of, entered
from accounts.rules import naming
from accounts.web.first_visit_forms import ChangePinForm, OwnNameForm
from accounts.web.pages.profile import profile_page
from accounts.web.views.entering import too_many_tries
from common import clock
from common.exceptions import Refused
from common.forms import answer, posted

form_page = require_http_methods(["GET", "HEAD", "POST"])


@entered
def me(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/profile/me.html", {"page": profile_page(capacity_of(request))})


@entered
@form_page
def name(request: HttpRequest) -> HttpResponse:
    naming.check_may_rename(capacity_of(request))
    form = OwnNameForm(posted(request), initial={"name": request.user.display_name})
    if request.method == "POST" and form.is_valid():
        person = people.reread(request.user)
        try:
            people.choose_name(by=person, person=person, name=form.cleaned_data["name"], now=clock.now())
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            notices.success(
                request, _("It is done. Your name is now %(name)s.") % {"name": person.display_name}
            )
            return redirect("accounts:profile")
    return answer(request, "accounts/profile/name.html", form)


@sensitive_post_parameters("old", "pin", "again")
@entered
@form_page
def pin(request: HttpRequest) -> HttpResponse:
    naming.check_may_rename(capacity_of(request))
    form = ChangePinForm(posted(request)).follow(request)
    if request.method == "POST" and form.is_valid():
        person = people.reread(request.user)
        old, new = form.cleaned_data["old"], form.cleaned_data["pin"]
        try:
            cards.change_pin(request=request, person=person, old=old, new=new, now=clock.now())
        except TooManyTries as refusal:
            return too_many_tries(request, refusal)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            # This session stays; every other one ends with the NIP that opened it.
            update_session_auth_hash(request, person)
            notices.success(request, _("Your NIP is changed. Everywhere else, you are signed out."))
            return redirect("accounts:profile")
    return answer(request, "accounts/profile/pin.html", form)
