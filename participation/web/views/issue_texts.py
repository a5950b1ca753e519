"""The text of an issue, written together: facilitation, and those whose concern is in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.doors import capacity_of, entered
from common import clock
from common.exceptions import IllegalTransition
from participation.domain import issue_versions
from participation.domain.queries import issues as queries
from participation.models import Issue
from participation.web.issue_forms import RewriteForm
from participation.web.plain_help import remarks_on
from participation.web.two_steps import ask_then_check

FORM = "participation/staff/form.html"


@entered
def rewrite(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, the check, then the new version. Somebody else's version meanwhile: 409, and both texts are shown."""
    found = queries.visible_issue(pk, capacity_of(request))
    issue_versions.check_may_rewrite(by=request.user, issue=found, now=clock.now())
    latest = queries.versions_of(found).latest("number")
    form = RewriteForm(request.POST or None, initial={"text": latest.text, "version": latest.number})
    try:
        return ask_then_check(
            request,
            form,
            lambda: issue_versions.rewrite(
                by=request.user,
                issue=found,
                text=form.cleaned_data["text"],
                reason=form.cleaned_data["reason"],
                based_on=form.cleaned_data["version"],
                now=clock.now(),
            ),
            rows=lambda: [
                {"label": _("What we live, in « we »"), "value": form.cleaned_data["text"]},
                {"label": _("We changed it because…"), "value": form.cleaned_data["reason"]},
            ],
            remarks=lambda: remarks_on(form.cleaned_data["text"], form.cleaned_data["reason"]),
            then=lambda made: reverse("participation:issue", args=[pk]),
            said=_("The new text is kept. The one before stays in the history."),
            check={"title": _("Check the new words"), "submit": _("Keep these words")},
            **_page(found),
        )
    except IllegalTransition as refusal:
        if refusal.code != "text_moved":
            raise
        return _meanwhile(request, found, str(refusal.sentence))


def _meanwhile(request: HttpRequest, issue: Issue, sentence: str) -> HttpResponse:
    """What was typed stays, beside the text somebody just kept: the next try starts from that one."""
    latest = queries.versions_of(issue).latest("number")
    typed = request.POST.copy()
    typed["version"] = str(latest.number)
    form = RewriteForm(typed)
    form.add_error(None, sentence)
    read = [{"label": _("The text of now"), "value": latest.text}]
    page = {"form": form, "form_errors": True, "read": read, **_page(issue)}
    return render(request, FORM, page, status=409)


def _page(issue: Issue) -> dict:
    return {
        "title": _("Write the issue again"),
        "about": issue.title,
        "lead": _("This text belongs to all those who are in the issue. Each version stays."),
        "submit": _("Check the new words"),
        "crumb_url": reverse("participation:issue", args=[issue.pk]),
        "crumb_label": issue.title,
    }
