"""A change that somebody proposes to an initiative's text, and what its authors answered."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Person
from participation.enums import AmendmentPart, AmendmentState
from participation.models.initiative import Initiative, InitiativeVersion


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

    `version`: the text its author had before their eyes. `resulting`: the version that carries it once accepted.
    `passed_at`: the text went to the check of the fund's rules without an answer to it; authors may still answer.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="amendments")
    version = models.ForeignKey(InitiativeVersion, on_delete=models.PROTECT, related_name="amendments")
    part = models.CharField(max_length=12, choices=AmendmentPart)
    words = models.CharField(max_length=600)
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

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "part", "author"],
                condition=Q(state=AmendmentState.PROPOSED),
                name="one_waiting_amendment_of_a_part",
            ),
            models.CheckConstraint(
                name="an_amendment_is_answered_whole",
                condition=Q(
                    state=AmendmentState.PROPOSED,
                    answered_by__isnull=True,
                    answered_at__isnull=True,
                    resulting__isnull=True,
                    answer_reason="",
                )
                | Q(
                    state=AmendmentState.ACCEPTED,
                    answered_by__isnull=False,
                    answered_at__isnull=False,
                    resulting__isnull=False,
                )
                | (
                    Q(
                        state=AmendmentState.DECLINED,
                        answered_by__isnull=False,
                        answered_at__isnull=False,
                        resulting__isnull=True,
                    )
                    & ~Q(answer_reason="")
                )
                | Q(
                    state=AmendmentState.WITHDRAWN,
                    answered_by=F("author"),
                    answered_at__isnull=False,
                    resulting__isnull=True,
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
        return self.version_id != self.initiative.current_id
