"""What the pages say about an answer of the Table.

Before the Table accepts the clock: « réponse souhaitée », never « en retard ». A date already past on the day of
the acceptance keeps the first words: nothing becomes late backwards.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from common import dates
from common.exceptions import Sentence
from participation.enums import TransmissionState
from participation.models import Transmission
from participation.rules.due_dates import ReviewClock

ANSWERED, WAITING, PAST_WISHED, LATE, NO_CLOCK = "answered", "waiting", "past_wished", "late", "no_clock"
ANSWERED_STATES = (TransmissionState.ANSWERED, TransmissionState.FOLLOWED, TransmissionState.CLOSED)


@dataclass(frozen=True)
class Clock:
    """`is_committed`: the Table accepted this delay. `days_over` is 0 until the day after `due_on`."""

    status: str
    sentence: Sentence
    due_on: date | None = None
    is_committed: bool = False
    days_over: int = 0


def of_review(clock: ReviewClock) -> str:
    """The signatory's lateness in public words, with the day of the reminder and what follows without an answer."""
    words = {"due": dates.short(clock.due_on), "from": dates.short(clock.conditional_from)}
    if not clock.is_reminded:
        return str(_("The answer of the signatory was expected on %(due)s.") % words)
    words["on"] = dates.short(clock.reminded_on)
    if clock.is_silent:
        return str(
            _("The signatory did not answer, reminded in public on %(on)s. The Espace may vote.") % words
        )
    return str(
        _("The signatory is late, reminded in public on %(on)s. From %(from)s, the Espace may vote.") % words
    )


def of_a_late_check(clock: ReviewClock) -> str:
    """The same once the Espace has approved: no vote waits any more, the agreement does."""
    if not clock.is_reminded:
        return of_review(clock)
    words = {"on": dates.short(clock.reminded_on)}
    return str(_("The signatory is late, reminded in public on %(on)s. The agreement waits for it.") % words)


def clock_of(transmission: Transmission, *, today: date, accepted_on: date | None) -> Clock:
    """The status and the sentence of that day; `accepted_on` is the rule `table_accepts_clock_on`."""
    due = transmission.due_on
    if transmission.state in ANSWERED_STATES:
        return Clock(ANSWERED, _("The Table answered."), due)
    if due is None:
        return Clock(NO_CLOCK, _("For information. No answer is due."))
    committed = accepted_on is not None and accepted_on <= today and accepted_on <= due
    over = max(0, (today - due).days)
    return Clock(
        status=_status(over, committed),
        sentence=_sentence(due, over, committed),
        due_on=due,
        is_committed=committed,
        days_over=over,
    )


def _status(over: int, committed: bool) -> str:
    if not over:
        return WAITING
    return LATE if committed else PAST_WISHED


def _sentence(due: date, over: int, committed: bool) -> Sentence:
    words = {"date": dates.short(due)}
    if over and committed:
        return _("The Table has not answered yet. The answer was expected on %(date)s.") % words
    if over:
        return _("The Table has not answered yet. Answer hoped for by %(date)s.") % words
    if committed:
        return _("The Table committed to answer by %(date)s.") % words
    return _("Answer hoped for by %(date)s.") % words
