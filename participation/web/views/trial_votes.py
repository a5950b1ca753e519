"""A vote to practise: the snack of the next meeting, through the whole journey of a real vote."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.doors import facilitator_only
from common import clock, dates
from common.forms import posted
from common.two_steps import ask_then_check
from participation.domain import trial_votes
from participation.domain.queries import roll as roll_queries
from participation.domain.queries import rules as rule_queries
from participation.rules import vote_rules
from participation.web.trial_forms import TrialVoteForm


@require_http_methods(["GET", "HEAD", "POST"])
@facilitator_only
def trial_vote(request: HttpRequest) -> HttpResponse:
    form = TrialVoteForm(posted(request), initial=_proposed())
    return ask_then_check(
        request,
        form,
        lambda: trial_votes.announce(by=request.user, now=clock.now(), **form.answers),
        rows=lambda: _rows(form),
        then=lambda vote: reverse("voting:vote", args=[vote.pk]),
        said=_("The vote to practise is announced. It opens and closes at its hours, by itself."),
        codes=("opens_in_the_past",),
        check={
            "title": _("Check the vote to practise"),
            "lead": _("Once announced, nothing of this changes any more."),
            "submit": _("Announce the vote"),
        },
        title=_("A vote to practise"),
        lead=_("It decides nothing. Everyone learns to vote, to check, to count and to open."),
        submit=_("Check the vote"),
        crumb_url=reverse("participation:facilitation"),
        crumb_label=_("Dashboard"),
    )


def _proposed() -> dict:
    """From the next day at 9 h, for two days."""
    opens, closes = vote_rules.proposed_window(today=clock.today(), announce_days=1, voting_days=2)
    return {
        "question": _("Which snack do we want at the next meeting?"),
        "opens_on": dates.local_day(opens),
        "opens_hour": str(vote_rules.OPENING.hour),
        "closes_on": dates.local_day(closes),
        "closes_hour": str(vote_rules.CLOSING.hour),
    }


def _rows(form: TrialVoteForm) -> list[dict]:
    now, answers = clock.now(), form.answers
    roll = roll_queries.deciding(rule_queries.rule_book(now), on=dates.local_day(now)).count()
    keys = (
        _("The scrutineers of the season, all together.")
        if trial_votes.has_scrutineers(now=now)
        else _("The platform's own key: no season is ready. We could read a ballot, and the pages say so.")
    )
    return [
        {"label": _("The question"), "value": answers["question"]},
        {"label": _("The answers"), "value": "\n".join(answers["among"])},
        {"label": _("Answers one may choose"), "value": answers["most_choices"]},
        {"label": _("It opens on"), "value": dates.day_time(answers["opens_at"])},
        {"label": _("It closes on"), "value": dates.day_time(answers["closes_at"])},
        {"label": _("People who may vote"), "value": roll},
        {"label": _("Who opens the urn"), "value": keys},
    ]
