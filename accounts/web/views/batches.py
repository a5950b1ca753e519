"""Facilitation prepares a workshop: cards and codes in one PDF, shown once."""

from uuid import uuid4

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain import batches as verbs
from accounts.domain.queries import batches as queries
from accounts.doors import facilitator_only
from accounts.web.card_forms import WorkshopForm
from accounts.web.pages import batches as pages
from accounts.web.pages.cards_pdf import answer_with_slips
from common import clock
from common.forms import answer, posted

PER_PAGE = 20


@facilitator_only
def workshops(request: HttpRequest) -> HttpResponse:
    found = Paginator(queries.batches(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": found, "lines": [pages.line(batch) for batch in found]}
    return render(request, "accounts/cards/workshops.html", context)


@facilitator_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The questions, then « Vérifie », then the PDF itself: the codes are in this one answer."""
    form = WorkshopForm(posted(request), initial={"once": uuid4()})
    if request.method == "POST" and "change" not in request.POST and form.is_valid():
        if "confirm" not in request.POST:
            return render(request, "accounts/cards/workshop_check.html", {"form": form, "rows": form.rows()})
        _batch, slips = verbs.prepare(
            by=request.user,
            count=form.cleaned_data["count"],
            territory=form.cleaned_data["territory"],
            once=form.cleaned_data["once"],
            now=clock.now(),
        )
        return answer_with_slips(request, slips)
    return answer(request, "accounts/cards/workshop_new.html", form)


@facilitator_only
def workshop(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "accounts/cards/workshop.html", {"page": pages.page(queries.of_pk(pk))})


@require_POST
@facilitator_only
def codes(request: HttpRequest, pk: int) -> HttpResponse:
    """Lost or badly printed: other codes for the cards that nobody opened."""
    slips = verbs.renew_codes(by=request.user, batch=queries.of_pk(pk), now=clock.now())
    return answer_with_slips(request, slips)


@facilitator_only
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    batch = queries.of_pk(pk)
    if request.method == "POST":
        count = verbs.cancel_unopened(by=request.user, batch=batch, now=clock.now())
        said = ngettext("%(count)d card is cancelled.", "%(count)d cards are cancelled.", count)
        notices.success(request, said % {"count": count})
        return redirect("accounts:workshop", pk=pk)
    return render(request, "accounts/cards/workshop_cancel.html", {"page": pages.page(batch)})
