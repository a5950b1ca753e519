"""Change an initiative: every answer may be changed, with one sentence that says why."""

from collections.abc import Callable

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.doors import capacity_of, citizen_only
from common import clock
from common.exceptions import BadInput
from common.forms import answer
from participation.domain import adjusting, amendments, drafts, initiatives
from participation.domain.queries import admissibility
from participation.domain.queries import initiatives as queries
from participation.models import Amendment, Initiative, InitiativeVersion
from participation.rules.sheet import Sheet
from participation.web import initiative_steps, later, unfinished
from participation.web.forms import ReasonForm

# In the answers of a revision, the proposal it says yes to.
AMENDMENT = "amendment"


@citizen_only
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """The check page of a revision; `?question=slug` shows one question of it."""
    found = queries.visible_initiative(pk, viewer=request.user, capacity=capacity_of(request))
    asked = admissibility.adjustment_asked(found)
    if asked is None:
        initiatives.check_may_revise(by=request.user, initiative=found, now=clock.now())
    else:
        adjusting.check_may_adjust(by=request.user, initiative=found, now=clock.now())
    key = draft_key(pk)
    answers = drafts.answers(request.user, key) or initiative_steps.answers_of(found.current)
    question = initiative_steps.BY_SLUG.get(request.GET.get("question", ""))
    if question:
        return _question(request, pk, key, answers, question)
    amendment = _answered(found, answers) if asked is None else None
    form = ReasonForm(request.POST or None, initial={"reason": amendment.why if amendment else ""})
    if request.method == "POST" and form.is_valid():
        try:
            verb = adjusting.adjust if asked else initiatives.revise
            _publish(
                request,
                found,
                amendment,
                sheet=initiative_steps.sheet_of(answers),
                reason=form.cleaned_data["reason"],
                verb=verb,
            )
        except BadInput as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            drafts.discard(by=request.user, form=key)
            notices.success(request, _said(is_adjusted=asked is not None))
            return redirect("participation:initiative", pk=pk)
    return answer(
        request,
        "participation/propose/revise.html",
        form,
        initiative=found,
        amendment=amendment,
        asked=asked,
        rows=initiative_steps.rows(answers, lambda slug: f"{_url(pk)}?question={slug}", person=request.user),
        crumb_url=reverse("participation:initiative", args=[pk]),
    )


def draft_key(pk: int) -> str:
    """The name under which the answers of a revision are kept."""
    return f"revision-{pk}"


def _answered(initiative: Initiative, answers: dict) -> Amendment | None:
    """The proposal that this revision says yes to, as long as it waits."""
    return initiative.amendments.waiting().filter(pk=answers.get(AMENDMENT)).select_related("author").first()


def _said(*, is_adjusted: bool) -> str:
    if is_adjusted:
        return _("The new version is published. The signatory partner checks it again.")
    return _("The new version is published.")


def _publish(
    request: HttpRequest,
    initiative: Initiative,
    amendment: Amendment | None,
    *,
    sheet: Sheet,
    reason: str,
    verb: Callable[..., InitiativeVersion],
) -> None:
    who = {"by": request.user, "sheet": sheet, "reason": reason, "now": clock.now()}
    if amendment is None:
        verb(initiative=initiative, **who)
    else:
        amendments.accept(amendment=amendment, **who)


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
