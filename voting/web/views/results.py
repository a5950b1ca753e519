"""The minutes, and what is secret or not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from voting.domain.queries import votes as vote_queries
from voting.rules import visibility
from voting.rules.counting import people_needed
from voting.web import words
from voting.web.views.votes import result_context


@require_safe
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision record, made to be printed; no name in it."""
    vote = vote_queries.find(pk)
    visibility.check_sees_result(vote)
    context = {"vote": vote, "rules": words.rules(vote, people_needed(vote))}
    return render(request, "voting/minutes.html", context | result_context(request, vote))


@require_safe
def secret(request: HttpRequest) -> HttpResponse:
    return render(request, "voting/secret.html")
