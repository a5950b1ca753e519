"""A decision of the Espace: what a vote was about and what came of it."""

from django.db import models
from django.db.models import Q

from participation.enums import DecisionKind
from participation.models.initiative import Initiative, InitiativeVersion
from participation.models.issue import Issue
from participation.models.rules import RuleChange
from participation.models.transmission import Transmission
from voting.enums import Outcome
from voting.models import Vote


class Decision(models.Model):
    """Ties one vote to its one subject, or to the issues it chooses among. `outcome` is written once, when the vote is settled (trigger)."""

    vote = models.OneToOneField(Vote, on_delete=models.PROTECT, related_name="decision")
    kind = models.CharField(max_length=20, choices=DecisionKind)
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    version = models.ForeignKey(
        InitiativeVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    issue = models.ForeignKey(
        Issue, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    rule_change = models.ForeignKey(
        RuleChange, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    transmission = models.ForeignKey(
        Transmission, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decision_has_the_subject_of_its_kind",
                condition=Q(
                    kind=DecisionKind.INITIATIVE,
                    initiative__isnull=False,
                    version__isnull=False,
                    issue__isnull=True,
                    rule_change__isnull=True,
                    transmission__isnull=True,
                )
                | Q(
                    kind=DecisionKind.RULE,
                    rule_change__isnull=False,
                    initiative__isnull=True,
                    issue__isnull=True,
                    transmission__isnull=True,
                )
                | Q(
                    kind=DecisionKind.PRIORITY,
                    issue__isnull=False,
                    initiative__isnull=True,
                    rule_change__isnull=True,
                    transmission__isnull=True,
                )
                | Q(
                    kind=DecisionKind.RECOMMENDATION,
                    transmission__isnull=False,
                    initiative__isnull=True,
                    issue__isnull=True,
                    rule_change__isnull=True,
                )
                # Its subjects are several issues: `SeasonIssue`.
                | Q(
                    kind=DecisionKind.SEASON,
                    initiative__isnull=True,
                    version__isnull=True,
                    issue__isnull=True,
                    rule_change__isnull=True,
                    transmission__isnull=True,
                ),
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
