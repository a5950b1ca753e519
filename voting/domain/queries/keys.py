"""Why a vote of the scrutineers cannot be announced yet, and whose turn it is. Public: nobody waits in secret."""

from dataclasses import dataclass
from datetime import datetime

from common import dates
from voting.domain.queries import seasons


@dataclass(frozen=True)
class Missing:
    """`organisations`: those whose scrutineer has not given their keys. None named enough: facilitation's turn."""

    organisations: tuple[str, ...] = ()


def missing(*, now: datetime, at_least: int) -> Missing | None:
    """None when a vote announced now would find its keys."""
    if seasons.is_ready(now=now, at_least=at_least):
        return None
    season = seasons.current(dates.local_day(now))
    if season is None:
        return Missing()
    named = list(season.scrutineers.select_related("organisation").order_by("pk"))
    late = [one.organisation.name for one in named if one.rehearsed_on is None or one.sealed_on is None]
    return Missing(tuple(dict.fromkeys(late)) if len(named) >= at_least else ())
