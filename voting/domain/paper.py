"""Paper ballots, once the vote is closed: entered twice, by two people of two employers; a third resolves.

They then go into the urn as sealed ballots, with the rights of those whose envelope was received, in a drawn order:
what was on paper is never told apart.
"""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import combinations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit, dates
from common.exceptions import BadInput, IllegalTransition
from voting.domain import locks
from voting.domain import urn as urns
from voting.enums import Channel, VoteState
from voting.models import PaperCount, PaperStub, Right, RollEntry, Urn, Vote
from voting.rules import acts, paper_ballots


def received(vote: Vote) -> int:
    """Paper ballots received in time."""
    return RollEntry.objects.voted().filter(vote=vote, channel=Channel.PAPER).count()


def is_waited_for(vote: Vote) -> bool:
    """Paper was received and is not in the urn yet."""
    is_ended = Urn.objects.filter(vote=vote, is_ended=True).exists()
    return received(vote) > 0 and not is_ended


def check_waits_for_paper(vote: Vote) -> None:
    """Closed, and its paper is not in the urn yet."""
    if vote.state != VoteState.CLOSED or not is_waited_for(vote):
        raise IllegalTransition("not_closed", _("Paper is counted after the vote is closed."))


@transaction.atomic
def record_paper_count(*, by: Person, vote: Vote, counts: Mapping[str, int], now: datetime) -> PaperCount:
    """One person's entry: how many ballots by what is ticked (« pour », or « o1+o4 » among several).

    Refused: a vote that is not closed, a person without employer, a second entry by the same person, and a sum that
    is not the number of paper ballots received.
    """
    capacity = people.capacity(by, on=dates.local_day(now))
    acts.check_may_count_paper(capacity)
    held = locks.alone(vote.pk)
    check_waits_for_paper(held)
    counted = {ticked: number for ticked, number in counts.items() if number}
    if any(number < 0 for number in counts.values()):
        raise BadInput("bad_counts", _("Write a number for each answer."))
    for ticked in counts:
        urns.row_of(held, paper_ballots.choices_of(ticked))
    if sum(counted.values()) != received(held):
        raise BadInput("wrong_sum", _("The numbers must add up to the paper ballots received."))
    if PaperCount.objects.filter(vote=held, by=by).exists():
        raise IllegalTransition("already_counted", _("You already counted. Another person must count too."))
    record = PaperCount.objects.create(vote=held, by=by, ballots=counted, counted_at=now)
    audit.record("vote.paper_counted", by=by, subject=held, now=now)
    return record


def agreed_counts(vote: Vote) -> dict[str, int] | None:
    """The entries on which two people of two employers agree; None as long as there are none."""
    for (one, by), (other, beside) in combinations(_entries(vote), 2):
        if one == other and by != beside:
            return dict(one)
    return None


def counts_differ(vote: Vote) -> bool:
    """Two employers counted and no two of them agree: a third person counts."""
    if not is_waited_for(vote) or agreed_counts(vote) is not None:
        return False
    return len({employer for _ballots, employer in _entries(vote)}) > 1


def _entries(vote: Vote) -> list[tuple[dict[str, int], str]]:
    """Each entry, with the employer of who made it on that day."""
    records = PaperCount.objects.filter(vote=vote).select_related("by").order_by("pk")
    return [
        (record.ballots, people.capacity(record.by, on=dates.local_day(record.counted_at)).badge_employer)
        for record in records
    ]


def seal(urn: Urn, vote: Vote) -> None:
    """Puts the agreed paper ballots in the urn, each with a right drawn among those of the envelopes received.

    The urn is held by the caller. Refused: `paper_not_counted`; `stub_mismatch` unless ballots, stubs and signatures
    are as many.
    """
    rows = agreed_counts(vote)
    if rows is None:
        raise IllegalTransition("paper_not_counted", _("Two people must count the paper ballots first."))
    ballots = [
        urns.row_of(vote, paper_ballots.choices_of(ticked))
        for ticked, number in rows.items()
        for _ballot in range(number)
    ]
    entries = list(RollEntry.objects.voted().filter(vote=vote, channel=Channel.PAPER).order_by("pk"))
    stubs = PaperStub.objects.filter(vote=vote).count()
    if not len(ballots) == len(entries) == stubs:
        raise IllegalTransition("stub_mismatch", _("Ballots, stubs and signatures are not as many."))
    _put_all(urn, entries, ballots)


def _put_all(urn: Urn, entries: list[RollEntry], ballots: Sequence[Sequence[int]]) -> None:
    draw = random.SystemRandom()
    rights = {right.roll_entry_id: right for right in Right.objects.filter(urn=urn, roll_entry__in=entries)}
    draw.shuffle(entries)
    shuffled = draw.sample(list(ballots), len(ballots))
    for entry, row in zip(entries, shuffled, strict=True):
        urns.put(urn, entry=entry, checked=urns.check(urn, urns.encrypt(urn, rights[entry.pk], row)))
