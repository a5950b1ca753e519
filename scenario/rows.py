"""The nouns of a pack, as plain frozen values. Built by `pack_reader`, read by everything else."""

from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any


@dataclass(frozen=True, kw_only=True)
class TerritoryRow:
    id: str
    code: str
    name: str
    official_name: str
    label_de: str
    seat: str
    municipalities: tuple[str, ...]
    population: int | None
    cdc_name: str


@dataclass(frozen=True, kw_only=True)
class SeatRow:
    id: str
    label: str
    holder: str
    group: str
    parity_group: str
    territory: str | None


@dataclass(frozen=True, kw_only=True)
class CompositionRow:
    """`expected` counts by group and « total »; empty for a past composition."""

    id: str
    is_active: bool
    seats: tuple[SeatRow, ...]
    expected: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class OrganisationRow:
    id: str
    name: str
    kind: str
    short_name: str
    territory: str | None
    mission: str
    role: str


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    id: str
    role: str
    display: str
    territory: str | None
    municipality: str
    age_group: str
    channel: str
    organisation: str | None
    seat: str | None
    profile: str
    interests: tuple[tuple[str, str], ...]
    is_welcomed: bool
    has_left: bool

    @property
    def is_citizen(self) -> bool:
        return self.role == "citizen"


@dataclass(frozen=True, kw_only=True)
class EventRow:
    """A calendar line; `is_invented` dates may move, the others never."""

    id: str
    date: str
    precision: str
    scope: str
    title: str
    source: str
    is_deadline: bool
    is_per_territory: bool
    is_invented: bool


@dataclass(frozen=True, kw_only=True)
class RuleRow:
    id: str
    label: str
    default: Any
    options: tuple[dict[str, Any], ...]
    unit: str
    minimum: int | None
    basis: str
    why: str
    is_locked: bool


@dataclass(frozen=True, kw_only=True)
class MoveRow:
    """One move of the table of states, and the roles that may make it."""

    noun: str
    source: str
    target: str
    who: frozenset[str]

    @property
    def label(self) -> str:
        return f"{self.noun} {self.source} → {self.target}"


@dataclass(frozen=True, kw_only=True)
class ConcernRow:
    id: str
    author: str
    theme: str
    territory: str | None
    posted_on: date
    via: str
    assisted_by: str | None
    title: str
    text: str
    state: str
    issue: str | None
    support_count: int
    content_note: str
    check_reason: str
    oriented_to: str | None


@dataclass(frozen=True, kw_only=True)
class IssueRow:
    id: str
    title: str
    theme: str
    territories: tuple[str, ...]
    concerns: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReviewRow:
    result: str
    by: str
    on: date
    plain_reason: str
    rule_cited: str
    condition: str


@dataclass(frozen=True, kw_only=True)
class ReportRow:
    kind: str
    received_on: date
    conformity: str
    spent: int
    people_reached: int
    plain_results: str
    correction: str


@dataclass(frozen=True, kw_only=True)
class ReferralRow:
    territory: str
    on: date
    plain_reason: str


@dataclass(frozen=True, kw_only=True)
class InitiativeRow:
    """Money in dollars, as the pack writes it."""

    id: str
    title: str
    summary: str
    kind: str
    is_new: bool
    territories: tuple[str, ...]
    aims: tuple[str, ...]
    from_concerns: tuple[str, ...]
    issue: str | None
    authors: tuple[str, ...]
    carrier: str | None
    partners: tuple[str, ...]
    total: int
    fund: int
    other_cash: int
    in_kind: int
    lines: tuple[tuple[str, int], ...]
    people_planned: int
    people_counting: str
    starts_on: date
    ends_on: date
    state: str
    review: ReviewRow | None
    renews: str
    agreements: tuple[tuple[str, date], ...]
    reports: tuple[ReportRow, ...]
    referral: ReferralRow | None


@dataclass(frozen=True, kw_only=True)
class VoteRulesRow:
    threshold: str
    quorum_min: int
    quorum_share: Fraction
    min_territories: int


@dataclass(frozen=True, kw_only=True)
class VoteRow:
    """`opens_at` and `closes_at` are empty for a vote that must be refused."""

    id: str
    subject_kind: str
    subject: str
    proposed_value: Any
    question: str
    opens_at: datetime | None
    closes_at: datetime | None
    as_of: datetime | None
    kind: str
    rules: VoteRulesRow
    recusals: tuple[tuple[str, str], ...]
    ballots: tuple[tuple[str, str], ...]
    channels: dict[str, str]
    reservations: tuple[str, ...]
    expected: dict[str, Any]

    @property
    def is_refused(self) -> bool:
        return self.expected.get("outcome") == "ouverture_refusee"


@dataclass(frozen=True, kw_only=True)
class AttemptRow:
    """Something somebody tries; `expect` is « refuse » or « accepte »."""

    place: int
    actor: str
    action: str
    vote: str | None
    target: str | None
    at: datetime | None
    expect: str
    why: str

    @property
    def label(self) -> str:
        return f"{self.actor} {self.action} {self.vote or self.target or ''}".strip()


@dataclass(frozen=True, kw_only=True)
class ResponseRow:
    kind: str
    on: date
    by: str
    reason: str
    plain: str


@dataclass(frozen=True, kw_only=True)
class TransmissionRow:
    id: str
    kind: str
    source_kind: str
    source: str
    vote: str | None
    sent_on: date
    title: str
    body: str
    expects: str
    due_on: date | None
    responses: tuple[ResponseRow, ...]
    overdue_on: date | None
    show: str
    buttons_present: tuple[str, ...]
    buttons_absent: tuple[str, ...]
