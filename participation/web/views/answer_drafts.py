"""The Table's answer in the making: written by its secretary, read by its seats, adopted, published, corrected."""

from datetime import date

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.doors import capacity_of
from common import clock, dates
from participation.domain import answers as verbs
from participation.domain.queries import answers as queries
from participation.domain.queries import transmissions
from participation.domain.queries.transmissions import Dossier
from participation.enums import AnswerState, ResponseKind
from participation.models import AnswerDraft, TableResponse
from participation.rules import answering, responses
from participation.rules.commitments import Promised
from participation.web.answer_forms import LINES, AdoptForm, AnswerForm, OpinionForm
from participation.web.pages import answer_draft as pages
from participation.web.plain_help import remarks_on
from participation.web.staff_doors import secretary_only, table_only
from participation.web.two_steps import ask, ask_then_check, attempt
from participation.web.views.table import item

STATES = AnswerState


@secretary_only
def respond(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft of a reasoned answer, or the one already begun. Only the Table reads it."""
    found = transmissions.dossier(pk, today=clock.today())
    responses.check_kind_fits(found.transmission.kind, ResponseKind.ACCEPTED)
    draft = queries.open_draft(found.transmission)
    return redirect("participation:answer_draft", pk=draft.pk) if draft else _write(request, found, None)


@secretary_only
def answer_rewrite(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words; once it circulates, another version."""
    draft = queries.find(pk)
    answering.check_may_be_rewritten(draft.state)
    return _write(request, transmissions.dossier(draft.transmission_id, today=clock.today()), draft)


@secretary_only
def answer_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Another answer that corrects a published one; both stay visible."""
    former = get_object_or_404(TableResponse, pk=pk)
    answering.check_may_be_corrected(former.kind, is_corrected=former.corrections.exists())
    found = transmissions.dossier(former.transmission_id, today=clock.today())
    draft = queries.open_draft(found.transmission)
    if draft is not None:
        return redirect("participation:answer_draft", pk=draft.pk)
    return _write(request, found, None, corrects=former)


def _write(
    request: HttpRequest, found: Dossier, draft: AnswerDraft | None, corrects: TableResponse | None = None
) -> HttpResponse:
    known = draft or corrects
    form = AnswerForm(
        request.POST or None,
        kinds=found.allowed_kinds,
        corrects=corrects is not None,
        initial=pages.typed_before(known, with_promised=draft is not None) if known else {},
    )

    def words() -> verbs.Words:
        typed = form.cleaned_data
        names = ("kind", "reason", "plain_words", "commitment_on", "commitment_owner")
        return verbs.Words(**{name: typed[name] for name in names}, promised=_promised(typed))

    def keep() -> AnswerDraft:
        if draft is not None:
            return verbs.rewrite(by=request.user, draft=draft, words=words(), now=clock.now())
        return verbs.begin(
            by=request.user,
            transmission=found.transmission,
            words=words(),
            corrects=corrects,
            correction_reason=form.cleaned_data.get("correction_reason", ""),
            now=clock.now(),
        )

    if request.method == "POST" and form.is_valid():
        # What could not be published is said before « Vérifier », not after.
        attempt(form, lambda: verbs.checked(found.transmission, words(), now=clock.now()))
    is_circulating = draft is not None and draft.state == STATES.CIRCULATED
    asked_again = _("The seats are asked again: it is a new version.")
    return ask_then_check(
        request,
        form,
        keep,
        rows=lambda: pages.rows_of(form.cleaned_data, _promised(form.cleaned_data)),
        then=lambda made: reverse("participation:answer_draft", args=[made.pk]),
        said=_("The draft is kept. Only the Table reads it."),
        check={
            "title": _("Check the draft"),
            "lead": asked_again if is_circulating else _("Nothing is public yet."),
            "submit": _("Keep the draft"),
            "change": _("Change the answer"),
        },
        remarks=lambda: remarks_on(
            form.cleaned_data["plain_words"], form.cleaned_data["reason"], is_formal=True
        ),
        template="participation/staff/respond.html",
        item=item(found, clock.today()),
        dossier=found,
        steps=pages.steps(draft),
        title=_("Correct a published answer") if corrects else found.transmission.title,
        submit=_("Check the answer"),
        crumb_url=reverse("participation:table_inbox"),
        crumb_label=_("Files received"),
    )


def _promised(typed: dict) -> list[Promised]:
    """The lines with something in them: the first is the answer's own."""
    lines = [(typed["commitment_what"], typed["commitment_owner"], typed["commitment_on"])]
    lines += [tuple(typed[f"{name}_{line}"] for name in ("what", "owner", "on")) for line in LINES]
    return [Promised(what, owner, on) for what, owner, on in lines if what and isinstance(on, date)]


@table_only
def answer_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Where an answer is, what it says, and what the seats say of it. For the Table alone."""
    draft = queries.find(pk)
    page = pages.page_of(draft, capacity_of(request), today=clock.today())
    page["item"] = item(transmissions.dossier(draft.transmission_id, today=clock.today()), clock.today())
    return render(request, "participation/staff/answer_draft.html", page)


@require_POST
@secretary_only
def answer_circulate(request: HttpRequest, pk: int) -> HttpResponse:
    verbs.circulate(by=request.user, draft=queries.find(pk), now=clock.now())
    notices.success(request, _("It circulates. Each seat consents or comments."))
    return redirect("participation:answer_draft", pk=pk)


@require_POST
@secretary_only
def answer_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    verbs.reopen(by=request.user, draft=queries.find(pk), now=clock.now())
    notices.success(request, _("It is a draft again. Nothing was published."))
    return redirect("participation:answer_draft", pk=pk)


@table_only
def answer_opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """One seat consents, or comments."""
    draft = queries.find(pk)
    answering.check_may_give_opinion(capacity_of(request), draft.state)
    form = OpinionForm(request.POST or None)

    def give():
        typed = form.cleaned_data
        return verbs.give_opinion(
            by=request.user,
            draft=draft,
            consents=typed["opinion"] == "consent",
            words=typed["words"],
            now=clock.now(),
        )

    return ask(
        request,
        form,
        give,
        **_page(draft),
        said=_("The opinion of your seat is kept. You may change it until the adoption."),
        title=_("The opinion of your seat"),
        read=pages.rows_of_draft(draft),
        submit=_("Give the opinion"),
    )


@secretary_only
def answer_adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """« Adoptée en rencontre le …, résolution … »."""
    draft = queries.find(pk)
    answering.check_move(draft.state, STATES.ADOPTED)
    form = AdoptForm(request.POST or None)

    def adopt():
        return verbs.adopt(by=request.user, draft=draft, now=clock.now(), **form.cleaned_data)

    return ask(
        request,
        form,
        adopt,
        **_page(draft),
        said=_("The adoption is noted. One step is left: publish."),
        title=_("Note the adoption"),
        lead=_("Once adopted, these words stay as they are."),
        read=pages.rows_of_draft(draft),
        submit=_("Note the adoption"),
    )


@secretary_only
def answer_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """A page that asks, then publishes."""
    draft = queries.find(pk)
    answering.check_move(draft.state, STATES.PUBLISHED)
    if request.method == "POST":
        made = verbs.publish(by=request.user, draft=draft, now=clock.now())
        notices.success(request, _("The answer is published. Everybody can read it."))
        return redirect("participation:transmission", pk=made.transmission_id)
    context = {"draft": draft, "rows": pages.rows_of_draft(draft), "on": dates.short(draft.adopted_on)}
    return render(request, "participation/staff/answer_publish.html", context)


def _page(draft: AnswerDraft) -> dict:
    address = reverse("participation:answer_draft", args=[draft.pk])
    return {
        "then": lambda made: address,
        "about": draft.transmission.title,
        "crumb_url": address,
        "crumb_label": _("The draft"),
    }
