"""A vote that somebody contests once its result is out; answered in public by two people of two employers."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Person
from voting.enums import ContestFinding
from voting.models.vote import Vote


class Contest(models.Model):
    """`reason` is read by whoever answers, never published: it may say who somebody is. `answer` is public once confirmed."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="contests")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    asked_on = models.DateField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    finding = models.CharField(max_length=8, choices=ContestFinding, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("asked_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=["vote", "person"], name="one_contest_per_person_and_vote"),
            models.CheckConstraint(
                name="contest_answered_by_two_people",
                condition=Q(confirmed_on__isnull=True, confirmed_by__isnull=True)
                | (
                    Q(confirmed_on__isnull=False, answered_by__isnull=False, confirmed_by__isnull=False)
                    & ~Q(answer="")
                    & ~Q(finding="")
                    & ~Q(confirmed_by=F("answered_by"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vote_id}"
