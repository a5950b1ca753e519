"""Welcome talks that wait for a second worker, of another employer: they confirm, or say that they cannot."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.domain import welcomes as verbs
from accounts.domain.queries import welcomes as queries
from accounts.doors import capacity_of
from accounts.rules import welcoming as rules
from accounts.rules.visibility import shown_name, with_details
from common import clock, dates
from participation.domain.queries import rules as rule_queries
from participation.web.staff_doors import staff


@staff
def welcomes(request: HttpRequest) -> HttpResponse:
    me = capacity_of(request)
    waiting = [(welcome, rules.may_second(me, welcome)) for welcome in queries.waiting()]
    context = {
        "for_me": [_line(welcome) for welcome, may in waiting if may],
        "for_others": [_line(welcome) for welcome, may in waiting if not may],
    }
    return render(request, "participation/staff/welcomes.html", context)


def _line(welcome) -> dict:
    return {
        "pk": welcome.pk,
        "name": shown_name(welcome.person),
        "mrc": welcome.person.territory.name if welcome.person.territory else "",
        "by": with_details(shown_name(welcome.held_by), welcome.held_for),
        "on": dates.local_day(welcome.held_at),
    }


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def welcome_second(request: HttpRequest, pk: int) -> HttpResponse:
    welcome = queries.of_pk(pk)
    me = capacity_of(request)
    if request.method == "POST":
        return _answer(request, welcome)
    rules.check_waits(welcome)
    context = {
        "line": _line(welcome),
        "may_second": rules.may_second(me, welcome),
        "is_holder": welcome.held_by_id == request.user.pk,
        "organisation": welcome.referred_by,
    }
    return render(request, "participation/staff/welcome_second.html", context)


def _answer(request: HttpRequest, welcome) -> HttpResponse:
    """« Je confirme » gives the vote; the other button only takes the note back."""
    now = clock.now()
    if "drop" in request.POST:
        verbs.drop(by=request.user, welcome=welcome, now=now)
        notices.info(request, _("The note is taken back. The person keeps their card."))
    else:
        min_age = rule_queries.value("min_participation_age", at=now)
        verbs.second(by=request.user, welcome=welcome, now=now, min_age=min_age)
        notices.success(request, _("The welcome is confirmed. The person is a member from now on."))
    return redirect("participation:welcomes")
