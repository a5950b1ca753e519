"""When an answer is due: the Table's, and the signatory's. Days only, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from participation.enums import Expectation, TransmissionKind

# Scenario, transmissions.yaml « response_rule » (the founding text says nothing).
DAYS_BEFORE_MEETING = 10
# What a citizen has reread leaves within these days, or the Espace is late.
DAYS_TO_SEND = 7
LONGEST_WAIT_DAYS = 120
ANSWER_EXPECTED = frozenset({Expectation.REASONED_ANSWER, Expectation.AGENDA})


def expects_an_answer(kind: str, expects: str) -> bool:
    """A decision of the Espace waits for nobody's answer; neither does what is sent for information."""
    return kind != TransmissionKind.DECISION and expects in ANSWER_EXPECTED


def due_on(sent_on: date, meetings: Iterable[date], rule_days: int) -> date:
    """`rule_days` after the first Table meeting held at least 10 days after sending; at most 120 days."""
    last = sent_on + timedelta(days=LONGEST_WAIT_DAYS)
    reachable = [meeting for meeting in meetings if (meeting - sent_on).days >= DAYS_BEFORE_MEETING]
    if not reachable:
        return last
    return min(last, min(reachable) + timedelta(days=rule_days))


@dataclass(frozen=True)
class ReviewClock:
    """The signatory's time on one initiative.

    The public reminder appears the day after `due_on` (`has_reminder` once it is written). From `conditional_from`,
    counted from the reminder, the Espace may vote « sous réserve d'admissibilité »: a silence is never a veto.
    """

    requested_on: date
    due_on: date
    reminded_on: date
    conditional_from: date
    today: date
    has_reminder: bool

    @property
    def is_late(self) -> bool:
        return self.today > self.due_on

    @property
    def is_reminded(self) -> bool:
        return self.has_reminder and self.today >= self.reminded_on

    @property
    def is_silent(self) -> bool:
        return self.is_reminded and self.today >= self.conditional_from

    @property
    def days_left(self) -> int:
        """Negative once late."""
        return (self.due_on - self.today).days


def review_clock(
    *,
    requested_on: date,
    today: date,
    admissibility_days: int,
    silence_days: int,
    reminded_on: date | None = None,
) -> ReviewClock:
    """`reminded_on`: the day the public reminder was really written; None while it is not, and it comes today at best."""
    due = requested_on + timedelta(days=admissibility_days)
    reminded = reminded_on or max(due + timedelta(days=1), today)
    return ReviewClock(
        requested_on=requested_on,
        due_on=due,
        reminded_on=reminded,
        conditional_from=reminded + timedelta(days=silence_days),
        today=today,
        has_reminder=reminded_on is not None,
    )
