"""What the urn says once closed."""

import uuid

from django.db import models
from django.db.models import Q

from accounts.models import Person, Territory
from voting.enums import Choice, Outcome
from voting.models.vote import Vote


class PaperCount(models.Model):
    """One person's count of the paper ballots, after closing. Two equal counts by two employers are needed."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="paper_counts")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    for_count = models.PositiveIntegerField()
    reserved_count = models.PositiveIntegerField()
    against_count = models.PositiveIntegerField()
    abstain_count = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vote", "by"], name="one_paper_count_per_person_and_vote")
        ]

    def __str__(self) -> str:
        return f"{self.vote_id}"

    def as_counts(self) -> dict[str, int]:
        """Ballots by choice."""
        return {
            Choice.FOR: self.for_count,
            Choice.FOR_WITH_RESERVATION: self.reserved_count,
            Choice.AGAINST: self.against_count,
            Choice.ABSTAIN: self.abstain_count,
        }


class Tally(models.Model):
    """The exact result, append-only. A missed quorum leaves every count empty: the urn is never opened.

    `for_count` excludes the reserved ones; both count as « pour » for the threshold.
    """

    vote = models.OneToOneField(Vote, on_delete=models.PROTECT, related_name="tally")
    participation = models.PositiveIntegerField()
    territory_count = models.PositiveSmallIntegerField()
    territories = models.ManyToManyField(Territory, related_name="+")
    is_quorum_met = models.BooleanField()
    for_count = models.PositiveIntegerField(null=True)
    reserved_count = models.PositiveIntegerField(null=True)
    against_count = models.PositiveIntegerField(null=True)
    abstain_count = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=20, choices=Outcome)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.CheckConstraint(
                name="missed_quorum_is_never_counted",
                condition=Q(
                    is_quorum_met=False,
                    outcome=Outcome.NO_QUORUM,
                    for_count__isnull=True,
                    reserved_count__isnull=True,
                    against_count__isnull=True,
                    abstain_count__isnull=True,
                )
                | (
                    Q(
                        is_quorum_met=True,
                        for_count__isnull=False,
                        reserved_count__isnull=False,
                        against_count__isnull=False,
                        abstain_count__isnull=False,
                    )
                    & ~Q(outcome=Outcome.NO_QUORUM)
                ),
            )
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()

    @property
    def counts(self) -> dict[Choice, int] | None:
        """Ballots by choice; None when the quorum was missed."""
        numbers = (self.for_count, self.reserved_count, self.against_count, self.abstain_count)
        counted = [number for number in numbers if number is not None]
        return dict(zip(Choice, counted, strict=True)) if len(counted) == len(Choice) else None


class Remark(models.Model):
    """A nameless remark for the minutes, offered to everybody after voting. No link, no time, no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="remarks")
    text = models.TextField()

    def __str__(self) -> str:
        return "remark"
