"""The frozen voters' roll and the recusals."""

from django.db import models

from accounts.models import Person, Territory
from voting.enums import Channel
from voting.models.vote import Vote


class RollEntryQuerySet(models.QuerySet):
    def voted(self):
        """Entries whose ballot is in the urn, on any channel."""
        return self.filter(voted_on__isnull=False)


class RollEntry(models.Model):
    """One person who may vote in one vote.

    Inserted only while the vote is being prepared and only for a person whose citizen mandate holds on
    `entitled_on` (trigger, both databases). `voted_on` is the émargement: the day, never the hour.
    """

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="roll")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roll_entries")
    territory = models.ForeignKey(
        Territory, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entitled_on = models.DateField()
    voted_on = models.DateField(null=True, blank=True)
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    barred_on = models.DateField(
        null=True, blank=True, help_text="A recusal declared after the roll was frozen."
    )

    objects = RollEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vote", "person"], name="one_roll_entry_per_person_and_vote")
        ]
        verbose_name_plural = "roll entries"

    def __str__(self) -> str:
        return f"{self.vote_id}"


class Recusal(models.Model):
    """A person steps back from one vote, with the reason. Append-only."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="recusals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="recusals")
    reason = models.CharField(max_length=200)
    declared_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vote", "person"], name="one_recusal_per_person_and_vote")
        ]

    def __str__(self) -> str:
        return f"{self.vote_id}"
