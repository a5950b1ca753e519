"""Whether the Table itself accepted the delays to answer."""

from participation.models import ClockAcceptance


def acceptance() -> ClockAcceptance | None:
    """The Table's own act, with its resolution; None while it has said nothing."""
    return ClockAcceptance.objects.order_by("pk").first()
