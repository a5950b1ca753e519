"""By how many whole weeks a pack's invented dates move so that its « aujourd'hui » is about today."""

from datetime import datetime, timedelta

from scenario import dates
from scenario.pack_reader import Pack

WEEK = timedelta(weeks=1)
UNSETTLED = ("en_cours", "ouverture_refusee")


def weeks_to(pack: Pack, *, now: datetime) -> int:
    """The nearest number of weeks at which what is open is open, what is over is over, what is late is late.

    When no week satisfies everything, the nearest that satisfies the most.
    """
    nearest = round((now - pack.today) / WEEK)
    candidates = sorted(range(nearest - 2, nearest + 3), key=lambda weeks: (abs(weeks - nearest), weeks))
    return max(
        candidates,
        key=lambda weeks: (_is_like_today(pack, dates.plus_days(now, -7 * weeks)), -abs(weeks - nearest)),
    )


def _is_like_today(pack: Pack, then: datetime) -> tuple[bool, bool, int]:
    """What must hold at that moment of the pack's own time, the most important first."""
    is_open = all(
        vote.opens_at <= then < vote.closes_at
        for vote in pack.votes
        if vote.as_of and vote.opens_at and vote.closes_at
    )
    day = dates.local(then).date()
    is_late = all(sent.due_on < day for sent in pack.transmissions if sent.overdue_on and sent.due_on)
    over = sum(
        vote.closes_at <= then
        for vote in pack.votes
        if vote.closes_at and vote.expected.get("outcome") not in UNSETTLED
    )
    return is_open, is_late, over
