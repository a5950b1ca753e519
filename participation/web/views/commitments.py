"""What the Table committed to, for everybody; what it says of it since; what citizens saw; what it asks back."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.doors import capacity_of, citizen_only, facilitator_only
from common import clock, dates
from common.typography import floor_of_five
from participation.domain import commitments as verbs
from participation.domain import table_questions
from participation.domain.queries import commitments as queries
from participation.domain.queries import transmissions
from participation.domain.queries.commitments import Followed
from participation.rules import commitments as rules
from participation.web.commitment_forms import EspaceAnswerForm, KeptForm, NewDateForm, QuestionForm
from participation.web.staff_doors import secretary_only
from participation.web.two_steps import ask, ask_then_check

PER_PAGE = 10
FAMILIES = {rules.LATE: "c-rose", rules.CHANGED: "c-ochre", rules.TO_COME: "c-river", rules.KEPT: "c-moss"}


def commitments(request: HttpRequest) -> HttpResponse:
    found = queries.every(today=clock.today(), viewer=_viewer(request))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "participation/commitments.html",
        {
            "page": page,
            "cards": [card(one, request) for one in page],
            "facts": _facts(found),
            "questions": _questions_waiting(request),
        },
    )


def _facts(found: list[Followed]) -> list[dict]:
    def count(*statuses: str) -> int:
        return sum(one.standing.status in statuses for one in found)

    return [
        {"label": _("Kept"), "value": count(rules.KEPT)},
        {"label": _("Late"), "value": count(rules.LATE)},
        {"label": _("Date changed"), "value": count(rules.CHANGED)},
        {"label": _("To come"), "value": count(rules.TO_COME)},
    ]


def _questions_waiting(request: HttpRequest):
    return queries.questions_waiting(clock.today()) if capacity_of(request).is_facilitator else []


def card(one: Followed, request: HttpRequest) -> dict:
    """A commitment with its colour, its words, and what this reader may do with it."""
    capacity = capacity_of(request)
    status = one.standing.status
    words = {
        rules.KEPT: _("Kept"),
        rules.LATE: _("Late"),
        rules.CHANGED: _("Date changed"),
        rules.TO_COME: _("To come"),
    }
    pills = {rules.KEPT: ("ok", "coche"), rules.LATE: ("late", "attention"), rules.CHANGED: ("wait", "cal")}
    kind, icon_name = pills.get(status, ("wait", "horloge"))
    return {
        "one": one,
        "family": FAMILIES[status],
        "pill": {"kind": kind, "icon_name": icon_name, "text": words[status]},
        "seen": _seen(one.seen, is_inside=capacity.is_member),
        "may_see": rules.may_see(capacity),
        "may_act": capacity.is_secretary and not one.is_kept,
        "may_ask": capacity.is_secretary,
    }


def _seen(count: int, *, is_inside: bool) -> str:
    """Outside the members, no count from 1 to 4."""
    if not count:
        return ""
    if not is_inside and count < rules.FLOOR:
        return _("Fewer than 5 citizens saw it done.")
    if count == 1:
        return _("One citizen saw it done.")
    return _("%(count)s citizens saw it done.") % {"count": count if is_inside else floor_of_five(count)}


def commitment(request: HttpRequest, pk: int) -> HttpResponse:
    """One commitment: its dates, what was said of it, and the questions asked back."""
    found = queries.one(pk, today=clock.today(), viewer=_viewer(request))
    return render(
        request,
        "participation/commitment.html",
        {
            "card": card(found, request),
            "questions": queries.questions(commitment_id=pk, today=clock.today()),
            "is_facilitator": capacity_of(request).is_facilitator,
        },
    )


@require_POST
@citizen_only
def commitment_seen(request: HttpRequest, pk: int) -> HttpResponse:
    verbs.saw(by=request.user, commitment=_found(pk).commitment, now=clock.now())
    notices.success(request, _("Thank you. It is counted, and nobody knows it is you."))
    return redirect("participation:commitment", pk=pk)


@require_POST
@citizen_only
def commitment_unseen(request: HttpRequest, pk: int) -> HttpResponse:
    verbs.take_back_sighting(by=request.user, commitment=_found(pk).commitment, now=clock.now())
    notices.success(request, _("It is taken back."))
    return redirect("participation:commitment", pk=pk)


@secretary_only
def commitment_kept(request: HttpRequest, pk: int) -> HttpResponse:
    held = _found(pk).commitment
    form = KeptForm(request.POST or None)

    def keep():
        return verbs.keep(by=request.user, commitment=held, words=form.cleaned_data["words"], now=clock.now())

    return ask(
        request,
        form,
        keep,
        **_page(held),
        said=_("It is said. The people who wait for it are told."),
        title=_("Say that it is done"),
        lead=_("Citizens may then say that they saw it."),
        submit=_("Say that it is done"),
    )


@secretary_only
def commitment_date(request: HttpRequest, pk: int) -> HttpResponse:
    held = _found(pk).commitment
    form = NewDateForm(request.POST or None)

    def change():
        typed = form.cleaned_data
        return verbs.change_date(
            by=request.user, commitment=held, due_on=typed["due_on"], reason=typed["reason"], now=clock.now()
        )

    return ask_then_check(
        request,
        form,
        change,
        **_page(held),
        rows=lambda: [
            {"label": _("The new date"), "value": dates.short(form.cleaned_data["due_on"])},
            {"label": _("The reason"), "value": form.cleaned_data["reason"]},
        ],
        check={"submit": _("Change the date"), "lead": _("The first date stays visible.")},
        said=_("The date is changed. The people who wait for it are told."),
        title=_("Change the date"),
        submit=_("Check the new date"),
    )


@secretary_only
def commitment_question(request: HttpRequest, pk: int) -> HttpResponse:
    held = _found(pk).commitment
    return _asked(request, held.response.transmission, commitment=held, **_page(held))


@secretary_only
def dossier_question(request: HttpRequest, pk: int) -> HttpResponse:
    sent = transmissions.dossier(pk, today=clock.today()).transmission
    address = reverse("participation:transmission", args=[pk])
    page = {"about": sent.title, "crumb_url": address, "crumb_label": _("The dossier")}
    return _asked(request, sent, then=lambda made: address, **page)


def _asked(request: HttpRequest, sent, *, commitment=None, **page) -> HttpResponse:
    form = QuestionForm(request.POST or None)

    def put():
        return table_questions.ask(
            by=request.user,
            transmission=sent,
            commitment=commitment,
            words=form.cleaned_data["words"],
            now=clock.now(),
        )

    return ask(
        request,
        form,
        put,
        **page,
        said=_("Your question is public. Facilitation answers it."),
        title=_("Ask the Espace"),
        submit=_("Ask the question"),
    )


@facilitator_only
def question_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The Espace's answer, written once."""
    asked = queries.question(pk)
    form = EspaceAnswerForm(request.POST or None)
    address = reverse("participation:transmission", args=[asked.transmission_id])

    def answer():
        words = form.cleaned_data["words"]
        return table_questions.answer(by=request.user, question=asked, words=words, now=clock.now())

    return ask(
        request,
        form,
        answer,
        then=lambda made: address,
        said=_("The Espace answered. The Table is told."),
        title=_("Answer the Table's question"),
        about=asked.words,
        submit=_("Publish the Espace's answer"),
        crumb_url=address,
        crumb_label=asked.transmission.title,
    )


def _page(held) -> dict:
    address = reverse("participation:commitment", args=[held.pk])
    return {
        "then": lambda made: address,
        "about": held.what,
        "crumb_url": address,
        "crumb_label": _("The commitment"),
    }


def _found(pk: int) -> Followed:
    return queries.one(pk, today=clock.today(), viewer=None)


def _viewer(request: HttpRequest):
    return request.user if request.user.is_authenticated else None
