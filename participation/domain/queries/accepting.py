"""Whether the Table itself accepted the delays to answer."""

from datetime import date

from participation.models import ClockAcceptance
from participation.rules.book import RuleBook


def acceptance() -> ClockAcceptance | None:
    """The Table's own act, with its resolution; None while it has said nothing."""
    return ClockAcceptance.objects.order_by("pk").first()


def accepted_on(book: RuleBook) -> date | None:
    """The day the Table accepted the delays: by its own act, or as the rules say it; the first of the two."""
    own = acceptance()
    days = (book.table_accepts_clock_on, own.accepted_on if own else None)
    return min((day for day in days if day), default=None)
