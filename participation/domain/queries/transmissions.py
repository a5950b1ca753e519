"""What was sent to the Table, with its clock. The Table reads dossiers, never threads, concerns nor people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.db.models.query import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Body, Mandate, Organisation, Person, Seat, Territory
from common import dates
from common.exceptions import Missing
from participation.domain.queries import accepting
from participation.domain.queries import decisions as decision_queries
from participation.domain.queries import rules as rule_queries
from participation.enums import (
    ConcernState,
    IssueState,
    Readers,
    ResponseKind,
    TransmissionKind,
    TransmissionState,
)
from participation.models import (
    Commitment,
    Concern,
    Consultation,
    Decision,
    Initiative,
    Issue,
    Quote,
    TableResponse,
    Transmission,
)
from participation.models.initiative import APPROVED_STATES
from participation.rules import clock_words, responses
from participation.rules.clock_words import Clock

# Those whose name on screen is a seat or an office, not a person's.
OFFICES = (Role.TABLE_MEMBER, Role.SIGNATORY, Role.CARRIER, Role.ADMIN, Role.CRD_AGENT, Role.MRC_RESOURCE)
OVER = (TransmissionState.CLOSED,)


@dataclass(frozen=True)
class Dossier:
    """One sending as anybody may read it: no name, no quote, the MRC only.

    `answers` are the Table's reasoned answers, the oldest first; `acknowledged_on` the day it said it received it,
    by the link of an e-mail (`is_received_by_link`) or by one of its seats.
    """

    transmission: Transmission
    clock: Clock
    territories: tuple[Territory, ...]
    answers: tuple[TableResponse, ...]
    acknowledged_on: date | None
    vote: Decision | None = None
    is_received_by_link: bool = False

    @property
    def is_decision(self) -> bool:
        return self.transmission.kind == TransmissionKind.DECISION

    @property
    def is_on_agenda(self) -> bool:
        """The Table will talk about it. Which day is not kept."""
        return self.transmission.state == TransmissionState.ON_AGENDA

    @property
    def latest(self) -> TableResponse | None:
        return self.answers[-1] if self.answers else None

    @property
    def allowed_kinds(self) -> list[ResponseKind]:
        """What the Table may answer, in the order of the page. Never to approve nor to refuse."""
        allowed = responses.allowed_kinds(self.transmission.kind)
        return [kind for kind in ResponseKind if kind in allowed and kind != ResponseKind.ACKNOWLEDGED]


class Sent(NamedTuple):
    """One sending with its clock alone, for what only counts days."""

    transmission: Transmission
    clock: Clock


def clock_accepted_on(today: date) -> date | None:
    """The day the Table accepted the delays: by its own act, or as the rules say it that day; the first of the two."""
    return accepting.accepted_on(
        rule_queries.rule_book(datetime.combine(today, time.max, tzinfo=dates.REGION))
    )


def clock_in_force(today: date) -> date | None:
    """The same, once that day has come."""
    accepted_on = clock_accepted_on(today)
    return accepted_on if accepted_on is not None and accepted_on <= today else None


def _sent() -> QuerySet[Transmission]:
    promised = Prefetch("commitments", queryset=Commitment.objects.nearest_first())
    again = Prefetch("asked_again", queryset=Transmission.objects.sent().newest_first(), to_attr="sent_again")
    answers = TableResponse.objects.prefetch_related(promised, again, "corrections").order_by(
        "responded_at", "pk"
    )
    return (
        Transmission.objects.sent()
        .select_related("initiative", "issue", "concern__territory", "asks_again__transmission")
        .prefetch_related(
            Prefetch("responses", queryset=answers, to_attr="said_in_order"),
            Prefetch("initiative__territories", queryset=Territory.objects.west_to_east()),
            Prefetch("issue__territories", queryset=Territory.objects.west_to_east()),
        )
        .newest_first()
    )


def _with_quotes(sent: QuerySet[Transmission]) -> QuerySet[Transmission]:
    quoted = Prefetch("quotes", queryset=Quote.objects.consented().in_order(), to_attr="quoted")
    return sent.prefetch_related(quoted)


def public_answers(today: date) -> list[Dossier]:
    """Everything sent, answered or not, the newest first."""
    return _dossiers(_sent(), today)


def inbox(today: date) -> list[Dossier]:
    """What waits for the Table, in the order of `waiting_in`."""
    return waiting_in(_dossiers(_sent().exclude(state__in=OVER), today))


def waiting_in(dossiers: Iterable[Dossier]) -> list[Dossier]:
    """Those not answered: the date closest to pass first, then what has no date, decisions last."""
    waiting = [one for one in dossiers if one.clock.status != clock_words.ANSWERED]
    return sorted(
        waiting, key=lambda one: (one.is_decision, one.clock.due_on or date.max, one.transmission.pk)
    )


def with_clocks(today: date) -> list[Sent]:
    """What is sent and not over with its clock, the newest first: two queries."""
    accepted_on = clock_accepted_on(today)
    return [
        Sent(one, clock_words.clock_of(one, today=today, accepted_on=accepted_on))
        for one in Transmission.objects.sent().exclude(state__in=OVER).newest_first()
    ]


def dossier(pk: int, *, today: date) -> Dossier:
    """One sending. What is being prepared and what does not exist answer the same."""
    found = _dossiers(_with_quotes(_sent().filter(pk=pk)), today)
    if not found:
        raise Missing("dossier_missing", _("This dossier is not here."))
    return found[0]


def dossiers(pks: Iterable[int], *, today: date) -> list[Dossier]:
    """Several sendings, in no order."""
    return _dossiers(_with_quotes(_sent().filter(pk__in=list(pks))), today)


def being_prepared() -> QuerySet[Transmission]:
    """For facilitation and for the citizens who reread, the oldest first. What was dropped is out of sight."""
    return Transmission.objects.being_prepared().order_by("prepared_at", "pk")


class Sendable(NamedTuple):
    """What the Espace may send: its approved initiatives, its issues, words whose author allowed the Table."""

    initiatives: QuerySet[Initiative]
    issues: QuerySet[Issue]
    concerns: QuerySet[Concern]


def sendable() -> Sendable:
    asked = Q(consultation__in=Consultation.objects.waiting())
    allowed = (ConcernState.DISCUSSED, ConcernState.GROUPED, ConcernState.SENT)
    return Sendable(
        Initiative.objects.filter(state__in=APPROVED_STATES).order_by("title", "pk"),
        Issue.objects.filter(Q(state__in=[IssueState.SHARED, IssueState.SENT]) | asked).by_title(),
        Concern.objects.filter(readers=Readers.TABLE, state__in=allowed).order_by("title", "pk"),
    )


def waiting_to_be_reread() -> QuerySet[Transmission]:
    """What somebody was recognised in waits for other words first."""
    return being_prepared().filter(reread_by__isnull=True, doubted_at__isnull=True)


def _dossiers(transmissions: Iterable[Transmission], today: date) -> list[Dossier]:
    accepted_on = clock_accepted_on(today)
    transmissions = list(transmissions)
    votes = decision_queries.approved_recommendations(transmissions)
    return [_dossier(one, today, accepted_on, votes.get(one.pk)) for one in transmissions]


def _dossier(
    transmission: Transmission, today: date, accepted_on: date | None, vote: Decision | None
) -> Dossier:
    said: list[TableResponse] = getattr(transmission, "said_in_order")  # noqa: B009 (set by the prefetch)
    received = [answer for answer in said if answer.kind == ResponseKind.ACKNOWLEDGED]
    return Dossier(
        transmission=transmission,
        clock=clock_words.clock_of(transmission, today=today, accepted_on=accepted_on),
        territories=_territories(transmission),
        answers=tuple(answer for answer in said if answer.kind != ResponseKind.ACKNOWLEDGED),
        acknowledged_on=dates.local_day(received[0].responded_at) if received else None,
        vote=vote,
        is_received_by_link=bool(received) and received[0].receipt_id is not None,
    )


def _territories(transmission: Transmission) -> tuple[Territory, ...]:
    source = transmission.initiative or transmission.issue
    if source is not None:
        return tuple(source.territories.all())
    territory = transmission.concern.territory if transmission.concern else None
    return (territory,) if territory is not None else ()


def names_that_stay() -> list[str]:
    """Borrowed names that never leave the Espace: everybody's, former members included, but offices and seats."""
    mandates = Mandate.objects.filter(person_id=OuterRef("pk"))
    holds_an_office = Exists(mandates.filter(role__in=OFFICES)) & ~Exists(mandates.exclude(role__in=OFFICES))
    people = Person.objects.filter(is_superuser=False).exclude(holds_an_office)
    return list(people.order_by("pk").values_list("display_name", flat=True).distinct())


def names_of_bodies() -> list[str]:
    """Organisations, bodies and their seats: two capitals in a row there name nobody."""
    names = (
        Organisation.objects.order_by("pk").values_list("name", flat=True),
        Body.objects.order_by("pk").values_list("name", flat=True),
        Seat.objects.order_by("pk").values_list("label", flat=True),
    )
    return [name for found in names for name in found if name]
