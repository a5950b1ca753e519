"""Reads about acts of two people: what waits, and what is published once done. Roles and employers, never a name."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.domain.queries.people import Capacity
from accounts.models import Person
from common import dates
from common.exceptions import Missing
from voting.domain.queries import seasons
from voting.enums import JointActKind, VoteState
from voting.models import JointAct, Trustee, Vote
from voting.rules import joint_acts as rules
from voting.rules import lifecycle
from voting.rules import scrutiny as scrutiny_rules


@dataclass(frozen=True)
class Doer:
    """How one of the two people is shown."""

    role: str
    employer: str


@dataclass(frozen=True)
class Published:
    """`organisation`: whose key the opened sheet was; empty when the vote was annulled."""

    kind: str
    reason: str
    organisation: str
    first: Doer
    second: Doer
    done_on: date


@dataclass(frozen=True)
class Waiting:
    act: JointAct
    asked_by: Doer
    organisation: str
    may_do: bool


@dataclass(frozen=True)
class Sheet:
    """A key that is waited for. `may_ask`: its scrutineer was reminded, and the delay is over."""

    trustee: Trustee
    organisation: str
    keeper: str
    reminded_on: date | None
    may_ask: bool


def published(vote: Vote) -> list[Published]:
    """What two people did on this vote, in order; public."""
    return [_published(act) for act in _acts(vote).filter(done_at__isnull=False).order_by("done_at", "pk")]


def _published(act: JointAct) -> Published:
    assert act.done_by is not None
    assert act.done_at is not None
    return Published(
        kind=act.kind,
        reason=act.reason,
        organisation=_organisation(act.trustee),
        first=_doer(act.asked_by, act.asked_at),
        second=_doer(act.done_by, act.done_at),
        done_on=dates.local_day(act.done_at),
    )


def waiting(vote: Vote, *, capacity: Capacity, day: date) -> list[Waiting]:
    """Asked for and still possible."""
    rows = _acts(vote).filter(done_at=None, dropped_at=None).order_by("asked_at", "pk")
    return [shown(act, capacity=capacity, day=day) for act in rows if is_still_possible(act)]


def shown(act: JointAct, *, capacity: Capacity, day: date) -> Waiting:
    return Waiting(
        act=act,
        asked_by=_doer(act.asked_by, act.asked_at),
        organisation=_organisation(act.trustee),
        may_do=may_do(act, capacity=capacity, day=day),
    )


def may_do(act: JointAct, *, capacity: Capacity, day: date) -> bool:
    """This person may be the second one, as both stand that day."""
    first = people.capacity(act.asked_by, on=day)
    return rules.may_do(JointActKind(act.kind), first=first, second=capacity, trustee=act.trustee)


def is_still_possible(act: JointAct) -> bool:
    """Neither done nor dropped, on a vote that still allows it."""
    if act.done_at is not None or act.dropped_at is not None:
        return False
    if act.kind == JointActKind.ANNUL:
        return lifecycle.may_move(act.vote.state, VoteState.ANNULLED)
    return act.vote.state == VoteState.CLOSED and act.trustee is not None and act.trustee.shared_on is None


def find(pk: int) -> JointAct:
    act = _acts().filter(pk=pk).first()
    if act is None:
        raise Missing("act_missing", _("This request does not exist."))
    return act


def sheets(vote: Vote, *, capacity: Capacity, day: date) -> list[Sheet]:
    """The keys that a closed urn waits for."""
    if vote.state != VoteState.CLOSED or not hasattr(vote, "urn") or not vote.urn.is_ended:
        return []
    asked = set(
        JointAct.objects.filter(vote=vote, done_at=None, dropped_at=None).values_list("trustee_id", flat=True)
    )
    return [
        Sheet(
            trustee=trustee,
            organisation=_organisation(trustee),
            keeper=trustee.scrutineer.keeper.name if trustee.scrutineer else "",
            reminded_on=trustee.reminded_on,
            may_ask=trustee.pk not in asked
            and rules.may_ask(JointActKind.SHEET, capacity)
            and scrutiny_rules.may_read_sheet(trustee, capacity)
            and scrutiny_rules.was_reminded(trustee, day),
        )
        for trustee in seasons.waiting_for(vote.pk)
    ]


def _acts(vote: Vote | None = None) -> QuerySet[JointAct]:
    rows = JointAct.objects.select_related(
        "vote", "asked_by", "done_by", "trustee__scrutineer__organisation", "trustee__urn"
    )
    return rows if vote is None else rows.filter(vote=vote)


def _organisation(trustee: Trustee | None) -> str:
    return trustee.scrutineer.organisation.name if trustee and trustee.scrutineer else ""


def _doer(person: Person, at: datetime) -> Doer:
    """As their badge was that day."""
    capacity = people.capacity(person, on=dates.local_day(at))
    return Doer(role=capacity.role_label, employer=capacity.badge_employer)
