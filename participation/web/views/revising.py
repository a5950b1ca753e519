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
from participation.domain import amendments, drafts, initiatives
from participation.domain.queries import initiatives as queries
from participation.models import Amendment, Initiative
from participation.rules.sheet import Sheet
from participation.web import initiative_steps, later, unfinished
from participation.web.forms import ReasonForm

# In the answers of a revision, the proposal it says yes to.
AMENDMENT = "amendment"


@citizen_only
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """The check page of a revision; `?question=slug` shows one question of it."""
    found = queries.visible_initiative(pk, viewer=request.user, capacity=capacity_of(request))
    initiatives.check_may_revise(by=request.user, initiative=found, now=clock.now())
    key = draft_key(pk)
    answers = drafts.answers(request.user, key) or initiative_steps.answers_of(found.current)
    question = initiative_steps.BY_SLUG.get(request.GET.get("question", ""))
    if question:
        return _question(request, pk, key, answers, question)
    amendment = _answered(found, answers)
    form = ReasonForm(request.POST or None, initial={"reason": amendment.why if amendment else ""})
    if request.method == "POST" and form.is_valid():
        try:
            _publish(
                request, found, amendment, initiative_steps.sheet_of(answers), form.cleaned_data["reason"]
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
        amendment=amendment,
        rows=initiative_steps.rows(answers, lambda slug: f"{_url(pk)}?question={slug}", person=request.user),
        crumb_url=reverse("participation:initiative", args=[pk]),
    )


def draft_key(pk: int) -> str:
    """The name under which the answers of a revision are kept."""
    return f"revision-{pk}"


def _answered(initiative: Initiative, answers: dict) -> Amendment | None:
    """The proposal that this revision says yes to, as long as it waits."""
    return initiative.amendments.waiting().filter(pk=answers.get(AMENDMENT)).select_related("author").first()


def _publish(
    request: HttpRequest, initiative: Initiative, amendment: Amendment | None, sheet: Sheet, reason: str
) -> None:
    who = {"by": request.user, "sheet": sheet, "reason": reason, "now": clock.now()}
    if amendment is None:
        initiatives.revise(initiative=initiative, **who)
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
