"""The Espace's operating rules (modalités) as versioned rows, and proposals to change them."""

from datetime import datetime

from django.db import models

from accounts.models import Person
from deliberation.models import Thread
from participation.enums import RuleChangeState


class OperatingRuleQuerySet(models.QuerySet):
    def at(self, moment: datetime) -> "OperatingRuleQuerySet":
        """Versions already in force at that moment."""
        return self.filter(effective_at__lte=moment)


class OperatingRule(models.Model):
    """One version of one rule, append-only. The value in force is the highest version already effective.

    `value` and `options` are JSON (a proportion such as 0.20 is stored as `{"num": 20, "den": 100}`).
    `basis` is « semence », « source » or « jugement »; « vote » for what the citizens changed. A locked rule is an invariant: no version 2. `decision`: the
    vote that made it; empty for a founding or a provisional version (trigger).
    """

    key = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=160)
    value = models.JSONField(null=True)
    options = models.JSONField(default=list)
    unit = models.CharField(max_length=60, blank=True)
    minimum = models.IntegerField(null=True, blank=True)
    basis = models.CharField(max_length=20)
    why = models.TextField()
    is_locked = models.BooleanField(default=False)
    effective_at = models.DateTimeField()
    position = models.PositiveSmallIntegerField(default=0)
    decision = models.ForeignKey(
        "participation.Decision", on_delete=models.PROTECT, null=True, blank=True, related_name="rules_made"
    )

    objects = OperatingRuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="one_row_per_rule_version"),
            models.CheckConstraint(
                name="locked_rules_never_change", condition=models.Q(is_locked=False) | models.Q(version=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.version})"

    @property
    def is_share(self) -> bool:
        """Its value is a part of a whole, also while none is set."""
        return isinstance(self.value, dict) or "share" in self.key


class RuleChange(models.Model):
    """A proposal to change one rule, deliberated and voted like an initiative."""

    key = models.SlugField(max_length=60)
    proposed_value = models.JSONField()
    reason = models.TextField()
    state = models.CharField(max_length=16, choices=RuleChangeState, default=RuleChangeState.PROPOSED)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="rule_changes")
    thread = models.OneToOneField(
        Thread, on_delete=models.PROTECT, null=True, blank=True, related_name="rule_change"
    )
    proposed_at = models.DateTimeField()
    deliberation_started_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.key
