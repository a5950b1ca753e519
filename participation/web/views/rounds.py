"""The round of agreement before a vote: objections, answers, « ça me va » or « je la garde »."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.doors import capacity_of, citizen_only, entered
from common import clock
from common.exceptions import Missing
from common.forms import answer, posted
from participation.domain import objections, stages
from participation.domain.queries import initiatives as initiative_queries
from participation.domain.queries import objections as queries
from participation.domain.queries import rules as rule_queries
from participation.models import Objection
from participation.rules import objections as rules
from participation.rules import visibility
from participation.web.before_vote_forms import AnswerForm, ObjectionForm
from participation.web.pages import before_vote
from participation.web.two_steps import ask, attempt


@entered
def initiative_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Each objection without a name, and the form to make one. Members only."""
    capacity, now = capacity_of(request), clock.now()
    found = initiative_queries.visible_initiative(pk, viewer=request.user, capacity=capacity)
    if not capacity.is_member:
        raise Missing("missing", visibility.NOT_HERE)
    form = ObjectionForm(posted(request))
    if request.method == "POST":
        objections.check_may_object(by=request.user, initiative=found, now=now)
        if form.is_valid():
            text = form.cleaned_data["text"]
            made = attempt(
                form, lambda: objections.object_to(by=request.user, initiative=found, text=text, now=now)
            )
            if made is not None:
                notices.success(
                    request, _("Your objection is here, without your name. Its authors are told.")
                )
                return _back(pk)
    view = before_vote.round_page(found, viewer=request.user, capacity=capacity, now=now)
    return answer(request, "participation/round.html", form, initiative=found, view=view)


@citizen_only
def objection_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Its authors answer in one or two sentences; they may write the answer again."""
    found = _seen(request, pk)
    rules.check_may_answer(
        found,
        is_author=stages.is_author(request.user, found.initiative),
        book=rule_queries.rule_book(clock.now()),
    )
    form = AnswerForm(posted(request), initial={"text": found.answer})
    return ask(
        request,
        form,
        lambda: objections.answer(
            by=request.user, objection=found, text=form.cleaned_data["text"], now=clock.now()
        ),
        then=lambda _made: _round_url(found.initiative_id),
        said=_("Your answer is here. Whoever objected is told."),
        template="participation/objection_answer.html",
        objection=found,
        back=_round_url(found.initiative_id),
    )


@require_POST
@citizen_only
def objection_lift(request: HttpRequest, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    objections.lift(by=request.user, objection=found, now=clock.now())
    notices.success(request, _("It suits you: your objection is lifted."))
    return _back(found.initiative_id)


@require_POST
@citizen_only
def objection_keep(request: HttpRequest, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    objections.keep(by=request.user, objection=found, now=clock.now())
    notices.success(request, _("You keep it: voters will read it, without your name."))
    return _back(found.initiative_id)


def _seen(request: HttpRequest, pk: int) -> Objection:
    """An objection to something this person may read."""
    found = queries.find(pk)
    initiative_queries.visible_initiative(
        found.initiative_id, viewer=request.user, capacity=capacity_of(request)
    )
    return found


def _round_url(pk: int) -> str:
    return reverse("participation:initiative_round", args=[pk])


def _back(pk: int) -> HttpResponse:
    return redirect(_round_url(pk))
