"""What the urn says once closed."""

import uuid

from django.db import models
from django.db.models import Q

from accounts.models import Person, Territory
from voting.enums import Choice, Outcome
from voting.models.roll import RollEntry
from voting.models.vote import Option, Vote


class PaperCount(models.Model):
    """One person's count of the paper ballots, after closing. Two equal counts by two employers are needed."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="paper_counts")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ballots = models.JSONField(
        default=dict, help_text="How many ballots by what is ticked: {« pour »: 3} or {« o1+o4 »: 2}."
    )
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vote", "by"], name="one_paper_count_per_person_and_vote")
        ]

    def __str__(self) -> str:
        return f"{self.vote_id}"


class PaperStub(models.Model):
    """The printed number of a stub, written down when its envelope is received. Tied to no person: the list is posted."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="stubs")
    number = models.CharField(max_length=12)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vote", "number"], name="one_stub_per_number")]

    def __str__(self) -> str:
        return self.number


class PostalRequest(models.Model):
    """Somebody of the roll asks for a paper ballot by letter."""

    roll_entry = models.OneToOneField(RollEntry, on_delete=models.PROTECT, related_name="postal_request")
    asked_on = models.DateField()
    posted_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return "request"


class Tally(models.Model):
    """The exact result, append-only. A missed quorum leaves every count empty: the urn is never opened.

    `for_count` excludes the reserved ones; both count as « pour » for the threshold. A vote that chooses among
    several has its counts in `options` instead.
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
                | Q(is_quorum_met=True, outcome__in=(Outcome.CHOSEN, Outcome.TIE))
                | (
                    Q(
                        is_quorum_met=True,
                        for_count__isnull=False,
                        reserved_count__isnull=False,
                        against_count__isnull=False,
                        abstain_count__isnull=False,
                    )
                    & ~Q(outcome__in=(Outcome.NO_QUORUM, Outcome.CHOSEN))
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


class OptionTally(models.Model):
    """How many ballots chose one answer among several."""

    tally = models.ForeignKey(Tally, on_delete=models.PROTECT, related_name="options")
    option = models.OneToOneField(Option, on_delete=models.PROTECT, related_name="tally")
    count = models.PositiveIntegerField()
    is_chosen = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.count}"


class Remark(models.Model):
    """A nameless remark for the minutes, offered to everybody after voting. No link, no time, no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="remarks")
    text = models.TextField()

    def __str__(self) -> str:
        return "remark"
