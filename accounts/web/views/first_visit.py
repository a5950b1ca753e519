"""The first visit, one question a page: card and code, borrowed name, NIP. Nothing is written before the last one."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.domain import first_visits, people
from accounts.domain.tries import TooManyTries
from accounts.doors import capacity_of
from accounts.rules.homes import home_of
from accounts.web import inside
from accounts.web import visit as visits
from accounts.web.first_visit_forms import CodeForm, NameForm, NewPinForm
from accounts.web.views.entering import card_in_address, too_many_tries
from common import clock
from common.exceptions import Refused
from common.forms import answer, posted

# In the session of somebody who has just opened their card.
OPENED = "card_opened"
QUESTIONS = 3
form_page = require_http_methods(["GET", "HEAD", "POST"])


@sensitive_post_parameters("code")
@form_page
def start(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        notices.info(request, _("You are already inside. To open another card, sign out first."))
        return redirect(home_of(capacity_of(request)))
    form = CodeForm(posted(request), initial={"card": card_in_address(request)})
    if request.method == "POST" and form.is_valid():
        number, code = form.cleaned_data["card"], form.cleaned_data["code"]
        try:
            opened = first_visits.open_with_code(request=request, number=number, code=code, now=clock.now())
        except TooManyTries as refusal:
            return too_many_tries(request, refusal)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            visits.begin(request, opened, now=clock.now())
            return redirect("accounts:first_visit_name")
    return _page(request, "code", form, number=1, back=reverse("accounts:enter"))


@form_page
def name(request: HttpRequest) -> HttpResponse:
    visit = visits.of(request)
    code = visit.code(now=clock.now()) if visit else None
    if visit is None or code is None:
        return _begin_again(request)
    if request.method != "POST" and "autres" in request.GET:
        visit.offer(others=True)
        visit.keep(request)
        return redirect("accounts:first_visit_name")
    form = NameForm(posted(request), offered=visit.offer(), initial=_chosen(visit))
    visit.keep(request)
    if request.method == "POST" and form.is_valid():
        try:
            visit.name = people.free_name(person=code.card.person, name=form.cleaned_data["name"])
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            visit.keep(request)
            return redirect("accounts:first_visit_pin")
    return _page(request, "name", form, number=2, back=reverse("accounts:first_visit"))


def _chosen(visit: visits.Visit) -> dict[str, str]:
    """Coming back from the next question shows what was chosen."""
    if not visit.name:
        return {}
    return {"choice": visit.name} if visit.name in visit.offered else {"choice": "autre", "own": visit.name}


@sensitive_post_parameters("pin", "again")
@form_page
def pin(request: HttpRequest) -> HttpResponse:
    visit = visits.of(request)
    code = visit.code(now=clock.now()) if visit else None
    if visit is None or code is None:
        return _begin_again(request)
    if not visit.name:
        return redirect("accounts:first_visit_name")
    form = NewPinForm(posted(request)).follow(request)
    if request.method == "POST" and form.is_valid():
        try:
            person = first_visits.finish(
                code=code, name=visit.name, pin=form.cleaned_data["pin"], now=clock.now()
            )
        except Refused as refusal:
            if refusal.code not in ("pin", "easy_pin"):
                return _stopped(request, refusal)
            form.add_refusal(refusal)
        else:
            visits.forget(request)
            inside.come_in(request, person, is_first=True)
            request.session[OPENED] = True
            return redirect("accounts:first_visit_done")
    return _page(
        request, "pin", form, number=3, back=reverse("accounts:first_visit_name"), chosen_name=visit.name
    )


def _stopped(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Somebody took the name meanwhile: another one. The code was spent meanwhile: enter with the NIP."""
    notices.warning(request, str(refusal.sentence))
    if refusal.code.startswith("name"):
        return redirect("accounts:first_visit_name")
    visits.forget(request)
    return redirect("accounts:enter")


def _begin_again(request: HttpRequest) -> HttpResponse:
    """No right to this step: never asked, too late, or a code spent or revoked since, perhaps in another window."""
    visit = visits.of(request)
    visits.forget(request)
    if visit is None:
        return redirect("accounts:first_visit")
    if visit.is_late(clock.now()):
        notices.info(request, _("The time for this step is over. Write your card and your code again."))
        return redirect("accounts:first_visit")
    notices.warning(request, _("This code no longer works. If you chose a NIP, enter with it."))
    return redirect("accounts:enter")


def _page(request: HttpRequest, template: str, form, *, number: int, back: str, **more) -> HttpResponse:
    context = {"number": number, "total": QUESTIONS, "back": back, **more}
    return answer(request, f"accounts/first_visit/{template}.html", form, **context)


def done(request: HttpRequest) -> HttpResponse:
    """Only right after opening; later, it is the person's home."""
    if not request.user.is_authenticated:
        return redirect("accounts:enter")
    home = home_of(capacity_of(request))
    if not request.session.get(OPENED):
        return redirect(home)
    return render(request, "accounts/first_visit/done.html", {"home": reverse(home)})
