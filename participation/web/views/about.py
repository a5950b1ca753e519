"""Pages about the site itself: help, who can use it, what is kept about people, and how to try it with five of them."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common import clock
from common.context import phone_link
from participation.domain.queries import rules as queries
from participation.web.pages import kept_data, trial

# When a person last went through what the statement says. To change with its words, never alone.
STATEMENT_ON = date(2026, 11, 23)


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """One question, one answer; outside the hours, the help lines come first."""
    return render(request, "about/help.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What the pages hold, how it was checked, and what does not work yet."""
    return render(request, "about/accessibility.html", {"stated_on": STATEMENT_ON})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, why, who sees it, until when: the table of `pages.kept_data`, in words."""
    book = queries.rule_book(clock.now())
    return render(
        request,
        "about/privacy.html",
        {
            "groups": kept_data.groups(),
            "months": book.retention_months,
            "is_adopted": book.rules_adopted,
            "officer": settings.PRIVACY_OFFICER,
            "officer_phone": settings.PRIVACY_PHONE or settings.SITE_PHONE,
            "officer_link": phone_link(settings.PRIVACY_PHONE or settings.SITE_PHONE),
        },
    )


@require_safe
def trial_kit(request: HttpRequest) -> HttpResponse:
    """Three sheets of paper: how to hold the session, what to hand out, where to write what is seen."""
    context = {"tasks": trial.TASKS, "people": range(1, trial.PEOPLE + 1), "minutes": trial.MINUTES}
    return render(request, "about/trial.html", context)
