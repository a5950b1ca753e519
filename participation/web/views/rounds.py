"""The round of agreement before a vote: objections, answers, « ça me va » or « je la garde »."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.doors import capacity_of, citizen_only, entered
from common import clock
from common.exceptions import Missing
from common.forms import answer, posted
from participation.domain import objections, stages
from participation.domain.queries import amendments, discussed
from participation.domain.queries import initiatives as initiative_queries
from participation.domain.queries import objections as queries
from participation.domain.queries import rules as rule_queries
from participation.domain.round_news import round_path
from participation.models import Initiative, Objection
from participation.rules import objections as rules
from participation.rules import visibility
from participation.rules.discussed import Subject
from participation.web.before_vote_forms import AnswerForm, ObjectionForm
from participation.web.pages import before_vote
from participation.web.two_steps import ask, attempt


@entered
def initiative_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Each objection without a name, and the form to make one. Members only."""
    capacity = capacity_of(request)
    found = initiative_queries.visible_initiative(pk, viewer=request.user, capacity=capacity)
    if not capacity.is_member:
        raise Missing("missing", visibility.NOT_HERE)
    return _round(request, found)


@entered
def rule_round(request: HttpRequest, pk: int) -> HttpResponse:
    """The same, about a change of rule."""
    return _round(request, amendments.amended_rule(pk, capacity=capacity_of(request)))


def _round(request: HttpRequest, subject: Subject) -> HttpResponse:
    capacity, now = capacity_of(request), clock.now()
    form = ObjectionForm(posted(request))
    if request.method == "POST":
        objections.check_may_object(by=request.user, subject=subject, now=now)
        if form.is_valid():
            text = form.cleaned_data["text"]
            made = attempt(
                form, lambda: objections.object_to(by=request.user, subject=subject, text=text, now=now)
            )
            if made is not None:
                notices.success(
                    request, _("Your objection is here, without your name. Whoever proposes it is told.")
                )
                return redirect(round_path(subject))
    view = before_vote.round_page(subject, viewer=request.user, capacity=capacity, now=now)
    return answer(request, "participation/round.html", form, view=view)


@citizen_only
def objection_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Its authors answer in one or two sentences; they may write the answer again."""
    found = _seen(request, pk)
    rules.check_may_answer(
        found,
        is_author=stages.is_author(request.user, found.subject),
        book=rule_queries.rule_book(clock.now()),
    )
    form = AnswerForm(posted(request), initial={"text": found.answer})
    back = round_path(found.subject)
    return ask(
        request,
        form,
        lambda: objections.answer(
            by=request.user, objection=found, text=form.cleaned_data["text"], now=clock.now()
        ),
        then=lambda _made: back,
        said=_("Your answer is here. Whoever objected is told."),
        template="participation/objection_answer.html",
        objection=found,
        back=back,
        text_url=discussed.path_of(found.subject),
    )


@require_POST
@citizen_only
def objection_lift(request: HttpRequest, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    objections.lift(by=request.user, objection=found, now=clock.now())
    notices.success(request, _("It suits you: your objection is lifted."))
    return redirect(round_path(found.subject))


@require_POST
@citizen_only
def objection_keep(request: HttpRequest, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    objections.keep(by=request.user, objection=found, now=clock.now())
    notices.success(request, _("You keep it: voters will read it, without your name."))
    return redirect(round_path(found.subject))


def _seen(request: HttpRequest, pk: int) -> Objection:
    """An objection to something this person may read."""
    found, capacity = queries.find(pk), capacity_of(request)
    if isinstance(found.subject, Initiative):
        initiative_queries.visible_initiative(found.subject.pk, viewer=request.user, capacity=capacity)
    elif not capacity.is_member:
        raise Missing("missing", visibility.NOT_HERE)
    return found
