"""Proposed changes to a text in discussion: read by the members, written by citizens, answered by the authors."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.doors import capacity_of, citizen_only, entered
from common import clock
from common.forms import answer, posted
from participation.domain import amendments as verbs
from participation.domain import drafts
from participation.domain.queries import amendments as queries
from participation.enums import AmendmentPart
from participation.models import Amendment, Initiative
from participation.rules import amending
from participation.rules.discussed import Subject
from participation.rules.sheet import current_sheet
from participation.web import initiative_steps
from participation.web.amendment_forms import AmendForm, DeclineForm
from participation.web.pages import amendments as pages
from participation.web.plain_help import remarks_on
from participation.web.two_steps import ask_then_check, attempt
from participation.web.views import revising


@require_safe
@entered
def amendments(request: HttpRequest, pk: int) -> HttpResponse:
    found = _initiative(request, pk)
    view = pages.list_page(found, queries.of_initiative(found), viewer=request.user, now=clock.now())
    return render(request, "participation/amendments.html", {"thing": _thing(found), "view": view})


@citizen_only
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """First the part, by `?partie=`; then its words, why, and a check before it leaves."""
    found = _initiative(request, pk)
    verbs.check_may_propose(by=request.user, subject=found, now=clock.now())
    chosen = request.GET.get("partie", "")
    if chosen not in amending.OF_A_SHEET:
        page = {"thing": _thing(found), "parts": pages.parts(found)}
        return render(request, "participation/amendment_parts.html", page)
    part = AmendmentPart(chosen)
    today = amending.words_of(current_sheet(found), part) if amending.is_text(part) else ""
    form = AmendForm(posted(request), part=part, today=today)
    return ask_then_check(
        request,
        form,
        lambda: verbs.propose(
            by=request.user, initiative=found, part=part, now=clock.now(), **form.cleaned_data
        ),
        rows=lambda: [
            {"label": part.label, "value": form.cleaned_data["words"]},
            {"label": _("Why?"), "value": form.cleaned_data["why"]},
        ],
        remarks=lambda: remarks_on(form.cleaned_data["words"], form.cleaned_data["why"]),
        codes=("already_proposed",),
        check={"title": _("Check your proposal"), "submit": _("Send it to the authors")},
        then=lambda made: reverse("participation:amendment", args=[made.pk]),
        said=_("Your proposal is sent. The authors answer you, and you are told."),
        title=_("Propose a change: %(part)s") % {"part": str(part.label).lower()},
        about=found.title,
        care=True,
        submit=_("Check my proposal"),
        crumb_url=reverse("participation:amendments", args=[pk]),
        crumb_label=_("The proposed changes"),
    )


@entered
def amendment(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal with its answer; its authors say no here, with a reason."""
    found = _amendment(request, pk)
    form = DeclineForm(posted(request))
    if request.method == "POST" and form.is_valid():

        def decline() -> Amendment:
            return verbs.decline(
                by=request.user, amendment=found, reason=form.cleaned_data["reason"], now=clock.now()
            )

        if attempt(form, decline):
            notices.success(request, _("Your answer is given. The person is told."))
            return redirect(pages.list_url(found.subject))
    view = pages.one_page(found, viewer=request.user, now=clock.now())
    return answer(
        request, "participation/amendment.html", form, view=view, amendment=found, thing=_thing(found.subject)
    )


@require_POST
@entered
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """« Oui »: the words take their place at once; money, places and the like are first written in the sheet."""
    found = _amendment(request, pk)
    if amending.is_text(found.part):
        verbs.accept(by=request.user, amendment=found, now=clock.now())
        notices.success(request, _("The new version is published. The person is told."))
        return redirect("participation:amendment", pk=pk)
    verbs.check_may_accept(by=request.user, amendment=found, now=clock.now())
    initiative = found.subject
    assert isinstance(initiative, Initiative)
    key = revising.draft_key(initiative.pk)
    answers = drafts.answers(request.user, key) or initiative_steps.answers_of(initiative.current)
    drafts.save(by=request.user, form=key, answers=answers | {revising.AMENDMENT: pk}, now=clock.now())
    return redirect("participation:initiative_revise", pk=initiative.pk)


@require_POST
@entered
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = _amendment(request, pk)
    verbs.withdraw(by=request.user, amendment=found, now=clock.now())
    notices.success(request, _("Your proposal is taken back."))
    return redirect(pages.list_url(found.subject))


def _thing(subject: Subject) -> dict[str, str]:
    return pages.thing(subject, now=clock.now())


def _initiative(request: HttpRequest, pk: int) -> Initiative:
    return queries.amended_initiative(pk, viewer=request.user, capacity=capacity_of(request))


def _amendment(request: HttpRequest, pk: int) -> Amendment:
    return queries.one(pk, viewer=request.user, capacity=capacity_of(request))
