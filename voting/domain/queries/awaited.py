"""What a closed vote waits for before its result: first the paper, then the keys. Public: nobody waits in secret."""

from dataclasses import dataclass
from datetime import date

from voting.domain import paper
from voting.domain.queries import seasons
from voting.enums import VoteState
from voting.models import Vote


@dataclass(frozen=True)
class Key:
    organisation: str
    reminded_on: date | None


@dataclass(frozen=True)
class Awaited:
    """`paper`: the envelopes are not counted twice yet. `keys` are asked for after that.

    `counts_differ`: two employers counted and do not agree. How each counted is told to nobody.
    """

    paper: bool
    keys: tuple[Key, ...]
    counts_differ: bool = False

    def __bool__(self) -> bool:
        return self.paper or bool(self.keys)


def of_vote(vote: Vote) -> Awaited:
    if vote.state != VoteState.CLOSED:
        return Awaited(False, ())
    if paper.is_waited_for(vote):
        return Awaited(True, (), counts_differ=paper.counts_differ(vote))
    return Awaited(
        False,
        tuple(
            Key(trustee.scrutineer.organisation.name, trustee.reminded_on)
            for trustee in seasons.waiting_for(vote.pk)
            if trustee.scrutineer
        ),
    )
