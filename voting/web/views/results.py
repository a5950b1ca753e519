"""The minutes, and what is secret or not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from voting.domain import paper
from voting.domain.queries import boards, joint_acts, secrecy
from voting.domain.queries import votes as vote_queries
from voting.models import Vote
from voting.rules import contesting, visibility
from voting.rules.counting import people_needed
from voting.web import minutes_pdf, words
from voting.web.views.votes import result_context


@require_safe
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision record, made to be printed; no name in it."""
    vote = vote_queries.find(pk)
    return render(request, "voting/minutes.html", _record(request, vote))


@require_safe
def minutes_as_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The same, as a file that a screen reader reads too. As much as this reader may see."""
    vote = vote_queries.find(pk)
    with minutes_pdf.in_the_espaces_language():
        return minutes_pdf.answer(request, vote, _record(request, vote))


def _record(request: HttpRequest, vote: Vote) -> dict:
    visibility.check_sees_result(vote)
    urn = boards.find(vote) if boards.is_public(vote) else None
    return {
        "vote": vote,
        "rules": words.rules(vote, people_needed(vote)),
        "urn": urn,
        "trustees": boards.trustees(urn) if urn else [],
        "state_of_board": words.state_of_board(vote, urn) if urn else "",
        "done": joint_acts.published(vote),
        "paper_kept_until": contesting.ends_at(vote) if paper.received(vote) else None,
        **result_context(request, vote),
    }


@require_safe
def secret(request: HttpRequest) -> HttpResponse:
    return render(request, "voting/secret.html")


@require_safe
def vote_secret(request: HttpRequest, pk: int) -> HttpResponse:
    """Written from the real set-up of this vote."""
    vote = vote_queries.find(pk)
    return render(request, "voting/vote_secret.html", {"vote": vote, "set_up": secrecy.of_vote(vote)})
