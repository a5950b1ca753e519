"""What changed between two versions, for whoever reads the thing itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.doors import capacity_of
from participation.domain.queries import initiatives as queries
from participation.domain.queries import issues as issue_queries
from participation.rules import visibility
from participation.web.pages import versions as pages


@require_safe
def initiative_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Two versions of an initiative, chosen by `?de=1&a=2`; the two last ones otherwise."""
    capacity = capacity_of(request)
    found = queries.visible_initiative(pk, viewer=request.user, capacity=capacity)
    sees_names = visibility.sees_names(capacity)
    told = pages.initiative_versions(found, sees_names=sees_names)
    return versions_of(request, told, found.title, reverse("participation:initiative", args=[pk]), sees_names)


@require_safe
def issue_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for the text of an issue, written together."""
    capacity = capacity_of(request)
    found = issue_queries.visible_issue(pk, capacity)
    sees_names = visibility.sees_names(capacity)
    told = pages.issue_versions(found, sees_names=sees_names)
    return versions_of(request, told, found.title, reverse("participation:issue", args=[pk]), sees_names)


def versions_of(
    request: HttpRequest, told: list[pages.Told], title: str, back: str, sees_words: bool
) -> HttpResponse:
    """Two of these versions side by side, chosen by the address."""
    view = pages.versions_page(
        told, before=request.GET.get("de", ""), after=request.GET.get("a", ""), sees_words=sees_words
    )
    return render(request, "participation/versions.html", {"view": view, "thing": title, "back": back})
