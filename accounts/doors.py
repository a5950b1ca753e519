"""The doors of the pages: who may come through; everybody else reads why."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.enums import Role
from accounts.models import Person
from accounts.rules.capacity import Capacity
from common import clock
from common.exceptions import Missing, Refused

View = Callable[..., HttpResponse]

_REFUSALS = {
    Role.CITIZEN: _("This page is for citizens of the Espace."),
    Role.FACILITATOR: _("This page is for facilitators."),
}


def capacity_of(request: HttpRequest) -> Capacity:
    """What the person of this request may do today; asked once per request and person."""
    person = request.user if request.user.is_authenticated else None
    known = getattr(request, "_capacity", None)
    if known is None or known[0] != getattr(person, "pk", None):
        known = (getattr(person, "pk", None), people.capacity(person, on=clock.today()))
        request._capacity = known  # type: ignore[attr-defined]
    return known[1]


def know_capacity(request: HttpRequest, person: Person, capacity: Capacity) -> None:
    """What was just asked of this person need not be asked again in the same request."""
    request._capacity = (person.pk, capacity)  # type: ignore[attr-defined]


def entered(view: View) -> View:
    """Signed in; otherwise the page to enter, then back here."""

    @wraps(view)
    def through(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            # A form cannot be sent again after entering: only a page that can be read is worth coming back to.
            if request.method not in ("GET", "HEAD"):
                return redirect("accounts:enter")
            return redirect_to_login(request.get_full_path(), reverse("accounts:enter"))
        return view(request, *args, **kwargs)

    return through


def entered_unless_public(view: View) -> View:
    """A thing that may be public: signed out, whatever is not public leads to the page to enter, missing or private."""

    @wraps(view)
    def through(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Missing:
            if request.user.is_authenticated:
                raise
            return redirect_to_login(request.get_full_path(), reverse("accounts:enter"))

    return through


def role_required(*roles: Role) -> Callable[[View], View]:
    """Signed in, with one of these roles in force today."""

    def door(view: View) -> View:
        @entered
        @wraps(view)
        def through(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not capacity_of(request).holds(*roles):
                raise Refused("not_your_role", _refusal(roles))
            return view(request, *args, **kwargs)

        return through

    return door


def _refusal(roles: tuple[Role, ...]):
    if len(roles) == 1 and roles[0] in _REFUSALS:
        return _REFUSALS[roles[0]]
    return _("This page is not open to your role.")


citizen_only = role_required(Role.CITIZEN)
facilitator_only = role_required(Role.FACILITATOR)
