"""Personal help about a concern: offered by support or facilitation, answered by its author, then given."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.doors import capacity_of, entered
from common import clock
from common.forms import posted
from participation.domain import help_offers as verbs
from participation.domain.queries import concerns
from participation.domain.queries import help_offers as queries
from participation.models import HelpOffer
from participation.web.staff_doors import helpers
from participation.web.staff_forms import HelpOfferForm
from participation.web.two_steps import ask


@helpers
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    found = concerns.visible_concern(pk, request.user, capacity_of(request))
    verbs.check_may_offer(by=request.user, concern=found, now=clock.now())
    form = HelpOfferForm(posted(request))
    here = reverse("participation:concern", args=[pk])
    return ask(
        request,
        form,
        lambda: verbs.offer(
            by=request.user, concern=found, words=form.cleaned_data["words"], now=clock.now()
        ),
        then=lambda _made: here,
        said=_("The help is offered. The person says yes or no."),
        title=_("Offer personal help"),
        about=found.title,
        lead=_("Only its author, you and facilitation read this. Their text does not change."),
        submit=_("Offer it"),
        crumb_url=here,
        crumb_label=found.title,
    )


@require_POST
@entered
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = _offer(request, pk)
    verbs.answer(by=request.user, offer=found, answer=request.POST.get("reponse", ""), now=clock.now())
    notices.success(request, _("Your answer is kept."))
    return redirect("participation:concern", pk=found.concern_id)


@require_POST
@helpers
def end(request: HttpRequest, pk: int) -> HttpResponse:
    verbs.end(by=request.user, offer=_offer(request, pk), now=clock.now())
    notices.success(request, _("It is noted: the help is given."))
    return redirect("participation:facilitation")


def _offer(request: HttpRequest, pk: int) -> HelpOffer:
    return queries.find(pk, viewer=request.user, capacity=capacity_of(request))
