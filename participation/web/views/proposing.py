"""Propose an initiative: one question per page, then « Vérifie »."""

from django.contrib import messages as notices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.doors import citizen_only
from common import clock
from common.exceptions import BadInput
from common.forms import answer
from participation.domain import drafts, initiatives
from participation.domain.queries import mine
from participation.domain.queries import rules as rule_queries
from participation.web import initiative_steps, later, unfinished

DRAFT = mine.INITIATIVE_FORM
ORIGIN = initiative_steps.STEPS[0]


@citizen_only
def start(request: HttpRequest) -> HttpResponse:
    """The steps, told before the first question, with the rules' own numbers."""
    answers = drafts.answers(request.user, DRAFT)
    from_concern = _from_concern(request)
    return render(
        request,
        "participation/propose/start.html",
        {
            "book": rule_queries.rule_book(clock.now()),
            "question_count": len(initiative_steps.STEPS),
            "next_url": f"{_url(ORIGIN.slug)}?de={from_concern}"
            if from_concern
            else unfinished.resume_url(answers),
            "has_draft": bool(answers),
        },
    )


@citizen_only
def step(request: HttpRequest, step: str) -> HttpResponse:
    question = initiative_steps.BY_SLUG.get(step)
    if question is None:
        raise Http404
    answers = drafts.answers(request.user, DRAFT)
    form = initiative_steps.form_of(question, answers, request.user, request.POST or None)
    from_concern = _from_concern(request)
    if question is ORIGIN and from_concern:
        form.initial["from_concerns"] = [*form.initial.get("from_concerns", []), from_concern]
    is_later = later.is_asked(request, form)
    if is_later or (request.method == "POST" and form.is_valid()):
        unfinished.keep(
            by=request.user, key=DRAFT, answers=answers, question=question, form=form, now=clock.now()
        )
        if is_later:
            notices.success(request, later.kept())
        return redirect("participation:my_home" if is_later else _after(question))
    return answer(
        request,
        "participation/propose/question.html",
        form,
        number=initiative_steps.STEPS.index(question) + 1,
        total=len(initiative_steps.STEPS),
        crumb_url=_before(question),
    )


@citizen_only
def check(request: HttpRequest) -> HttpResponse:
    answers = drafts.answers(request.user, DRAFT)
    sentence = ""
    if request.method == "POST":
        try:
            made = initiatives.propose(
                by=request.user,
                sheet=initiative_steps.sheet_of(answers),
                from_concerns=mine.citable_by_id(
                    request.user, answers.get("from_concerns", []), now=clock.now()
                ),
                now=clock.now(),
            )
        except BadInput as refusal:
            sentence = str(refusal.sentence)
        else:
            drafts.discard(by=request.user, form=DRAFT)
            notices.success(request, _("Your initiative is in the Espace."))
            return redirect("participation:initiative", pk=made.pk)
    return render(
        request,
        "participation/propose/check.html",
        {
            "rows": initiative_steps.rows(answers, _url, person=request.user),
            "is_one_mrc": len(answers.get("territories", [])) == 1,
            "book": rule_queries.rule_book(clock.now()),
            "crumb_url": _url(initiative_steps.STEPS[-1].slug),
            "sentence": sentence,
            "form_errors": bool(sentence),
        },
        status=422 if sentence else 200,
    )


def _from_concern(request: HttpRequest) -> str:
    """The concern from whose page the person comes, already ticked."""
    number = request.GET.get("de", "")
    return number if number.isascii() and number.isdigit() else ""


def _url(slug: str) -> str:
    return reverse("participation:propose_step", args=[slug])


def _after(question: initiative_steps.Step) -> str:
    position = initiative_steps.STEPS.index(question) + 1
    if position < len(initiative_steps.STEPS):
        return _url(initiative_steps.STEPS[position].slug)
    return reverse("participation:propose_check")


def _before(question: initiative_steps.Step) -> str:
    position = initiative_steps.STEPS.index(question)
    return _url(initiative_steps.STEPS[position - 1].slug) if position else reverse("participation:propose")
