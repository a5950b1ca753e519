"""A forgotten NIP, on the side of who helps: a code alone, or by two when a vote concerns the person.

`accounts` does not know votes: whether two people are needed is told from here, as a plain value. The page never says
whether the person has voted: it reads the list of who may vote, not the ballots.
"""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.domain import disputes, journal, recoveries
from accounts.domain.queries import cards as card_queries
from accounts.domain.queries import recoveries as queries
from accounts.doors import capacity_of, facilitator_only
from accounts.enums import IdentityPart
from accounts.models import Person
from common import clock
from common.exceptions import Missing
from participation.web.pages.recovery import recovery_page
from participation.web.staff_doors import helpers
from voting.domain.queries import votes as vote_queries


@require_safe
@helpers
def recovery(request: HttpRequest, pk: int) -> HttpResponse:
    person = _person(request, pk)
    journal.note_look(person=person, viewer=request.user, part=IdentityPart.ACCOUNT, now=clock.now())
    page = recovery_page(
        capacity_of(request),
        person,
        needs_two=vote_queries.concerns_running_vote(person),
        now=clock.now(),
    )
    return render(request, "participation/staff/recovery.html", {"page": page, "pk": pk})


@require_POST
@facilitator_only
def recovery_ask(request: HttpRequest, pk: int) -> HttpResponse:
    recoveries.ask(by=request.user, person=_person(request, pk), now=clock.now())
    notices.success(
        request, _("The request is noted. Tell somebody of another employer: they make the code.")
    )
    return redirect("participation:recovery", pk=pk)


@require_POST
@helpers
def recovery_code(request: HttpRequest, pk: int) -> HttpResponse:
    """The code, shown in this answer only: kept nowhere, not even in the session."""
    person = _person(request, pk)
    made = recoveries.make_code(
        by=request.user,
        person=person,
        needs_two=vote_queries.concerns_running_vote(person),
        now=clock.now(),
    )
    card, back = card_queries.live_card(person), reverse("participation:recovery", args=[pk])
    context = {"made": made, "card": card, "back_url": back, "site": request.get_host()}
    return render(request, "accounts/forgotten/slip.html", context)


@require_POST
@helpers
def recovery_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    recoveries.cancel(by=request.user, person=_person(request, pk), now=clock.now())
    notices.success(request, _("It is cancelled. No code waits for this person."))
    return redirect("participation:facilitation")


@require_POST
@helpers
def recovery_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """After the talk with the person who said « It was not me »."""
    person = _person(request, pk)
    dispute = queries.open_dispute(person)
    if dispute is None:
        raise Missing("missing", _("This is not here."))
    disputes.settle(by=request.user, dispute=dispute, now=clock.now())
    notices.success(request, _("It is settled. The person's journal keeps what happened."))
    return redirect("participation:facilitation")


def _person(request: HttpRequest, pk: int) -> Person:
    """Facilitation reads every card; support, only who waits for a second person or said « It was not me »."""
    person, capacity = card_queries.of_person(pk, on=clock.today()), capacity_of(request)
    if capacity.is_facilitator:
        return person
    waiting = queries.waiting_request(person, now=clock.now())
    dispute = queries.open_dispute(person)
    if waiting is None and not (dispute and queries.hears(capacity, dispute, now=clock.now())):
        raise Missing("missing", _("This is not here."))
    return person
