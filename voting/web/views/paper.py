"""The paper desk: printing ballots, receiving sealed envelopes, then counting them twice."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import capacity_of, facilitator_only, role_required
from common import clock
from common.exceptions import Refused
from common.forms import answer
from voting.domain import paper as paper_verbs
from voting.domain import paper_desk
from voting.domain.queries import post
from voting.domain.queries import votes as vote_queries
from voting.rules import acts, stubs, timing
from voting.web import words
from voting.web.forms import PaperBallotsForm, PaperCountForm, PaperForm, answers


@require_http_methods(["GET", "HEAD", "POST"])
@facilitator_only
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A name, then « Check », then the act: it closes somebody's vote on screen and is not taken back."""
    vote = vote_queries.find(pk)
    form = PaperForm(
        request.POST if request.method == "POST" else None, people=vote_queries.roll_people(vote)
    )
    if request.method == "POST" and "change" not in request.POST and form.is_valid():
        person = form.cleaned_data["personne"]
        if "confirm" not in request.POST:
            return render(request, "voting/paper_check.html", {"vote": vote, "form": form, "person": person})
        try:
            paper_desk.receive(
                by=request.user,
                vote=vote,
                person=person,
                stub=form.cleaned_data["talon"],
                now=clock.now(),
            )
        except Refused as refusal:
            form.add_error("talon" if refusal.code.startswith("stub") else "personne", refusal.sentence)
        else:
            received = _("The envelope of %(name)s is received. This person's vote on screen is closed.")
            notices.success(request, received % {"name": person.display_name})
            return redirect("voting:paper", pk=pk)
    return answer(
        request,
        "voting/paper.html",
        form,
        vote=vote,
        received=paper_verbs.received(vote),
        may_print=timing.may_hand_out_paper(vote, now=clock.now()),
        is_receiving=form.is_bound or timing.is_receiving(vote, now=clock.now()),
        posts=post.asked(vote),
    )


@require_safe
@facilitator_only
def paper_ballots(request: HttpRequest, pk: int) -> HttpResponse:
    """`?combien=` sheets, each with a drawn number on its stub, kept nowhere until the envelope comes back."""
    vote = vote_queries.find(pk)
    timing.check_may_hand_out_paper(vote, now=clock.now())
    form = PaperBallotsForm(request.GET if "combien" in request.GET else None)
    count = form.cleaned_data["combien"] if form.is_bound and form.is_valid() else 0 if form.is_bound else 1
    return answer(
        request,
        "voting/paper_ballots.html",
        form,
        vote=vote,
        answers=answers(vote),
        unclear=words.unclear_paper(vote),
        sheets=[stubs.said(stubs.new_number()) for _sheet in range(count)],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*acts.COUNTERS)
def paper_count(request: HttpRequest, pk: int) -> HttpResponse:
    vote = vote_queries.find(pk)
    acts.check_may_count_paper(capacity_of(request))
    paper_verbs.check_waits_for_paper(vote)
    form = PaperCountForm(
        request.POST if request.method == "POST" else None, vote=vote, ballots=paper_verbs.received(vote)
    )
    if request.method == "POST" and form.is_valid():
        try:
            paper_verbs.record_paper_count(by=request.user, vote=vote, counts=form.counts, now=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            notices.success(request, _("Your count is kept. The result comes when two counts are the same."))
            return redirect("voting:vote", pk=pk)
    return answer(
        request,
        "voting/paper_count.html",
        form,
        vote=vote,
        received=paper_verbs.received(vote),
        unclear=words.unclear_paper(vote),
        counts_differ=paper_verbs.counts_differ(vote),
    )
