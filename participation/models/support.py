"""« Moi aussi » and « J'appuie »: only from citizens, once each, never a ranking."""

from django.db import models
from django.db.models import Q

from accounts.models import Person
from participation.models.concern import Concern
from participation.models.initiative import Initiative
from participation.models.rules import RuleChange


class Support(models.Model):
    """A citizen supports a concern, an initiative or a change of rule. A trigger refuses anybody else."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="supports")
    concern = models.ForeignKey(
        Concern, on_delete=models.PROTECT, null=True, blank=True, related_name="supports"
    )
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="supports"
    )
    rule_change = models.ForeignKey(
        RuleChange, on_delete=models.PROTECT, null=True, blank=True, related_name="supports"
    )
    given_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "concern"],
                condition=Q(concern__isnull=False),
                name="one_support_per_concern",
            ),
            models.UniqueConstraint(
                fields=["person", "initiative"],
                condition=Q(initiative__isnull=False),
                name="one_support_per_initiative",
            ),
            models.UniqueConstraint(
                fields=["person", "rule_change"],
                condition=Q(rule_change__isnull=False),
                name="one_support_per_rule_change",
            ),
            models.CheckConstraint(
                name="support_is_for_one_thing",
                condition=Q(concern__isnull=False, initiative__isnull=True, rule_change__isnull=True)
                | Q(concern__isnull=True, initiative__isnull=False, rule_change__isnull=True)
                | Q(concern__isnull=True, initiative__isnull=True, rule_change__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_on}"
