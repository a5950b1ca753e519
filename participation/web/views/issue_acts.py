"""Facilitation ends an issue with a word to everybody, and asks an author to join one that is already shared."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain.people import shown_name
from accounts.doors import capacity_of, facilitator_only
from common import clock
from participation.domain import issues as verbs
from participation.domain.queries import concerns as concern_queries
from participation.domain.queries import issues as queries
from participation.models import Issue
from participation.rules import grouping as rules
from participation.web.issue_forms import EndForm, JoinForm
from participation.web.plain_help import remarks_on
from participation.web.two_steps import ask_then_check, attempt


@facilitator_only
def issue_close(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of it, in one word that everybody reads."""
    found = get_object_or_404(Issue, pk=pk)
    verbs.check_may_close(by=request.user, issue=found, now=clock.now())
    form = EndForm(request.POST or None)

    def word() -> str:
        return form.cleaned_data["word"]

    if request.method == "POST" and form.is_valid():
        attempt(form, lambda: verbs.checked_word(word(), now=clock.now()))
    address = reverse("participation:issue", args=[pk])
    return ask_then_check(
        request,
        form,
        lambda: verbs.close(by=request.user, issue=found, word=word(), now=clock.now()),
        rows=lambda: [{"label": _("Your word to everybody"), "value": word()}],
        remarks=lambda: remarks_on(word()),
        check={
            "title": _("Check your word"),
            "lead": _("Everybody reads it. The issue ends."),
            "submit": _("Send the word and end it"),
        },
        then=lambda made: address,
        said=_("The issue is finished. Everybody reads your word."),
        title=_("End this issue"),
        about=found.title,
        submit=_("Check the word"),
        crumb_url=address,
        crumb_label=found.title,
    )


@facilitator_only
def concern_join(request: HttpRequest, pk: int) -> HttpResponse:
    """One question to the author, who may say no: could your concern join this issue?"""
    found = concern_queries.visible_concern(pk, request.user, capacity_of(request))
    rules.check_may_join(found)
    form = JoinForm(request.POST or None, issues=queries.may_be_joined_by(found))

    def issue() -> Issue:
        return form.cleaned_data["issue"]

    return ask_then_check(
        request,
        form,
        lambda: verbs.propose_grouping(by=request.user, issue=issue(), concern=found, now=clock.now()),
        rows=lambda: [
            {"label": _("Who is asked"), "value": shown_name(found.author)},
            {"label": _("The issue"), "value": issue().title},
        ],
        check={
            "title": _("Check the question"),
            "lead": _("The author says yes or no. Nothing moves before that."),
            "submit": _("Ask the author"),
        },
        then=lambda made: reverse("participation:issue_share", args=[made.issue_id]),
        said=_("The author is asked. You see the answer here."),
        title=_("Ask to join an issue"),
        about=found.title,
        submit=_("Check the question"),
        crumb_url=reverse("participation:concern_read", args=[pk]),
        crumb_label=found.title,
    )
