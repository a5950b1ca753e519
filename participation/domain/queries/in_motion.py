"""Everything in motion in the Espace, by step and by MRC: who must act, by when. Never by popularity.

A concern is here only when the members read it, and only for them; what is private is neither shown nor counted.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from accounts.models import Person, Territory
from common.dates import local_day
from participation.domain.queries import decisions, timeline
from participation.domain.queries import rules as rule_queries
from participation.domain.queries.paths import path_of
from participation.enums import ConcernState, DecisionKind, IssueState, RuleChangeState, TransmissionState
from participation.enums import InitiativeState as I
from participation.models import Concern, Decision, Initiative, Issue, RuleChange, Transmission
from participation.rules import lifecycles, visibility
from voting.enums import VoteState

SAY, TALK, CHECK, VOTE, TABLE, DO = "dire", "discuter", "verifier", "voter", "table", "faire"
STEPS: dict[str, str | Promise] = {
    SAY: _("We say it"),
    TALK: _("We discuss it"),
    CHECK: _("Checking the rules of the fund"),
    VOTE: _("The vote"),
    TABLE: _("The Table"),
    DO: _("We do it"),
}
# The steps in motion of each noun; a state that is not here is over, or private.
WHERE: dict[type, dict[str, str]] = {
    Concern: {ConcernState.DISCUSSED: SAY, ConcernState.SENT: TABLE, ConcernState.REFERRED: DO},
    Issue: {IssueState.SHARED: TALK, IssueState.SENT: TABLE, IssueState.ANSWERED: TABLE},
    Initiative: {
        **dict.fromkeys((I.IDEA, I.DELIBERATING), TALK),
        **dict.fromkeys((I.IN_REVIEW, I.TO_ADJUST, I.NOT_ELIGIBLE), CHECK),
        **dict.fromkeys((I.ELIGIBLE, I.VOTE_ANNOUNCED, I.VOTE_OPEN, I.COUNTING, I.NO_QUORUM), VOTE),
        **dict.fromkeys(
            (I.APPROVED, I.SEEKING_CARRIER, I.AGREEMENT_SIGNED, I.UNDER_WAY, I.REPORT_RECEIVED), DO
        ),
    },
    RuleChange: {
        **dict.fromkeys((RuleChangeState.PROPOSED, RuleChangeState.DELIBERATING), TALK),
        **dict.fromkeys(
            (RuleChangeState.VOTE_ANNOUNCED, RuleChangeState.VOTE_OPEN, RuleChangeState.COUNTING), VOTE
        ),
    },
    Transmission: dict.fromkeys(
        (
            TransmissionState.SENT,
            TransmissionState.RECEIVED,
            TransmissionState.ON_AGENDA,
            TransmissionState.ANSWERED,
            TransmissionState.FOLLOWED,
        ),
        TABLE,
    ),
}
KINDS: dict[type, str | Promise] = {
    Concern: _("Concern"),
    Issue: _("Issue"),
    Initiative: _("Initiative"),
    RuleChange: _("Rule of the Espace"),
    Transmission: _("Sent to the Table"),
}


ASKED = _("The Table asks us")


@dataclass(frozen=True)
class Moving:
    """One thing in motion. `territories` empty: the whole region."""

    where: str
    kind: str
    state: str
    title: str
    path: str
    territories: tuple[Territory, ...]
    step: timeline.Step


def everything(
    viewer: Person | None, capacity: Capacity, *, now: datetime, where: str = "", territory: str = ""
) -> list[Moving]:
    """The closest date first, whatever the number of people who support it. The same queries for one thing or many."""
    things: list[timeline.Thing] = []
    for model, find in _FOUND.items():
        states = [state for state, step in WHERE[model].items() if where in ("", step)]
        if states:
            things += find(viewer, capacity, states)
    labels = {key: rule.label for key, rule in rule_queries.current(now).items()}
    told = timeline.stories(things, now=now)
    rows = [_moving(story, labels) for story in told]
    rows += _other_votes(where, now=now)
    shown = [row for row in rows if not territory or _is_of(row, territory)]
    return sorted(shown, key=lambda row: (row.step.on or date.max, row.path))


def _is_of(row: Moving, slug: str) -> bool:
    return not row.territories or any(place.slug == slug for place in row.territories)


def _moving(story: timeline.Story, labels: dict[str, str]) -> Moving:
    thing = story.thing
    title = labels.get(thing.key, thing.key) if isinstance(thing, RuleChange) else thing.title
    return Moving(
        where=WHERE[type(thing)][thing.state],
        kind=str(ASKED if story.is_asked else KINDS[type(thing)]),
        state=str(thing.get_state_display()),
        title=title,
        path=path_of(thing),
        territories=_places(thing),
        step=story.step,
    )


def _places(thing: timeline.Thing) -> tuple[Territory, ...]:
    if isinstance(thing, Concern):
        return (thing.territory,) if thing.territory else ()
    if isinstance(thing, Issue | Initiative):
        return tuple(thing.territories.all())
    if isinstance(thing, Transmission):
        source = thing.initiative or thing.issue or thing.concern
        return _places(source) if source is not None else ()
    return ()


def _in_order() -> QuerySet[Territory]:
    return Territory.objects.west_to_east()


def _concerns(viewer: Person | None, capacity: Capacity, states: list[str]) -> Iterable[Concern]:
    seen = Concern.objects.published().filter(visibility.concerns_seen_by(viewer, capacity), state__in=states)
    return seen.select_related("territory").order_by("pk")


def _issues(viewer: Person | None, capacity: Capacity, states: list[str]) -> Iterable[Issue]:
    found = Issue.objects.filter(state__in=states)
    return found.prefetch_related(Prefetch("territories", queryset=_in_order())).order_by("pk")


def _initiatives(viewer: Person | None, capacity: Capacity, states: list[str]) -> Iterable[Initiative]:
    found = Initiative.objects.filter(state__in=states).select_related("current")
    return found.prefetch_related(Prefetch("territories", queryset=_in_order())).order_by("pk")


def _rule_changes(viewer: Person | None, capacity: Capacity, states: list[str]) -> Iterable[RuleChange]:
    return RuleChange.objects.filter(state__in=states).order_by("pk")


def _transmissions(viewer: Person | None, capacity: Capacity, states: list[str]) -> Iterable[Transmission]:
    return (
        Transmission.objects.sent()
        .filter(state__in=states)
        .select_related("initiative", "issue", "concern__territory")
        .prefetch_related(
            Prefetch("initiative__territories", queryset=_in_order()),
            Prefetch("issue__territories", queryset=_in_order()),
        )
        .order_by("pk")
    )


_FOUND: dict[type, Callable[[Person | None, Capacity, list[str]], Iterable[timeline.Thing]]] = {
    Concern: _concerns,
    Issue: _issues,
    Initiative: _initiatives,
    RuleChange: _rule_changes,
    Transmission: _transmissions,
}


def _other_votes(where: str, *, now: datetime) -> list[Moving]:
    """Votes on priorities or on a recommendation: what they are about does not move with them."""
    if where not in ("", VOTE):
        return []
    about = Q(issue__isnull=False) | Q(transmission__isnull=False) | Q(kind=DecisionKind.SEASON)
    return [_vote(decision, now=now) for decision in decisions.under_way().filter(about)]


def _vote(decision: Decision, *, now: datetime) -> Moving:
    vote = decision.vote
    is_open = vote.state == VoteState.OPEN
    waits = lifecycles.next_step("initiative", I.VOTE_OPEN if is_open else I.VOTE_ANNOUNCED)
    on = local_day(vote.closes_at if is_open else vote.opens_at)
    step = timeline.Step(waits.who, waits.who_label, str(waits.sentence), on, is_late=on < local_day(now))
    return Moving(
        where=VOTE,
        kind=str(decision.get_kind_display()).capitalize(),
        state=str(vote.get_state_display()),
        title=vote.title,
        path=f"/votes/{vote.pk}/",
        territories=(),
        step=step,
    )
