"""What the Table asks the Espace: who asks, who may decline and until when, and where it stands on a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from accounts.rules.capacity import Capacity
from common import dates
from common.exceptions import BadInput, IllegalTransition, Refused, Sentence
from participation.enums import ConsultationKind, ConsultationState, TransmissionKind
from participation.models import Consultation

# Time enough for facilitation to ask around before it says no.
DAYS_TO_DECLINE = 7
TO_COME, LATE, ANSWERED, DECLINED = "to_come", "late", "answered", "declined"


@dataclass(frozen=True)
class Standing:
    """Where it stands. The Espace's lateness is said with the same words as the Table's."""

    status: str
    sentence: Sentence
    days_over: int = 0


def standing(asked: Consultation, *, today: date) -> Standing:
    wished = {"date": dates.short(asked.wished_on)}
    if asked.state == ConsultationState.DECLINED:
        on = {"date": dates.short(dates.local_day(asked.declined_at))} if asked.declined_at else wished
        return Standing(DECLINED, _("The Espace said no on %(date)s, with its reason.") % on)
    over = max(0, (_last_day(asked, today) - asked.wished_on).days)
    if asked.state == ConsultationState.ANSWERED and asked.answered_at is not None:
        on = {"date": dates.short(dates.local_day(asked.answered_at))}
        said = _("The Espace answered on %(date)s.") % on
        if over:
            said = _("The Espace answered on %(date)s, late by %(days)s.") % {
                **on,
                "days": dates.duration(over),
            }
        return Standing(ANSWERED, said, days_over=over)
    if over:
        words = {"days": dates.duration(over), **wished}
        return Standing(
            LATE, _("The Espace is late by %(days)s. It was for %(date)s.") % words, days_over=over
        )
    return Standing(TO_COME, _("The Table hopes for an answer by %(date)s.") % wished)


def _last_day(asked: Consultation, today: date) -> date:
    return dates.local_day(asked.answered_at) if asked.answered_at else today


def check_is_a_kind(kind: str) -> None:
    if kind not in ConsultationKind.values:
        raise BadInput("kind", _("Choose an answer from the list."))


def check_leaves_time(wished_on: date, *, today: date, days: int) -> None:
    """As long as the Espace deliberates by its own rule, and no less than it has to decline."""
    first = today + timedelta(days=max(days, DAYS_TO_DECLINE + 1))
    if wished_on < first:
        raise BadInput(
            "date_too_soon",
            _("The Espace needs time to talk about it. Write %(date)s or a later day.")
            % {"date": dates.short(first)},
        )


def decline_by(today: date) -> date:
    return today + timedelta(days=DAYS_TO_DECLINE)


def check_may_decline(asked: Consultation, capacity: Capacity, *, today: date) -> None:
    """Refused: anybody but facilitation; what the calendar accepted, or what is already over (409)."""
    if not capacity.is_facilitator:
        raise Refused("facilitation_only", _("Only facilitation can do this."))
    if asked.state == ConsultationState.ACCEPTED or (
        asked.state == ConsultationState.ASKED and today > asked.decline_by
    ):
        raise IllegalTransition(
            "accepted_by_the_calendar", _("The time to say no is over. The Espace answers this question.")
        )
    if asked.state != ConsultationState.ASKED:
        raise IllegalTransition("consultation_over", _("This question is already over."))


def may_decline(asked: Consultation, capacity: Capacity, *, today: date) -> bool:
    try:
        check_may_decline(asked, capacity, today=today)
    except Refused:
        return False
    return True


def is_answered_by(kind: str) -> bool:
    """Only an opinion of the Espace answers; a recommendation or a decision asks the Table for something else."""
    return kind == TransmissionKind.AVIS
