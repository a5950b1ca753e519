"""A change that somebody proposes to a text in discussion, and what its authors answered."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Person
from participation.enums import AmendmentPart, AmendmentState
from participation.models.initiative import Initiative, InitiativeVersion
from participation.models.rule_version import RuleChangeVersion
from participation.models.rules import RuleChange

OF_A_RULE = (AmendmentPart.VALUE, AmendmentPart.REASON)


class AmendmentQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=AmendmentState.PROPOSED)

    def holding(self):
        """Waiting, and nothing went on without their answer yet."""
        return self.waiting().filter(passed_at__isnull=True)

    def passed(self):
        """The text went on without an answer, and there is still none."""
        return self.waiting().filter(passed_at__isnull=False)

    def newest_first(self):
        return self.order_by("-proposed_at", "-pk")


class Amendment(models.Model):
    """One part of one version, told otherwise, and why. Triggers keep its words, and its answer once given.

    The text is an initiative's or a change of rule's. `version` or `rule_version`: what its author had before their eyes.
    `resulting` or `rule_resulting`: the version that carries it once accepted. `value`: the other value of the rule,
    that `words` say as people do; null for every other part.
    `passed_at`: the text went to the check of the fund's rules without an answer to it; authors may still answer.
    """

    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="amendments"
    )
    version = models.ForeignKey(
        InitiativeVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="amendments"
    )
    rule_change = models.ForeignKey(
        RuleChange, on_delete=models.PROTECT, null=True, blank=True, related_name="amendments"
    )
    rule_version = models.ForeignKey(
        RuleChangeVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="amendments"
    )
    value = models.JSONField(null=True, blank=True)
    part = models.CharField(max_length=12, choices=AmendmentPart)
    words = models.CharField(max_length=1000)
    why = models.CharField(max_length=300)
    state = models.CharField(max_length=12, choices=AmendmentState, default=AmendmentState.PROPOSED)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="amendments")
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_reason = models.CharField(max_length=300, blank=True)
    passed_at = models.DateTimeField(null=True, blank=True)
    resulting = models.OneToOneField(
        InitiativeVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="from_amendment"
    )
    rule_resulting = models.OneToOneField(
        RuleChangeVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="from_amendment"
    )

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "part", "author"],
                condition=Q(state=AmendmentState.PROPOSED),
                name="one_waiting_amendment_of_a_part",
            ),
            models.UniqueConstraint(
                fields=["rule_change", "part", "author"],
                condition=Q(state=AmendmentState.PROPOSED),
                name="one_waiting_amendment_of_a_rule",
            ),
            models.CheckConstraint(
                name="an_amendment_is_of_one_text",
                condition=(
                    Q(initiative__isnull=False, version__isnull=False, rule_resulting__isnull=True)
                    & Q(rule_change__isnull=True, rule_version__isnull=True, value__isnull=True)
                    & ~Q(part__in=OF_A_RULE)
                )
                | (
                    Q(initiative__isnull=True, version__isnull=True, resulting__isnull=True)
                    & Q(rule_change__isnull=False, rule_version__isnull=False)
                    & (
                        Q(part=AmendmentPart.VALUE, value__isnull=False)
                        | Q(part=AmendmentPart.REASON, value__isnull=True)
                    )
                ),
            ),
            models.CheckConstraint(
                name="an_amendment_is_answered_whole",
                condition=Q(
                    state=AmendmentState.PROPOSED,
                    answered_by__isnull=True,
                    answered_at__isnull=True,
                    resulting__isnull=True,
                    rule_resulting__isnull=True,
                    answer_reason="",
                )
                | (
                    Q(
                        state=AmendmentState.ACCEPTED,
                        answered_by__isnull=False,
                        answered_at__isnull=False,
                    )
                    & (Q(resulting__isnull=False) | Q(rule_resulting__isnull=False))
                )
                | (
                    Q(
                        state=AmendmentState.DECLINED,
                        answered_by__isnull=False,
                        answered_at__isnull=False,
                        resulting__isnull=True,
                        rule_resulting__isnull=True,
                    )
                    & ~Q(answer_reason="")
                )
                | Q(
                    state=AmendmentState.WITHDRAWN,
                    answered_by=F("author"),
                    answered_at__isnull=False,
                    resulting__isnull=True,
                    rule_resulting__isnull=True,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} ({self.get_state_display()})"

    @property
    def is_waiting(self) -> bool:
        return self.state == AmendmentState.PROPOSED

    @property
    def is_passed(self) -> bool:
        return self.is_waiting and self.passed_at is not None

    @property
    def is_superseded(self) -> bool:
        """The text has a newer version than the one its author read."""
        if self.initiative is not None:
            return self.version_id != self.initiative.current_id
        assert self.rule_change is not None
        return any(one.number > self.wording.number for one in self.rule_change.versions.all())

    @property
    def subject(self) -> Initiative | RuleChange:
        """What the text proposes, and the vote will be about."""
        found = self.initiative or self.rule_change
        assert found is not None
        return found

    @property
    def wording(self) -> InitiativeVersion | RuleChangeVersion:
        """The text its author had before their eyes."""
        found = self.version or self.rule_version
        assert found is not None
        return found

    @property
    def carried_by(self) -> InitiativeVersion | RuleChangeVersion | None:
        """The version that says it, once accepted."""
        return self.resulting or self.rule_resulting
