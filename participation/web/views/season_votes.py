"""Putting several shared issues to the vote: those the Espace begins its season with."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.doors import facilitator_only
from common import clock, dates
from common.forms import posted
from common.two_steps import ask_then_check
from participation.domain import season_votes
from participation.domain.queries import decisions as decision_queries
from participation.domain.queries import roll as roll_queries
from participation.domain.queries import rules as rule_queries
from participation.domain.queries import season_votes as queries
from participation.rules import vote_rules
from participation.web.season_forms import SeasonVoteForm
from voting.enums import VoteKind


@require_http_methods(["GET", "HEAD", "POST"])
@facilitator_only
def season_vote(request: HttpRequest) -> HttpResponse:
    form = SeasonVoteForm(posted(request), among=queries.may_be_chosen(), initial=_proposed())
    return ask_then_check(
        request,
        form,
        lambda: season_votes.announce(by=request.user, now=clock.now(), **form.answers),
        rows=lambda: _rows(form),
        then=lambda made: reverse("voting:vote", args=[made.vote_id]),
        said=_("The vote is announced. It opens and closes at its hours, by itself."),
        codes=("announced_too_late", "opens_in_the_past", "vote_too_short", "already_in_a_vote"),
        check={
            "title": _("Check the vote"),
            "lead": _("Once announced, nothing of this changes any more."),
            "submit": _("Announce the vote"),
        },
        title=_("Which issues do we start with?"),
        lead=_("The Espace chooses by a vote. No issue is put away: the others stay shared."),
        submit=_("Check the vote"),
        crumb_url=reverse("participation:facilitation"),
        crumb_label=_("Dashboard"),
    )


def _proposed() -> dict:
    """The dates of the rules, and the usual question."""
    window = decision_queries.proposed_window(now=clock.now())
    return {
        "question": _("Which issues do we start with?"),
        "kind": VoteKind.PERIOD,
        "opens_on": dates.local_day(window.opens_at),
        "opens_hour": str(vote_rules.OPENING.hour),
        "closes_on": dates.local_day(window.closes_at),
        "closes_hour": str(vote_rules.CLOSING.hour),
    }


def _rows(form: SeasonVoteForm) -> list[dict]:
    now, answers = clock.now(), form.answers
    roll = roll_queries.deciding(rule_queries.rule_book(now), on=dates.local_day(now)).count()
    return [
        {"label": _("The question"), "value": answers["question"]},
        {"label": _("The issues"), "value": "\n".join(issue.title for issue in answers["issues"])},
        {"label": _("Issues one may choose"), "value": answers["most_choices"]},
        {"label": _("If issues are equal"), "value": _("Equal at the last place: those are left out.")},
        {"label": _("How we vote"), "value": str(VoteKind(answers["kind"]).label)},
        {"label": _("It opens on"), "value": dates.day_time(answers["opens_at"])},
        {"label": _("It closes on"), "value": dates.day_time(answers["closes_at"])},
        {"label": _("People who may vote"), "value": roll},
    ]
