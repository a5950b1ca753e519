"""The history of every thing's states."""

from django.db import models
from django.db.models import Q

from accounts.models import Person
from participation.models.concern import Concern
from participation.models.initiative import Initiative
from participation.models.issue import Issue
from participation.models.rules import RuleChange
from participation.models.transmission import Transmission

SUBJECTS = ("concern", "issue", "initiative", "rule_change", "transmission")


def _exactly_one() -> Q:
    """One subject is set and the others are empty."""
    condition = Q()
    for subject in SUBJECTS:
        condition |= Q(**{f"{name}__isnull": name != subject for name in SUBJECTS})
    return condition


class StageChange(models.Model):
    """One move of one thing, append-only; timelines are read from here. `by` is empty for the system."""

    concern = models.ForeignKey(
        Concern, on_delete=models.PROTECT, null=True, blank=True, related_name="stages"
    )
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, blank=True, related_name="stages")
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="stages"
    )
    rule_change = models.ForeignKey(
        RuleChange, on_delete=models.PROTECT, null=True, blank=True, related_name="stages"
    )
    transmission = models.ForeignKey(
        Transmission, on_delete=models.PROTECT, null=True, blank=True, related_name="stages"
    )
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="stage_change_of_one_thing", condition=_exactly_one()),
        ]

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"
