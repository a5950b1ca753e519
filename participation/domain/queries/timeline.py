"""What happened to a thing, where it is, and what comes: never a state without its next step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from common.dates import local_day
from participation.domain import stages
from participation.domain.queries import awaited as known_of
from participation.domain.queries import consultations
from participation.domain.queries import rules as rule_queries
from participation.domain.queries.awaited import Awaited
from participation.enums import ConcernState, InitiativeState, IssueState, RuleChangeState, TransmissionState
from participation.models import Concern, Decision, Initiative, Issue, RuleChange, StageChange, Transmission
from participation.rules import awaits, lifecycles, next_dates
from participation.rules.book import RuleBook
from voting.models import Vote

Thing = Concern | Issue | Initiative | RuleChange | Transmission
Item = dict[str, Any]
Key = tuple[str, int]

STATES = {
    "concern": ConcernState,
    "issue": IssueState,
    "initiative": InitiativeState,
    "rule_change": RuleChangeState,
    "transmission": TransmissionState,
}
# What the Espace votes on, and whose vote gives the next date.
VOTED_ON = ("initiative", "rule_change")
# Whose notes are words to its author: the others read the steps alone.
TO_ITS_AUTHOR = frozenset({"concern"})
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
    """The next step: who acts, in words, and by when (None when no date is known).

    `when`: the same in the words of its clock; without any date, what is waited for.
    """

    who: str
    who_label: str
    sentence: str
    on: date | None
    is_late: bool
    when: str = ""


@dataclass(frozen=True)
class Story:
    """One thing with its next step and its timeline: `{title, state: done/now/later, on, detail}`.

    `is_asked`: the Table asked for it, and waits.
    """

    thing: Thing
    step: Step
    items: tuple[Item, ...]
    is_asked: bool = False


def stories(
    things: Iterable[Thing], *, now: datetime, book: RuleBook | None = None, tells_notes: bool = False
) -> list[Story]:
    """The stories of many things, in their order, in the same few queries however many they are.

    `tells_notes` for the author and facilitation only: what was written to the author of a concern.
    """
    things = list(things)
    changes, votes, asked = _changes_of(things), _votes_of(things), _asked_of(things)
    book = book or rule_queries.rule_book(now)
    awaited = known_of.of(things, now=now, book=book)
    told = []
    for thing in things:
        key = (stages.noun_of(thing), thing.pk)
        known = changes.get(key, [])
        if thing in awaited:
            step = _told_step(thing, awaited[thing])
        else:
            step = _step(thing, known, now=now, book=book, vote=votes.get(key), asked_on=asked.get(key))
        items = tuple(_items(thing, known, step, tells_notes=tells_notes))
        told.append(Story(thing, step, items, is_asked=key in asked))
    return told


def next_steps(things: Iterable[Thing], *, now: datetime) -> list[Step]:
    """Who must act now on each, what comes, and by when."""
    return [story.step for story in stories(things, now=now)]


def story(thing: Thing, *, now: datetime, book: RuleBook | None = None, tells_notes: bool = False) -> Story:
    """The history of one thing, its present step, then what comes."""
    return stories([thing], now=now, book=book, tells_notes=tells_notes)[0]


def _told_step(thing: Thing, awaited: Awaited) -> Step:
    row = lifecycles.next_step(stages.noun_of(thing), thing.state)
    who = row.who if awaited.who is None else awaited.who
    words = str(awaited.sentence or row.sentence)
    return Step(
        who, lifecycles.who_label(who), words, awaited.on, is_late=awaited.is_late, when=str(awaited.when)
    )


def _step(
    thing: Thing,
    changes: list[StageChange],
    *,
    now: datetime,
    book: RuleBook,
    vote: Vote | None,
    asked_on: date | None = None,
) -> Step:
    noun = stages.noun_of(thing)
    row = lifecycles.next_step(noun, thing.state)
    if asked_on is not None:
        words = _("We talk about it, then the Espace answers the Table.")
        return Step(row.who, row.who_label, words, asked_on, is_late=asked_on < local_day(now))
    entered_on = local_day(changes[-1].at if changes else now)
    on = next_dates.next_on(noun, thing, entered_on=entered_on, book=book, vote=vote)
    when = "" if on else str(awaits.words(noun, thing.state))
    is_late = on is not None and on < local_day(now)
    return Step(row.who, row.who_label, str(row.sentence), on, is_late=is_late, when=when)


def _items(thing: Thing, changes: list[StageChange], step: Step, *, tells_notes: bool) -> list[Item]:
    noun = stages.noun_of(thing)
    items = [_past(noun, change, tells_notes=tells_notes or noun not in TO_ITS_AUTHOR) for change in changes]
    if items:
        items[-1]["state"] = "now"
    if step.who:
        # Words of a clock rather than its date alone; without a date, « to come » says enough here.
        on, when = (None, step.when) if step.on and step.when else (step.on, "")
        items.append({"title": step.sentence, "state": "later", "on": on, "when": when, "detail": ""})
    return items + [
        {"title": str(state.label), "state": "later", "on": None, "detail": ""}
        for state in _ahead(noun, thing.state)
    ]


def _past(noun: str, change: StageChange, *, tells_notes: bool) -> Item:
    return {
        "title": str(STATES[noun](change.to_state).label),
        "state": "done",
        "on": local_day(change.at),
        "detail": change.note if tells_notes else "",
    }


def _ahead(noun: str, state: str) -> list[Any]:
    """At most two more steps after the next one, on the way ahead; none off the way."""
    way = [str(one) for one in WAY[noun]]
    if str(state) not in way:
        return []
    position = way.index(str(state))
    return [STATES[noun](one) for one in way[position + 2 : position + 4]]


def _of(things: list[Thing], nouns: Iterable[str]) -> Q:
    """Rows about any of these things; none when there is none."""
    condition = Q(pk__in=[])
    for noun in nouns:
        wanted = [thing.pk for thing in things if stages.noun_of(thing) == noun]
        if wanted:
            condition |= Q(**{f"{noun}__in": wanted})
    return condition


def _changes_of(things: list[Thing]) -> dict[Key, list[StageChange]]:
    """What happened to each, the oldest first."""
    found: dict[Key, list[StageChange]] = {}
    for change in StageChange.objects.filter(_of(things, STATES)).order_by("at", "pk"):
        found.setdefault(_key_of(change, STATES), []).append(change)
    return found


def _votes_of(things: list[Thing]) -> dict[Key, Vote]:
    """The latest vote on each of those whose next date is a vote's."""
    awaited = [thing for thing in things if thing.state in next_dates.DATED_BY_A_VOTE]
    if not awaited:
        return {}
    decisions = Decision.objects.filter(_of(awaited, VOTED_ON)).select_related("vote").order_by("vote_id")
    return {_key_of(decision, VOTED_ON): decision.vote for decision in decisions}


def _asked_of(things: list[Thing]) -> dict[Key, date]:
    """The day the Table hopes for an answer, of the issues that it asked: no query when no issue is shared."""
    shared = [one.pk for one in things if isinstance(one, Issue) and one.state == IssueState.SHARED]
    if not shared:
        return {}
    return {("issue", pk): on for pk, on in consultations.dates_of(shared).items()}


def _key_of(row: StageChange | Decision, nouns: Iterable[str]) -> Key:
    return next((noun, pk) for noun in nouns if (pk := getattr(row, f"{noun}_id")) is not None)
