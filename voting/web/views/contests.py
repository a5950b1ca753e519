"""Contesting a vote, and the public answer of two people of two employers."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.queries import people
from accounts.doors import capacity_of, entered, facilitator_only, role_required
from common import clock
from common.forms import posted
from common.two_steps import ask
from voting.domain import contesting as verbs
from voting.domain.queries import contests as queries
from voting.domain.queries import votes as vote_queries
from voting.models import Contest
from voting.rules import acts
from voting.rules import contesting as rules
from voting.web.desk_forms import ContestAnswerForm, ContestForm, NoteContestForm

staff_who_count = role_required(*acts.COUNTERS)
TWICE = ("already_contested",)


@require_http_methods(["GET", "HEAD", "POST"])
@entered
def contest(request: HttpRequest, pk: int) -> HttpResponse:
    """Once a result is out, for some days. Whoever already did reads what became of it."""
    vote, capacity = vote_queries.find(pk), capacity_of(request)
    mine = queries.own(vote, capacity.person)
    if mine and not rules.may_be_said_again(mine):
        return render(request, "voting/contested.html", {"vote": vote, "contest": mine})
    rules.check_may_contest(vote=vote, capacity=capacity, now=clock.now())
    form = ContestForm(posted(request), initial={"reason": mine.reason if mine else ""})
    return ask(
        request,
        form,
        lambda: verbs.contest(
            by=request.user, vote=vote, reason=form.cleaned_data["reason"], now=clock.now()
        ),
        then=lambda _made: reverse("voting:vote", args=[pk]),
        said=_("It is received. Two people of two employers look, and answer in public."),
        codes=TWICE,
        title=_("Contest this vote"),
        lead=_("Two people of two employers look into it. Their answer is public, without your name."),
        about=vote.title,
        submit=_("Contest this vote"),
        crumb_url=reverse("voting:vote", args=[pk]),
        crumb_label=_("The vote"),
    )


@require_safe
@staff_who_count
def contests(request: HttpRequest, pk: int) -> HttpResponse:
    vote, capacity = vote_queries.find(pk), capacity_of(request)
    return render(
        request,
        "voting/desk/contests.html",
        {
            "vote": vote,
            "waiting": [
                {"contest": one, "may_answer": rules.may_answer(one, capacity)}
                for one in queries.waiting(vote)
            ],
            "may_note": acts.may_facilitate(capacity) and rules.is_open(vote, now=clock.now()),
            "contested": queries.of_vote(vote),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@facilitator_only
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """For whoever phones."""
    vote = vote_queries.find(pk)
    rules.check_is_open(vote, now=clock.now())
    back = reverse("voting:contests", args=[pk])
    form = NoteContestForm(
        posted(request), people=people.citizens(clock.today()).order_by("display_name", "pk")
    )
    return ask(
        request,
        form,
        lambda: verbs.note(by=request.user, vote=vote, now=clock.now(), **form.cleaned_data),
        then=lambda _made: back,
        said=_("It is written down. Two people of two employers must now answer."),
        codes=TWICE,
        title=_("Somebody contests this vote"),
        lead=_("Write what the person said. Then read it back to them."),
        about=vote.title,
        submit=_("Write it down"),
        crumb_url=back,
        crumb_label=_("Contested votes"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_who_count
def contest_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The first person writes what they found; one of another employer agrees, or writes something else."""
    found, capacity = queries.find(pk), capacity_of(request)
    rules.check_may_answer(found, capacity)
    if "confirm" in request.POST:
        verbs.confirm(by=request.user, contest=found, seen=request.POST["confirm"], now=clock.now())
        notices.success(request, _("The answer is public, on the page of the vote."))
        return redirect("voting:contests", pk=found.vote_id)
    form = ContestAnswerForm(posted(request), initial=_written(found))
    return ask(
        request,
        form,
        lambda: verbs.answer(
            by=request.user,
            contest=found,
            finding=form.cleaned_data["finding"],
            words=form.cleaned_data["answer"],
            now=clock.now(),
        ),
        then=lambda _made: reverse("voting:contests", args=[found.vote_id]),
        said=_("It is kept. A person of another employer must now agree."),
        template="voting/desk/contest_answer.html",
        vote=found.vote,
        contest=found,
        mark=rules.mark(found),
        may_confirm=queries.may_confirm(found, capacity=capacity, day=clock.today()),
    )


def _written(found: Contest) -> dict[str, str]:
    return {"finding": found.finding, "answer": found.answer}
