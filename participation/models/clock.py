"""The day the Table accepted the delays to answer, as its secretary wrote it."""

from django.db import models
from django.db.models import Q

from accounts.models import Person


class ClockAcceptance(models.Model):
    """One row at most, append-only: the Table's own act, beside the rule that a vote of the Espace may set."""

    accepted_on = models.DateField()
    resolution = models.CharField(max_length=40)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="an_acceptance_has_its_resolution", condition=~Q(resolution="")),
        ]

    def __str__(self) -> str:
        return f"{self.accepted_on} {self.resolution}"
