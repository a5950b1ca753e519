"""Passkeys: enter with one, see one's own, add one, remove one."""

from django.contrib import messages as notices
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain import factors, passkeys, proofs, tries
from accounts.domain.tries import TooManyTries
from accounts.doors import capacity_of, entered
from accounts.rules import second_step as rules
from accounts.web import inside
from accounts.web.gate import ASK, waits
from accounts.web.passkey_forms import CredentialForm, NewPasskeyForm
from accounts.web.views.entering import landing, too_many_tries
from accounts.web.views.second_step import first_codes
from common import clock
from common.exceptions import Refused
from common.forms import answer, posted

form_page = require_http_methods(["GET", "HEAD", "POST"])
NAME = "passkey_name"
MINUTES = 10


@require_POST
def enter_begin(request: HttpRequest) -> HttpResponse:
    """A challenge for the device, the same for everybody; its answer comes with the next form."""
    tries.take_passkey(request)
    return JsonResponse(passkeys.begin_entering())


@sensitive_post_parameters("credential")
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """In, by the passkey alone: it is something one holds, opened by who one is. For whoever works here, both steps."""
    form = CredentialForm(request.POST)
    form.is_valid()
    now = clock.now()
    person, factor = passkeys.recognise(credential=form.cleaned_data.get("credential", ""), now=now)
    # The passkey is one touch away: the session ends with the browser.
    inside.come_in(request, person)
    proofs.remember(request.session, person, factor=factor)
    return redirect(landing(request))


@entered
def mine(request: HttpRequest) -> HttpResponse:
    rows = [_row(one) for one in passkeys.of_person(request.user)]
    context = {"rows": rows, "works_here": rules.must_prove(capacity_of(request))}
    return render(request, "accounts/passkeys/mine.html", context)


def _row(one) -> dict:
    return {"pk": one.pk, "name": one.data.get("name", ""), "added": one.created_at, "used": one.last_used_at}


@sensitive_post_parameters("pin")
@entered
@form_page
def add(request: HttpRequest) -> HttpResponse:
    """Its name and one's NIP first; the device is asked on the next page."""
    form = NewPasskeyForm(posted(request)).follow(request)
    if request.method == "POST" and form.is_valid():
        try:
            name = passkeys.check_adding(
                request=request,
                person=request.user,
                name=form.cleaned_data["name"],
                pin=form.cleaned_data["pin"],
            )
        except TooManyTries as refusal:
            return too_many_tries(request, refusal)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            request.session[NAME] = {"name": name, "until": clock.now().timestamp() + MINUTES * 60}
            return redirect("accounts:passkey_make")
    return answer(request, "accounts/passkeys/add.html", form)


@sensitive_post_parameters("credential")
@entered
@form_page
def make(request: HttpRequest) -> HttpResponse:
    """The device makes the passkey; without a script, or too late, one starts again."""
    name = _name(request)
    if not name:
        return redirect("accounts:passkey_add")
    if request.method == "POST":
        _add(request, name)
        request.session.pop(NAME, None)
        notices.success(request, _("It is done. This device lets you in."))
        return redirect("accounts:passkeys")
    return render(request, "accounts/passkeys/make.html", {"name": name})


def _name(request: HttpRequest) -> str:
    kept = request.session.get(NAME)
    is_good = isinstance(kept, dict) and kept.get("until", 0) > clock.now().timestamp()
    return kept["name"] if is_good else ""


def _add(request: HttpRequest, name: str) -> int:
    form = CredentialForm(request.POST)
    form.is_valid()
    credential = form.cleaned_data.get("credential", "")
    return passkeys.add(person=request.user, name=name, credential=credential, now=clock.now())


@require_POST
@entered
def add_begin(request: HttpRequest) -> HttpResponse:
    """What the device needs to make a passkey, for who has just given their NIP, or sets up their first second step."""
    if not (_is_first_second_step(request) or (_name(request) and not waits(request))):
        raise Refused("not_allowed", _("Write your NIP again first."))
    return JsonResponse(passkeys.begin_adding(request.user))


@sensitive_post_parameters("credential")
@require_POST
@entered
def set_up(request: HttpRequest) -> HttpResponse:
    """A passkey as one's first second step, right after the password."""
    if not _is_first_second_step(request):
        return redirect(ASK)
    return first_codes(request, _add(request, _("This device")))


def _is_first_second_step(request: HttpRequest) -> bool:
    return waits(request) and not factors.has_any(request.user)


@entered
@form_page
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = passkeys.find(person=request.user, pk=pk)
    if request.method == "POST":
        person = request.user
        factor = proofs.factor_of(request.session, person)
        passkeys.remove(person=person, pk=pk, now=clock.now())
        # This session stays, unless it was the removed passkey that proved it; every other one ends.
        update_session_auth_hash(request, person)
        if factor == pk:
            proofs.forget(request.session)
        notices.success(request, _("The passkey is removed. Everywhere else, you are signed out."))
        return redirect("accounts:passkeys")
    return render(request, "accounts/passkeys/remove.html", {"name": found.data.get("name", "")})
