"""Stepping back from a vote: for oneself, or asked of somebody in private."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.domain.people import shown_name
from accounts.doors import capacity_of, entered, role_required
from accounts.enums import Role
from common import clock, dates
from common.exceptions import Refused
from common.forms import answer, posted
from participation.domain import step_backs
from participation.domain.queries import initiatives as initiative_queries
from participation.domain.queries import rules as rule_queries
from participation.domain.queries import step_backs as queries
from participation.models import Initiative
from participation.models.step_back import StepBackAnswer
from participation.rules import step_backs as rules
from participation.web.before_vote_forms import AnswerStepBackForm, AskStepBackForm, StepBackForm
from participation.web.two_steps import attempt


@role_required(Role.CITIZEN, Role.FACILITATOR)
def initiative_step_backs(request: HttpRequest, pk: int) -> HttpResponse:
    """Citizens step back, or ask in private; facilitation reads what was asked and answered, and decides nothing."""
    capacity, now = capacity_of(request), clock.now()
    found = initiative_queries.visible_initiative(pk, viewer=request.user, capacity=capacity)
    if capacity.is_facilitator:
        return _for_facilitation(request, found)
    rules.check_is_open(found)
    people = queries.may_be_asked(found, by=request.user, on=dates.local_day(now))
    is_own = request.method == "POST" and "moi" in request.POST
    own = StepBackForm(request.POST if is_own else None)
    form = AskStepBackForm(None if is_own else posted(request), people=people)
    if request.method == "POST" and (own if is_own else form).is_valid():
        done = _step_back(request, found, own) if is_own else _ask(request, found, form)
        if done:
            return redirect("participation:initiative_step_backs", pk=pk)
    return answer(
        request,
        "participation/step_backs.html",
        own if is_own else form,
        initiative=found,
        own_form=own,
        ask_form=form,
        said=queries.own(request.user, found),
        has_people=people.exists(),
        may_ask=rule_queries.value("recusal_required", at=now),
        asked=[
            {"name": shown_name(one.person), "is_answered": one.answer != StepBackAnswer.WAITING}
            for one in queries.asked_by(request.user, found)
        ],
    )


def _step_back(request: HttpRequest, found: Initiative, form: StepBackForm) -> bool:
    reason = form.cleaned_data["reason"]
    made = attempt(
        form,
        lambda: step_backs.step_back(by=request.user, initiative=found, reason=reason, now=clock.now()),
        codes=("already_recused", "already_cast"),
    )
    if made is not None:
        notices.success(request, _("It is noted: you step back from this vote. You may still speak."))
    return made is not None


def _ask(request: HttpRequest, found: Initiative, form: AskStepBackForm) -> bool:
    said = form.cleaned_data
    made = attempt(
        form,
        lambda: step_backs.ask(
            by=request.user, initiative=found, person=said["person"], reason=said["reason"], now=clock.now()
        ),
        codes=("already_asked",),
    )
    if made is not None:
        notices.success(request, _("Your question is asked in private. This person decides."))
    return made is not None


def _for_facilitation(request: HttpRequest, found: Initiative) -> HttpResponse:
    if request.method == "POST":
        raise Refused("citizens_only", _("Only the citizens of the Espace can do this."))
    rows = [
        {
            "name": shown_name(one.person),
            "asked_by": shown_name(one.asked_by),
            "when": dates.short(one.asked_at),
            "reason": one.reason,
            "answer": one.get_answer_display(),
            "answer_reason": one.answer_reason,
        }
        for one in queries.requests_of(found)
    ]
    return render(
        request,
        "participation/staff/step_backs.html",
        {"initiative": found, "rows": rows, "count": queries.of_initiative(found).count()},
    )


@entered
def step_back_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The person concerned answers; facilitation reads. For anybody else, it is not here."""
    found = queries.find(pk, viewer=request.user, capacity=capacity_of(request))
    form = AnswerStepBackForm(posted(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = attempt(
            form,
            lambda: step_backs.answer(
                by=request.user,
                request=found,
                steps_back=said["answer"] == "oui",
                reason=said["reason"],
                now=clock.now(),
            ),
            codes=("already_cast",),
        )
        if made is not None:
            notices.success(request, _("Your answer is kept. Only facilitation reads it."))
            return redirect("participation:initiative", pk=found.initiative_id)
    may_answer = found.person_id == request.user.pk and found.answer == StepBackAnswer.WAITING
    return answer(
        request,
        "participation/step_back_answer.html",
        form,
        asked=found,
        may_answer=may_answer and found.initiative.state in rules.OPEN_IN,
    )
