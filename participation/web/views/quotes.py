"""Quotes of a dossier: proposed and taken out by who prepares it, consented to by their author on their own page."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.doors import entered, facilitator_only
from common import clock
from participation.domain import quotes as verbs
from participation.domain import transmissions
from participation.domain.queries import quotes as queries
from participation.models import Quote, Transmission
from participation.web.quote_forms import QuoteForm
from participation.web.staff_doors import preparers
from participation.web.two_steps import ask
from participation.web.views.accords import is_yes


@preparers
def quote_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """A sentence of a concern, copied as it is; its author is asked."""
    found = get_object_or_404(Transmission.objects.being_prepared(), pk=pk)
    transmissions.check_may_be_rewritten(found)
    form = QuoteForm(request.POST or None, concerns=queries.may_be_quoted(found))
    back = reverse("participation:transmission", args=[pk])

    def propose() -> Quote:
        typed = form.cleaned_data
        return verbs.propose(by=request.user, transmission=found, now=clock.now(), **typed)

    return ask(
        request,
        form,
        propose,
        then=lambda made: back,
        said=_("Its author is asked. Nothing leaves before their yes."),
        title=_("Quote somebody"),
        lead=_("Only with their consent. Nobody is named."),
        submit=_("Ask its author"),
        crumb_url=back,
        crumb_label=found.title,
    )


@entered
def quote_consent(request: HttpRequest, pk: int) -> HttpResponse:
    """The author says yes or no themself."""
    quote = queries.one(pk, request.user)
    if request.method == "POST":
        accepts = is_yes(request)
        verbs.answer(by=request.user, quote=quote, accepts=accepts, now=clock.now())
        notices.success(request, _("Your answer is kept."))
        return redirect("participation:concern", pk=quote.concern_id)
    return render(request, "participation/quote.html", {"quote": quote})


@require_POST
@facilitator_only
def quote_note(request: HttpRequest, pk: int) -> HttpResponse:
    """What the author said, by phone or in person."""
    quote = queries.of_prepared(pk)
    verbs.answer(by=request.user, quote=quote, accepts=is_yes(request), now=clock.now())
    notices.success(request, _("The answer is noted."))
    return redirect("participation:transmission", pk=quote.transmission_id)


@require_POST
@preparers
def quote_take_out(request: HttpRequest, pk: int) -> HttpResponse:
    quote = queries.of_prepared(pk)
    verbs.take_out(by=request.user, quote=quote, now=clock.now())
    notices.success(request, _("The quote is taken out."))
    return redirect("participation:transmission", pk=quote.transmission_id)
