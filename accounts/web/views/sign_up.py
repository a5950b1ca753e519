"""« Je n'ai pas de carte »: one question a page, nothing written before the last button."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.domain import contacts, people, sign_ups
from accounts.domain.queries import territories
from accounts.domain.tries import TooManyTries
from accounts.doors import capacity_of
from accounts.enums import AgeGroup, ContactPath
from accounts.models import Person
from accounts.rules import signing_up as rules
from accounts.rules.homes import home_of
from accounts.web import inside
from accounts.web import sign_up as states
from accounts.web.first_visit_forms import OWN, NameForm
from accounts.web.sign_up_forms import LoginForm, PlaceAndAgeForm, ReachForm
from accounts.web.views.entering import too_many_tries
from common import clock
from common.exceptions import Refused
from common.forms import answer, posted

QUESTIONS = 4
SIGNED_UP = "signed_up"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def name(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        notices.info(request, _("You are already inside."))
        return redirect(home_of(capacity_of(request)))
    state = states.of(request)
    if request.method != "POST" and "autres" in request.GET:
        state.offer(others=True)
        state.keep(request)
        return redirect("accounts:sign_up")
    form = NameForm(posted(request), offered=state.offer(), initial=_chosen(state))
    state.keep(request)
    if request.method == "POST" and form.is_valid():
        try:
            state.name = people.free_name(person=Person(), name=form.cleaned_data["name"])
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            state.keep(request)
            return redirect("accounts:sign_up_place")
    return _page(request, "name", form, number=1, back=reverse("accounts:enter"))


def _chosen(state: states.SignUp) -> dict[str, str]:
    if not state.name:
        return {}
    return {"choice": state.name} if state.name in state.offered else {"choice": OWN, "own": state.name}


@form_page
def place(request: HttpRequest) -> HttpResponse:
    state = states.of(request)
    if request.user.is_authenticated or not state.name:
        return redirect("accounts:sign_up")
    known = {"territory": state.territory or None, "age_group": state.age_group or None}
    form = PlaceAndAgeForm(posted(request), initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            rules.check_age(form.cleaned_data["age_group"])
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            state.territory = form.cleaned_data["territory"].pk
            state.age_group = form.cleaned_data["age_group"]
            state.keep(request)
            return redirect("accounts:sign_up_reach")
    return _page(request, "question", form, number=2, back=reverse("accounts:sign_up"))


@form_page
def reach(request: HttpRequest) -> HttpResponse:
    state = states.of(request)
    if request.user.is_authenticated or not state.age_group:
        return redirect("accounts:sign_up_place")
    form = ReachForm(posted(request), initial={"phone": state.phone, "email": state.email})
    if request.method == "POST" and form.is_valid():
        phone, email = form.cleaned_data["phone"], form.cleaned_data["email"]
        try:
            contacts.check(path=ContactPath.WEB, phone=phone, email=email)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            state.phone, state.email, state.has_said_how = phone, email, True
            state.keep(request)
            return redirect("accounts:sign_up_login")
    return _page(request, "reach", form, number=3, back=reverse("accounts:sign_up_place"))


@sensitive_post_parameters("pin", "again")
@form_page
def login(request: HttpRequest) -> HttpResponse:
    """« Vérifie », the name to enter and the NIP: the button of this page opens the account."""
    state = states.of(request)
    if request.user.is_authenticated or not state.has_said_how:
        return redirect("accounts:sign_up_reach")
    form = LoginForm(posted(request), initial={"login": state.proposed_login()}).follow(request)
    state.keep(request)
    if request.method == "POST" and form.is_valid():
        try:
            person = _open(request, state, form)
        except TooManyTries as refusal:
            return too_many_tries(request, refusal)
        except Refused as refusal:
            if refusal.code.startswith("name"):
                notices.warning(request, str(refusal.sentence))
                return redirect("accounts:sign_up")
            form.add_refusal(refusal)
        else:
            states.forget(request)
            inside.come_in(request, person, is_first=True)
            request.session[SIGNED_UP] = person.username
            return redirect("accounts:sign_up_done")
    return _page(request, "login", form, number=4, back=reverse("accounts:sign_up_reach"), rows=_rows(state))


def _open(request: HttpRequest, state: states.SignUp, form: LoginForm) -> Person:
    return sign_ups.open_account(
        request=request,
        name=state.name,
        login=form.cleaned_data["login"],
        secret=form.cleaned_data["pin"],
        territory=territories.west_to_east().get(pk=state.territory),
        age_group=state.age_group,
        phone=state.phone,
        email=state.email,
        now=clock.now(),
    )


def _rows(state: states.SignUp) -> list[dict[str, str]]:
    territory = territories.west_to_east().filter(pk=state.territory).first()
    place_url, reach_url = reverse("accounts:sign_up_place"), reverse("accounts:sign_up_reach")
    said = ", ".join(filter(None, (state.phone, state.email))) or _("Nothing.")
    return [
        {
            "label": _("Borrowed name"),
            "value": state.name,
            "change_url": reverse("accounts:sign_up"),
            "change_what": _("my borrowed name"),
        },
        {"label": _("MRC"), "value": territory.name if territory else "", "change_url": place_url},
        {"label": _("Age group"), "value": str(AgeGroup(state.age_group).label), "change_url": place_url},
        {"label": _("Phone and e-mail"), "value": said, "change_url": reach_url},
    ]


def _page(request: HttpRequest, template: str, form, *, number: int, back: str, **more) -> HttpResponse:
    context = {"number": number, "total": QUESTIONS, "back": back, **more}
    return answer(request, f"accounts/sign_up/{template}.html", form, **context)


def done(request: HttpRequest) -> HttpResponse:
    """Only right after signing up; later, it is the person's home."""
    if not request.user.is_authenticated:
        return redirect("accounts:enter")
    home = home_of(capacity_of(request))
    login_name = request.session.get(SIGNED_UP)
    if not login_name:
        return redirect(home)
    has_phone = request.user.contact_path == ContactPath.PHONE
    context = {"home": reverse(home), "login_name": login_name, "is_called": has_phone}
    return render(request, "accounts/sign_up/done.html", context)
