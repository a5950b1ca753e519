"""What the page of an initiative says of its vote: what holds it, when it is, what came of it and what comes next."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.rules.capacity import Capacity
from common import dates
from participation.domain.queries import admissibility, keys_awaited
from participation.domain.queries import decisions as decision_queries
from participation.models import Initiative
from participation.rules import clock_words, outcome_words
from participation.rules.book import RuleBook
from voting.domain.queries import votes as vote_queries
from voting.enums import VoteState


def vote(initiative: Initiative, capacity: Capacity, now: datetime) -> dict | None:
    decision = initiative.decisions.select_related("vote").order_by("-pk").first()
    if decision is None:
        return None
    held, url = decision.vote, reverse("voting:vote", args=[decision.vote_id])
    if held.state == VoteState.OPEN:
        present = vote_queries.participation(held)
        until = _("Until %(when)s.") % {"when": dates.day_time(held.closes_at)}
        text = f"{until} {present.told_to(capacity)}"
        action = _("Vote") if capacity.is_citizen else _("See the vote")
        return {"title": _("The vote is open"), "text": text, "url": url, "action": action, "is_open": True}
    if held.state == VoteState.ANNOUNCED:
        text = _("It opens on %(when)s.") % {"when": dates.day_time(held.opens_at)}
        return {"title": _("Vote announced"), "text": text, "url": url, "action": _("See the vote")}
    if held.called_off_at is not None:
        text = _("It does not take place. What it was about was withdrawn.")
        return {"title": _("Called off"), "text": text, "url": url, "action": _("See the vote")}
    text = _("Closed on %(when)s.") % {"when": dates.short(held.closes_at)}
    if held.state == VoteState.ANNULLED:
        text = _("This vote has no result.")
    is_open = held.is_conditional and not admissibility.is_found_eligible(initiative)
    asked = admissibility.adjustment_asked(initiative) if is_open else None
    follows = (
        outcome_words.next_of(
            initiative, waits_for_admissibility=is_open, asked_to_adjust=asked.result if asked else ""
        )
        if decision.recorded_at
        else ""
    )
    title = decision.get_outcome_display() or held.get_state_display()
    return {
        "title": str(title),
        "text": f"{text} {follows}".strip(),
        "url": url,
        "action": _("See the result"),
    }


def waits(initiative: Initiative, book: RuleBook, now: datetime) -> list[str]:
    """What holds it, dated and in public: a signatory who is late, keys that are missing."""
    said = []
    clock = decision_queries.review_clock(initiative, today=dates.local_day(now), book=book)
    if clock is not None and clock.is_late:
        said.append(clock_words.of_review(clock))
    awaited = keys_awaited.of_initiative(initiative, now=now, book=book)
    if awaited is not None:
        said += awaited.said
    return said
