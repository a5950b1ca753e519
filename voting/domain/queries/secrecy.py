"""What « Mon vote est-il secret? » may say of one vote: read from its real set-up, never from a promise."""

from dataclasses import dataclass

from voting.domain.queries import boards
from voting.enums import Custody, VoteState
from voting.models import Right, Urn, Vote


@dataclass(frozen=True)
class SetUp:
    """`holders` are the organisations whose keys are all needed; empty when the platform alone holds the key.

    `keepers` are the other organisations, each with the sealed sheet of one key: together they hold every key too.
    `sheets_opened` are those whose sheet gave the part of an absent holder. `is_demonstration`: a phrase is documented,
    so anyone could open. `links_erased`: nothing links a person to an encrypted ballot any more.
    """

    is_sealed: bool
    by_platform: bool
    holders: tuple[str, ...]
    is_demonstration: bool
    is_trial: bool
    links_erased: bool
    contest_days: int
    keepers: tuple[str, ...]
    sheets_opened: tuple[str, ...]

    @property
    def keys(self) -> int:
        return max(len(self.holders), 1)


def of_vote(vote: Vote) -> SetUp:
    """A vote of before the sealed urn is not sealed: its ballots linked a person and a choice."""
    urn = Urn.objects.filter(vote=vote).first()
    keys = boards.trustees(urn) if urn else []
    is_over = vote.state in (VoteState.PROCLAIMED, VoteState.NO_QUORUM, VoteState.ANNULLED)
    return SetUp(
        is_sealed=urn is not None,
        by_platform=vote.custody == Custody.PLATFORM,
        holders=tuple(key.organisation for key in keys if key.organisation),
        is_demonstration=any(key.is_demonstration for key in keys),
        is_trial=vote.is_trial,
        links_erased=urn is not None and is_over and not Right.objects.filter(urn=urn).exists(),
        contest_days=vote.contest_days,
        keepers=tuple(key.keeper for key in keys if key.keeper),
        sheets_opened=tuple(key.organisation for key in keys if key.is_by_sheet),
    )
