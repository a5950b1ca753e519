"""Change an initiative: every answer may be changed, with one sentence that says why."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.doors import capacity_of, citizen_only
from common import clock
from common.exceptions import BadInput
from common.forms import answer
from participation.domain import drafts, initiatives
from participation.domain.queries import initiatives as queries
from participation.web import initiative_steps, later, unfinished
from participation.web.forms import ReasonForm


@citizen_only
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """The check page of a revision; `?question=slug` shows one question of it."""
    found = queries.visible_initiative(pk, viewer=request.user, capacity=capacity_of(request))
    initiatives.check_may_revise(by=request.user, initiative=found, now=clock.now())
    key = f"revision-{pk}"
    answers = drafts.answers(request.user, key) or initiative_steps.answers_of(found.current)
    question = initiative_steps.BY_SLUG.get(request.GET.get("question", ""))
    if question:
        return _question(request, pk, key, answers, question)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            initiatives.revise(
                by=request.user,
                initiative=found,
                sheet=initiative_steps.sheet_of(answers),
                reason=form.cleaned_data["reason"],
                now=clock.now(),
            )
        except BadInput as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            drafts.discard(by=request.user, form=key)
            notices.success(request, _("The new version is published."))
            return redirect("participation:initiative", pk=pk)
    return answer(
        request,
        "participation/propose/revise.html",
        form,
        initiative=found,
        rows=initiative_steps.rows(answers, lambda slug: f"{_url(pk)}?question={slug}", person=request.user),
        crumb_url=reverse("participation:initiative", args=[pk]),
    )


def _question(request, pk: int, key: str, answers: dict, question: initiative_steps.Step) -> HttpResponse:
    form = initiative_steps.form_of(question, answers, request.user, request.POST or None)
    is_later = later.is_asked(request, form)
    if is_later or (request.method == "POST" and form.is_valid()):
        unfinished.keep(
            by=request.user, key=key, answers=answers, question=question, form=form, now=clock.now()
        )
        if is_later:
            notices.success(request, later.kept())
            return redirect("participation:initiative", pk=pk)
        return redirect(_url(pk))
    return answer(request, "participation/propose/question.html", form, number=0, total=0, crumb_url=_url(pk))


def _url(pk: int) -> str:
    return reverse("participation:initiative_revise", args=[pk])
