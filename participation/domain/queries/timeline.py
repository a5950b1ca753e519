"""What happened to a thing, where it is, and what comes: never a state without its next step."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from common.dates import local_day
from participation.domain import stages
from participation.domain.queries import rules as rule_queries
from participation.enums import ConcernState, InitiativeState, IssueState, RuleChangeState, TransmissionState
from participation.models import Concern, Initiative, Issue, RuleChange, StageChange, Transmission
from participation.rules import lifecycles, next_dates
from voting.models import Vote

Thing = Concern | Issue | Initiative | RuleChange | Transmission

STATES = {
    "concern": ConcernState,
    "issue": IssueState,
    "initiative": InitiativeState,
    "rule_change": RuleChangeState,
    "transmission": TransmissionState,
}
# The way ahead when all goes well, for the steps to come.
WAY = {
    "concern": (ConcernState.SUBMITTED, ConcernState.DISCUSSED, ConcernState.GROUPED),
    "issue": (IssueState.PROPOSED, IssueState.SHARED, IssueState.SENT, IssueState.ANSWERED),
    "initiative": (
        InitiativeState.IDEA,
        InitiativeState.DELIBERATING,
        InitiativeState.IN_REVIEW,
        InitiativeState.ELIGIBLE,
        InitiativeState.VOTE_ANNOUNCED,
        InitiativeState.VOTE_OPEN,
        InitiativeState.COUNTING,
    ),
    "rule_change": (
        RuleChangeState.PROPOSED,
        RuleChangeState.DELIBERATING,
        RuleChangeState.VOTE_ANNOUNCED,
        RuleChangeState.VOTE_OPEN,
        RuleChangeState.COUNTING,
    ),
    "transmission": (
        TransmissionState.PREPARED,
        TransmissionState.SENT,
        TransmissionState.RECEIVED,
        TransmissionState.ANSWERED,
    ),
}


@dataclass(frozen=True)
class Step:
    """The next step: who acts, in words, and by when (None when no date is known)."""

    who: str
    who_label: str
    sentence: str
    on: date | None
    is_late: bool


def next_step(thing: Thing, *, now: datetime) -> Step:
    """Who must act now, what comes, and by when."""
    noun = stages.noun_of(thing)
    row = lifecycles.next_step(noun, thing.state)
    last = _changes(thing).last()
    entered_on = local_day(last.at if last else now)
    book = rule_queries.rule_book(now)
    on = next_dates.next_on(noun, thing, entered_on=entered_on, book=book, vote=_latest_vote(thing))
    return Step(row.who, row.who_label, str(row.sentence), on, is_late=on is not None and on < local_day(now))


def timeline(thing: Thing, *, now: datetime) -> list[dict[str, Any]]:
    """Items `{title, state: done/now/later, on, detail}`: the history, the present step, then what comes."""
    noun = stages.noun_of(thing)
    changes = list(_changes(thing))
    items = [_past(noun, change) for change in changes]
    if items:
        items[-1]["state"] = "now"
    step = next_step(thing, now=now)
    if step.who:
        items.append({"title": step.sentence, "state": "later", "on": step.on, "detail": ""})
    return items + [
        {"title": str(state.label), "state": "later", "on": None, "detail": ""}
        for state in _ahead(noun, thing.state)
    ]


def _past(noun: str, change: StageChange) -> dict[str, Any]:
    return {
        "title": str(STATES[noun](change.to_state).label),
        "state": "done",
        "on": local_day(change.at),
        "detail": change.note,
    }


def _ahead(noun: str, state: str) -> list[Any]:
    """At most two more steps after the next one, on the way ahead; none off the way."""
    way = [str(one) for one in WAY[noun]]
    if str(state) not in way:
        return []
    position = way.index(str(state))
    return [STATES[noun](one) for one in way[position + 2 : position + 4]]


def _changes(thing: Thing) -> QuerySet[StageChange]:
    return StageChange.objects.filter(**{stages.noun_of(thing): thing}).order_by("at", "pk")


def _latest_vote(thing: Thing) -> Vote | None:
    if not isinstance(thing, Initiative | RuleChange):
        return None
    return Vote.objects.filter(**{f"decision__{stages.noun_of(thing)}": thing}).order_by("-pk").first()
