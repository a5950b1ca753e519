"""The issues among which the Espace chooses those it begins its season with."""

from django.db import models

from participation.models.decision import Decision
from participation.models.issue import Issue


class SeasonIssue(models.Model):
    """One answer of a season vote. `position` is its option's; `is_first` is written once, from the count (trigger)."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="season_issues")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="season_issues")
    position = models.PositiveSmallIntegerField()
    is_first = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "position"], name="one_season_issue_per_position"),
            models.UniqueConstraint(fields=["decision", "issue"], name="once_in_each_season_vote"),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} ({self.position})"
