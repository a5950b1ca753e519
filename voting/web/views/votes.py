"""The list of votes and the page of one vote."""

from datetime import datetime
from typing import Any

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.doors import capacity_of, entered
from accounts.rules.capacity import Capacity
from common import clock
from common.exceptions import BadInput
from voting.domain import recusing
from voting.domain.queries import awaited, boards, contests, joint_acts, notes, post, results
from voting.domain.queries import votes as vote_queries
from voting.enums import VoteState
from voting.models import Vote
from voting.rules import acts, contesting, timing, visibility
from voting.rules.counting import people_needed
from voting.rules.disclosure import Shown
from voting.web import words
from voting.web.forms import RecuseForm

PER_PAGE = 20
# Results shown at once; the others are behind « Older results ».
RECENT = 3
OVER = (VoteState.PROCLAIMED, VoteState.NO_QUORUM, VoteState.ANNULLED)


@require_safe
def votes(request: HttpRequest) -> HttpResponse:
    now, capacity = clock.now(), capacity_of(request)
    page = Paginator(vote_queries.visible_votes(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "vote": vote,
            "state": words.state(vote, now=now),
            "voted": _voted(vote_queries.participation(vote).seen_by(capacity)),
            "is_announced": vote.opens_at > now,
        }
        for vote in page
    ]
    to_come = [row for row in rows if row["vote"].state not in OVER]
    over = [row for row in rows if row["vote"].state in OVER]
    return render(
        request,
        "voting/votes.html",
        {
            "page": page,
            "to_come": sorted(to_come, key=lambda row: row["vote"].closes_at),
            "recent": over[:RECENT],
            "older": over[RECENT:],
        },
    )


def _voted(shown: Shown) -> str:
    return _("Have voted: %(voted)s.") % {"voted": words.people(shown)}


@require_safe
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    return vote_page(request, vote_queries.find(pk))


@require_POST
@entered
def recuse(request: HttpRequest, pk: int) -> HttpResponse:
    vote, form = vote_queries.find(pk), RecuseForm(request.POST)
    if form.is_valid():
        try:
            recusing.declare(
                by=request.user,
                vote=vote,
                person=request.user,
                reason=form.cleaned_data["raison"],
                now=clock.now(),
            )
        except BadInput as refusal:
            form.add_error("raison", refusal.sentence)
        else:
            notices.success(request, _("It is noted: you step back from this vote. You may still speak."))
            return redirect("voting:vote", pk=pk)
    return vote_page(request, vote, recuse_form=form)


def vote_page(request: HttpRequest, vote: Vote, recuse_form: RecuseForm | None = None) -> HttpResponse:
    """While the vote runs, the question and the participation; then the result."""
    now, capacity = clock.now(), capacity_of(request)
    context = {
        "vote": vote,
        "state": words.state(vote, now=now),
        "form_errors": recuse_form is not None,
        "has_board": boards.is_public(vote),
        "done": joint_acts.published(vote),
        "told": notes.of_vote(vote, capacity),
    }
    if visibility.may_see_result(vote):
        context |= result_context(request, vote) | contest_context(vote, capacity, now=now)
        context["contested"] = contests.of_vote(vote)
        return render(request, "voting/result.html", context)
    counted = vote_queries.participation(vote)
    standing = vote_queries.standing(vote=vote, capacity=capacity, now=now)
    context |= {
        "facts": _facts(vote, counted, capacity),
        "rules": words.rules(vote, people_needed(vote)),
        "standing": standing,
        "is_receiving": timing.is_receiving(vote, now=now),
        "has_role": bool(capacity.roles) and not capacity.is_citizen,
        "may_recuse": standing.voted_on is None and standing.code in ("", "vote_not_open"),
        "recuse_form": recuse_form or RecuseForm(),
        "may_facilitate": acts.may_facilitate(capacity),
        "may_hand_out": timing.may_hand_out_paper(vote, now=now),
        "by_post": post.mine(vote, capacity, now=now),
        "awaited": awaited.of_vote(vote),
        "is_over": vote.state in OVER,
        "why_annulled": words.why_annulled(vote),
        # What was withdrawn has no page any more.
        "back_path": "" if vote.called_off_at else vote.back_path,
        "may_count_paper": acts.may_count_paper(capacity),
    }
    return render(request, "voting/vote.html", context, status=422 if recuse_form else 200)


def contest_context(vote: Vote, capacity: Capacity, *, now: datetime) -> dict[str, Any]:
    """The doors: until when it may be contested, and where that is answered."""
    return {
        "contest_until": contesting.ends_at(vote) if contesting.is_open(vote, now=now) else None,
        "may_contest": contesting.may_contest(vote=vote, capacity=capacity, now=now),
        "answers_contests": vote.state in contesting.RESULT_OUT and acts.may_count_paper(capacity),
    }


def result_context(request: HttpRequest, vote: Vote) -> dict:
    result = results.result(vote=vote, viewer=request.user, now=clock.now())
    return {
        "result": result,
        "verdict": words.verdict(vote, result),
        "participation": words.people(result.participation),
        "bars": words.bars(result),
        "total": vote.roll_size,
        "has_hidden": any(each.people.is_hidden for each in result.counts),
        "checks": words.checks(vote, result),
        "represented": sum(territory.is_represented for territory in result.territories),
        "stakes": [
            {"name": territory.name, "is_represented": territory.is_represented}
            for territory in result.territories
        ],
        "recusals": words.people(result.recusals),
        "remark_count": words.number(result.remark_count),
    }


def _facts(vote: Vote, counted: vote_queries.Participation, capacity: Capacity) -> list[dict[str, str | int]]:
    return [
        {"label": _("Have voted"), "value": words.number(counted.seen_by(capacity)), "detail": ""},
        {
            "label": _("MRC represented"),
            "value": words.number(counted.territories_seen_by(capacity)),
            "detail": "",
        },
        {"label": _("May vote"), "value": vote.roll_size, "detail": ""},
    ]
