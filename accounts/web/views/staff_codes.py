"""Somebody who works here forgot their password, or never had one: a one-time code, never a chosen password."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.domain import journal, recoveries
from accounts.domain.queries.people import capacity
from accounts.doors import capacity_of, entered
from accounts.enums import IdentityPart
from accounts.models import Person
from accounts.rules import recovering
from common import clock
from common.exceptions import Missing, Refused


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def staff_code(request: HttpRequest, pk: int) -> HttpResponse:
    """The technical administration alone. The code is shown in the answer of the POST only."""
    if not recovering.is_technical(capacity_of(request)):
        raise Refused("not_your_role", _("This page is not open to your role."))
    person = _who_works_here(pk)
    if request.method == "POST":
        made = recoveries.make_code(by=request.user, person=person, needs_two=False, now=clock.now())
        back = reverse("accounts:staff_code", args=[pk])
        context = {"made": made, "login_name": person.username, "back_url": back, "site": request.get_host()}
        return render(request, "accounts/forgotten/slip.html", context)
    journal.note_look(person=person, viewer=request.user, part=IdentityPart.ACCOUNT, now=clock.now())
    return render(request, "accounts/forgotten/staff_code.html", {"person": person})


def _who_works_here(pk: int) -> Person:
    """Whoever enters with a card, and whoever has left, answer like nobody."""
    person = Person.objects.present().filter(pk=pk).first()
    if person is None or not recovering.works_here(capacity(person, on=clock.today())):
        raise Missing("missing", _("This is not here."))
    return person
