"""What comes first in the region and in each MRC: the public page, and the pages of those who write it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain.queries import territories
from accounts.doors import capacity_of
from accounts.models import Territory
from common import clock, dates
from participation.domain import priorities as verbs
from participation.domain.queries import issues as issue_queries
from participation.domain.queries import priorities as queries
from participation.rules import priorities as rules
from participation.web.priority_forms import PrioritiesForm, TouchedForm
from participation.web.staff_doors import mrc_only, preparers, secretary_only
from participation.web.two_steps import ask, ask_then_check, attempt


def priorities(request: HttpRequest) -> HttpResponse:
    """The region's list with those before it, then each MRC's, or the word that nothing is written yet."""
    found = {one.list.territory_id: one for one in queries.current_lists()}
    return render(
        request,
        "participation/priorities.html",
        {
            "region": found.get(None),
            "before": queries.before(None),
            "places": [
                {"territory": one, "current": found.get(one.pk)} for one in territories.west_to_east()
            ],
            "may_write": rules.may_write(capacity_of(request), None),
        },
    )


@secretary_only
def table_priorities(request: HttpRequest) -> HttpResponse:
    return _write(
        request,
        None,
        address=reverse("participation:priorities"),
        title=_("What comes first in the region"),
        crumb_url=reverse("participation:table_inbox"),
        crumb_label=_("Files received"),
    )


@mrc_only
def mrc_priorities(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Territory, slug=slug)
    rules.check_may_write(capacity_of(request), found.pk)
    return _write(
        request,
        found,
        address=reverse("participation:territory", args=[slug]),
        title=_("What comes first in your MRC"),
        about=found.name,
        crumb_url=reverse("participation:mrc_desk"),
        crumb_label=_("Sent to your MRC"),
    )


def _write(request: HttpRequest, territory: Territory | None, *, address: str, **page: str) -> HttpResponse:
    """The list of today is there to be changed; what is written replaces it, and it stays readable."""
    now = queries.current(territory)
    first = {"lines": "\n".join(line.words for line in now.lines), "source": now.list.source} if now else {}
    form = PrioritiesForm(request.POST or None, initial=first)

    def words() -> dict:
        return {**form.cleaned_data, "now": clock.now()}

    if request.method == "POST" and form.is_valid():
        attempt(form, lambda: verbs.checked(**words()))
    return ask_then_check(
        request,
        form,
        lambda: verbs.write(by=request.user, territory=territory, **words()),
        rows=lambda: [
            {"label": _("The priorities, one per line"), "value": form.cleaned_data["lines"]},
            {"label": _("Decided on"), "value": dates.short(form.cleaned_data["decided_on"])},
            {"label": _("The source"), "value": form.cleaned_data["source"]},
        ],
        then=lambda made: address,
        said=_("It is written. Everybody reads it beside the issues."),
        check={
            "title": _("Check the priorities"),
            "lead": _("Everybody reads them. The list before stays too."),
            "submit": _("Publish the priorities"),
            "change": _("Change them"),
        },
        submit=_("Check the priorities"),
        **page,
    )


@preparers
def issue_priorities(request: HttpRequest, pk: int) -> HttpResponse:
    """What an issue touches of what comes first."""
    issue = issue_queries.visible_issue(pk, capacity_of(request))
    lists = queries.current_lists()
    form = TouchedForm(
        request.POST or None,
        lists=lists,
        region=_("The region"),
        initial={"priorities": [str(key) for key in queries.touched_by(issue)]},
    )
    address = reverse("participation:issue", args=[pk])

    def link():
        verbs.link(by=request.user, issue=issue, priorities=form.cleaned_data["priorities"], now=clock.now())
        return issue

    return ask(
        request,
        form,
        link,
        then=lambda made: address,
        said=_("It is noted beside the issue."),
        title=_("What this issue touches"),
        about=issue.title,
        submit=_("Note it"),
        crumb_url=address,
        crumb_label=issue.title,
    )
