"""The wordings of a proposal to change a rule: what is proposed and why, numbered."""

from django.db import models

from accounts.models import Person
from participation.models.rules import RuleChange


class RuleChangeVersion(models.Model):
    """One numbered wording, append-only; the proposal itself repeats the last one.

    `because`: « on l'a changé parce que… », empty for the first. None comes once the vote is announced (trigger).
    """

    change = models.ForeignKey(RuleChange, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    value = models.JSONField()
    reason = models.TextField()
    because = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "number"], name="one_number_per_rule_wording"),
        ]

    def __str__(self) -> str:
        return f"{self.change_id} ({self.number})"
