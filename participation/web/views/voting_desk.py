"""Announcing votes: the dates the rules propose, what will be frozen, then one confirmation."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.doors import facilitator_only
from common import clock, dates
from participation.domain import announcing, decisions
from participation.domain.queries import decisions as decision_queries
from participation.domain.queries import roll as roll_queries
from participation.domain.queries import rules as rule_queries
from participation.enums import InitiativeState
from participation.models import Decision, Initiative, Issue, RuleChange, Transmission
from participation.rules import lifecycles, vote_rules
from participation.web.staff_forms import VoteForm
from participation.web.two_steps import ask_then_check
from voting.enums import Threshold, VoteKind

CODES = ("announced_too_late", "opens_in_the_past", "retry_too_early", "vote_too_short")
ME = frozenset({"facilitator"})


@facilitator_only
def initiative_vote(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Initiative.objects.select_related("current__carrier"), pk=pk)
    now = clock.now()
    lifecycles.check_move("initiative", found.state, InitiativeState.VOTE_ANNOUNCED, ME)
    opens_at = decision_queries.proposed_window(now=now).opens_at
    if found.next_vote_from:
        opens_at = max(opens_at, vote_rules.at(found.next_vote_from, vote_rules.OPENING))
    decisions.check_ready(found, opens_at=opens_at, book=rule_queries.rule_book(now), now=now)
    version = found.current
    facts = [
        {
            "label": _("The text"),
            "value": _("%(title)s, version %(number)d") % {"title": version.title, "number": version.number},
        }
    ]
    recusals = announcing.recusals_for(version.carrier, on=dates.local_day(now))
    if recusals:
        facts.append({"label": _("People who step back"), "value": len(recusals)})
    return _vote(
        request,
        opens_at=opens_at,
        announce=lambda window: decisions.put_to_vote(
            by=request.user, initiative=found, now=clock.now(), **window
        ),
        facts=facts,
        about=found.title,
        is_renewal=not version.is_new,
        back=reverse("participation:initiative", args=[pk]),
    )


@facilitator_only
def rule_vote(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(RuleChange, pk=pk)
    now = clock.now()
    lifecycles.check_move("rule_change", found.state, "vote_annonce", ME)
    days = rule_queries.value("min_deliberation_days", at=now)
    vote_rules.check_deliberated(found.deliberation_started_at, now=now, min_days=days)
    rule = rule_queries.current(now).get(found.key)
    return _vote(
        request,
        announce=lambda window: decisions.put_rule_change_to_vote(
            by=request.user, change=found, now=clock.now(), **window
        ),
        facts=[],
        about=rule.label if rule else found.key,
        is_rule_change=True,
        back=reverse("participation:rule_change", args=[pk]),
    )


@facilitator_only
def priority_vote(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Issue, pk=pk)
    return _vote(
        request,
        announce=lambda window: decisions.put_priority_to_vote(
            by=request.user, issue=found, now=clock.now(), **window
        ),
        facts=[],
        about=found.title,
        asks_question=True,
        asks_kind=True,
        back=reverse("participation:issue", args=[pk]),
    )


@facilitator_only
def recommendation_vote(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Transmission, pk=pk)
    return _vote(
        request,
        announce=lambda window: decisions.put_recommendation_to_vote(
            by=request.user, transmission=found, now=clock.now(), **window
        ),
        facts=[{"label": _("The words"), "value": found.body}],
        about=found.title,
        asks_question=True,
        back=reverse("participation:transmission", args=[pk]),
    )


def _vote(
    request: HttpRequest,
    *,
    announce: Callable[[dict], Decision],
    facts: list[dict],
    about: str,
    back: str,
    opens_at: datetime | None = None,
    asks_question: bool = False,
    asks_kind: bool = False,
    is_renewal: bool = False,
    is_rule_change: bool = False,
) -> HttpResponse:
    form = VoteForm(
        request.POST or None,
        asks_question=asks_question,
        asks_kind=asks_kind,
        initial=_proposed(opens_at),
    )
    kept = {"is_renewal": is_renewal, "is_rule_change": is_rule_change}
    return ask_then_check(
        request,
        form,
        lambda: announce(_window(form)),
        rows=lambda: [*_dates(form), *facts, *_frozen(form, **kept)],
        then=lambda made: reverse("voting:vote", args=[made.vote_id]),
        said=_("The vote is announced. It opens and closes at its hours, by itself."),
        codes=CODES,
        check={
            "title": _("Check the vote"),
            "lead": _("Once announced, nothing of this changes any more."),
            "submit": _("Announce the vote"),
        },
        title=_("Announce a vote"),
        about=about,
        lead=_("These dates come from our rules. You may choose later ones."),
        submit=_("Check the vote"),
        crumb_url=back,
        crumb_label=about,
    )


def _proposed(opens_at: datetime | None) -> dict:
    """Opens after the announcement days at 9 h, closes after the voting days at 20 h."""
    window = decision_queries.proposed_window(now=clock.now())
    opens_on = dates.local_day(opens_at or window.opens_at)
    return {
        "kind": VoteKind.PERIOD,
        "opens_on": opens_on,
        "opens_hour": str(vote_rules.OPENING.hour),
        "closes_on": opens_on + (dates.local_day(window.closes_at) - dates.local_day(window.opens_at)),
        "closes_hour": str(vote_rules.CLOSING.hour),
    }


def _window(form: VoteForm) -> dict:
    names = ("opens_at", "closes_at", "question", "kind")
    return {name: form.cleaned_data[name] for name in names if name in form.cleaned_data}


def _dates(form: VoteForm) -> list[dict]:
    answers = form.cleaned_data
    rows = [
        {"label": _("It opens on"), "value": dates.day_time(answers["opens_at"])},
        {"label": _("It closes on"), "value": dates.day_time(answers["closes_at"])},
    ]
    return (
        [{"label": _("The question"), "value": answers["question"]}, *rows] if "question" in answers else rows
    )


def _frozen(form: VoteForm, *, is_renewal: bool, is_rule_change: bool) -> list[dict]:
    """The rules of this vote, as they are today."""
    now = clock.now()
    book = rule_queries.rule_book(now)
    kind = form.cleaned_data.get("kind", VoteKind.PERIOD)
    rules = vote_rules.frozen_rules(book, kind=kind, is_renewal=is_renewal, is_rule_change=is_rule_change)
    roll = roll_queries.deciding(book, on=dates.local_day(now)).count()
    share = {
        "count": rules.quorum_min,
        "num": rules.quorum_share_num,
        "den": rules.quorum_share_den,
        "roll": roll,
    }
    return [
        {"label": _("People who may vote"), "value": roll},
        {
            "label": _("Enough people"),
            "value": _("The larger of %(count)d people and %(num)d out of %(den)d of these people.") % share,
        },
        {"label": _("Enough MRCs"), "value": rules.min_territories},
        {"label": _("To be approved"), "value": Threshold(rules.threshold).label},
    ]
