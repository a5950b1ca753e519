"""The urn: the only door to ballots.

The interim urn keeps a row that links a person and a choice openly. It is for demonstration: every page of a
vote says so. The sealed urn will replace it behind this same interface, without migrating a ballot.
"""

from typing import Protocol

from django.db.models import Count

from voting.enums import Choice, VoteState
from voting.models import InterimBallot, Option, RollEntry, Vote


class Urn(Protocol):
    def put(self, *, entry: RollEntry, option: Option) -> None: ...

    def close(self, vote: Vote) -> None: ...

    def count(self, vote: Vote) -> dict[Choice, int]: ...


class InterimUrn:
    """Ballots in the database, readable by who runs it."""

    def put(self, *, entry: RollEntry, option: Option) -> None:
        """One ballot per person; a new one replaces the last. The triggers have the last word."""
        InterimBallot.objects.update_or_create(roll_entry=entry, defaults={"option": option})

    def close(self, vote: Vote) -> None:
        """Destroys, unopened, the ballots of a vote without quorum. Other ballots wait for the count."""
        if vote.state == VoteState.NO_QUORUM:
            InterimBallot.objects.filter(roll_entry__vote=vote).delete()

    def count(self, vote: Vote) -> dict[Choice, int]:
        """Ballots on screen by choice; paper is counted apart."""
        counted = (
            InterimBallot.objects.filter(roll_entry__vote=vote)
            .values_list("option__value")
            .annotate(ballots=Count("pk"))
            .order_by("option__value")
        )
        return dict.fromkeys(Choice, 0) | {Choice(value): ballots for value, ballots in counted}


def urn() -> Urn:
    """The urn of this deployment."""
    return InterimUrn()
