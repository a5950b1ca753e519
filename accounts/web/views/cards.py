"""Facilitation makes a card and its opening code, prints them, makes them again."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain import cards as verbs
from accounts.domain import contacts, journal, naming, opening_codes, people
from accounts.domain.queries import cards as queries
from accounts.doors import facilitator_only
from accounts.enums import IdentityPart
from accounts.web.card_forms import FindCardForm, NewCardForm
from accounts.web.pages import cards as pages
from accounts.web.pages.cards_pdf import answer_with_card, answer_with_slips
from accounts.web.pages.paper_card import paper_card
from common import clock
from common.exceptions import IllegalTransition
from common.forms import answer, posted

PER_PAGE = 20


@facilitator_only
def cards(request: HttpRequest) -> HttpResponse:
    form = FindCardForm(request.GET if "q" in request.GET else None)
    text = form.cleaned_data["q"].strip() if form.is_bound and form.is_valid() else ""
    on = clock.today()
    found = queries.find(text, on=on) if text else queries.waiting(on=on)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "text": text, "page": page, "lines": [pages.line(person) for person in page]}
    return render(request, "accounts/cards/cards.html", context)


@facilitator_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    form = NewCardForm(posted(request))
    if request.method == "POST" and form.is_valid():
        now = clock.now()
        person = people.register_with_card(
            by=request.user,
            display_name=naming.suggestions(1)[0],
            territory=form.cleaned_data["territory"],
            age_group=form.cleaned_data["age_group"],
            now=now,
        )
        notices.success(request, _("The card is made. Next: make the opening code, then print both."))
        return redirect("accounts:card", pk=person.pk)
    return answer(request, "accounts/cards/new.html", form)


@facilitator_only
def card(request: HttpRequest, pk: int) -> HttpResponse:
    person, now = queries.of_person(pk, on=clock.today()), clock.now()
    journal.note_look(person=person, viewer=request.user, part=IdentityPart.ACCOUNT, now=now)
    return render(request, "accounts/cards/card.html", {"page": pages.card_page(person, now=now)})


@facilitator_only
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The card alone, as often as needed: nothing on it is secret."""
    person = queries.of_person(pk, on=clock.today())
    live = queries.live_card(person)
    if live is None:
        raise IllegalTransition("no_card", _("This person has no card. Make one first."))
    return render(request, "accounts/cards/paper.html", {"paper": paper_card(request, live), "pk": pk})


@facilitator_only
def reach(request: HttpRequest, pk: int) -> HttpResponse:
    """How to call the person back; each look is written in their journal."""
    person = queries.of_person(pk, on=clock.today())
    details = contacts.details_for(by=request.user, person=person, now=clock.now())
    context = {"person": person, "rows": pages.reach_rows(person, details)}
    return render(request, "accounts/cards/reach.html", context)


@facilitator_only
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The same card as a file to print."""
    live = queries.live_card(queries.of_person(pk, on=clock.today()))
    if live is None:
        raise IllegalTransition("no_card", _("This person has no card. Make one first."))
    return answer_with_card(request, live)


@require_POST
@facilitator_only
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """A new code, shown in this answer only: kept nowhere, not even in the session."""
    person = queries.of_person(pk, on=clock.today())
    live = queries.live_card(person)
    if live is None:
        raise IllegalTransition("no_card", _("This person has no card. Make one first."))
    made = opening_codes.issue_opening_code(by=request.user, card=live, now=clock.now())
    if "pdf" in request.POST:
        return answer_with_slips(request, [made])
    return render(request, "accounts/cards/paper.html", {"paper": paper_card(request, live, made), "pk": pk})


@require_POST
@facilitator_only
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Lost or unreadable: another number; the NIP of somebody who has one does not change."""
    person = queries.of_person(pk, on=clock.today())
    verbs.issue_card(by=request.user, person=person, now=clock.now())
    notices.success(request, _("The new card is made. The one before no longer works."))
    return redirect("accounts:card", pk=pk)
