"""Paper ballots, once the vote is closed: counted twice, by two people of two employers."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit, dates
from common.exceptions import BadInput, IllegalTransition
from voting.domain import locks
from voting.enums import Channel, Choice, VoteState
from voting.models import PaperCount, RollEntry, Vote
from voting.rules import acts


def received(vote: Vote) -> int:
    """Paper ballots received in time."""
    return RollEntry.objects.voted().filter(vote=vote, channel=Channel.PAPER).count()


def check_waits_for_paper(vote: Vote) -> None:
    """Closed, and its result not out yet."""
    if vote.state != VoteState.CLOSED:
        raise IllegalTransition("not_closed", _("Paper is counted after the vote is closed."))


@transaction.atomic
def record_paper_count(*, by: Person, vote: Vote, counts: Mapping[str, int], now: datetime) -> PaperCount:
    """One person's count by choice. Its sum must be the number of paper ballots received.

    Refuses a vote that is not closed, a person without employer, and a second count by the same person.
    """
    capacity = people.capacity(by, on=dates.local_day(now))
    acts.check_may_count_paper(capacity)
    held = locks.alone(vote.pk)
    check_waits_for_paper(held)
    if set(counts) != set(Choice.values) or any(number < 0 for number in counts.values()):
        raise BadInput("bad_counts", _("Write a number for each answer."))
    expected = received(held)
    if sum(counts.values()) != expected:
        raise BadInput("wrong_sum", _("The four numbers must add up to the paper ballots received."))
    if PaperCount.objects.filter(vote=held, by=by).exists():
        raise IllegalTransition("already_counted", _("You already counted. Another person must count too."))
    record = PaperCount.objects.create(
        vote=held,
        by=by,
        for_count=counts[Choice.FOR],
        reserved_count=counts[Choice.FOR_WITH_RESERVATION],
        against_count=counts[Choice.AGAINST],
        abstain_count=counts[Choice.ABSTAIN],
        counted_at=now,
    )
    audit.record("vote.paper_counted", by=by, subject=held, now=now)
    return record


def agreed_counts(vote: Vote) -> dict[Choice, int] | None:
    """The counts on which two people of two employers agree; None as long as there are none."""
    seen: list[tuple[dict[str, int], str]] = []
    for record in PaperCount.objects.filter(vote=vote).select_related("by").order_by("pk"):
        employer = people.capacity(record.by, on=dates.local_day(record.counted_at)).badge_employer
        counts = record.as_counts()
        if any(counts == other and employer != other_employer for other, other_employer in seen):
            return {Choice(choice): number for choice, number in counts.items()}
        seen.append((counts, employer))
    return None
