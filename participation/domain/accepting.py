"""The Table accepts the delays to answer: from that day, lateness is public."""

from datetime import date, datetime

from django.db import transaction

from accounts.domain.queries import people
from accounts.models import Person
from common import audit, dates, text
from participation.domain import commitments
from participation.domain.queries import accepting as queries
from participation.models import ClockAcceptance
from participation.rules import accepting as rules

RESOLUTION_MAX = 40


@transaction.atomic
def accept(*, by: Person, accepted_on: date, resolution: str, now: datetime) -> ClockAcceptance:
    """Written once, for good; the sentence on each sending follows from it.

    Refused: anybody but the secretary; a second time; what `checked` says.
    """
    capacity = people.capacity(by, on=dates.local_day(now))
    rules.check_may_accept(capacity, is_accepted=queries.acceptance() is not None)
    resolution = checked(accepted_on=accepted_on, resolution=resolution, now=now)
    made = ClockAcceptance.objects.create(
        accepted_on=accepted_on, resolution=resolution, written_by=by, written_at=now
    )
    audit.record("clock.accepted", by=by, subject=made, now=now, on=accepted_on.isoformat())
    return made


def checked(*, accepted_on: date, resolution: str, now: datetime) -> str:
    """The cleaned number. Refused (422): no number, or one that shows somebody; a day to come."""
    resolution = text.plain(resolution)[:RESOLUTION_MAX]
    rules.check_acceptance(resolution=resolution, accepted_on=accepted_on, today=dates.local_day(now))
    commitments.check_public("resolution", resolution, now=now)
    return resolution
