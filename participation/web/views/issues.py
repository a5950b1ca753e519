"""Issues: from « je » to « nous »."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.doors import capacity_of
from common import clock
from participation.domain.queries import issues as queries
from participation.domain.queries import season_votes as seasons
from participation.domain.queries import timeline
from participation.web.pages.issue import issue_page


def issues(request: HttpRequest) -> HttpResponse:
    """Every shared issue, by title. Signed out: titles and MRC, no one's words."""
    return render(
        request,
        "participation/issues.html",
        {"issues": queries.visible_issues(capacity_of(request)), "first": seasons.first_issues()},
    )


def issue(request: HttpRequest, pk: int) -> HttpResponse:
    capacity = capacity_of(request)
    found = queries.visible_issue(pk, capacity)
    return render(
        request,
        "participation/issue.html",
        {
            "issue": found,
            "view": issue_page(found, viewer=request.user, capacity=capacity, now=clock.now()),
            "steps": timeline.story(found, now=clock.now()).items,
        },
    )
