"""Somebody asks facilitation to read a published concern, issue or initiative again."""

from django.db import models
from django.db.models import Q

from accounts.models import Person
from deliberation.enums import FlagOutcome, FlagReason
from participation.models.concern import Concern
from participation.models.initiative import Initiative
from participation.models.issue import Issue


class TextFlagQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(handled_at__isnull=True)

    def by_time_left(self):
        return self.order_by("due_at", "pk")


class TextFlag(models.Model):
    """Like the flag of a message: read within the ruled number of hours; nobody but facilitation knows who flagged.

    Somebody has one that waits per text; once it is read, they may flag that text again.
    """

    concern = models.ForeignKey(
        Concern, on_delete=models.PROTECT, null=True, blank=True, related_name="flags"
    )
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, blank=True, related_name="flags")
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="flags"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="text_flags")
    reason = models.CharField(max_length=20, choices=FlagReason)
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=FlagOutcome, blank=True)

    objects = TextFlagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_text_flag_is_about_one_text",
                condition=Q(concern__isnull=False, issue__isnull=True, initiative__isnull=True)
                | Q(concern__isnull=True, issue__isnull=False, initiative__isnull=True)
                | Q(concern__isnull=True, issue__isnull=True, initiative__isnull=False),
            ),
            models.CheckConstraint(
                name="a_text_flag_is_read_by_somebody",
                condition=Q(handled_at__isnull=True, handled_by__isnull=True, outcome="")
                | Q(handled_at__isnull=False, handled_by__isnull=False) & ~Q(outcome=""),
            ),
            models.UniqueConstraint(
                fields=["concern", "by"],
                condition=Q(handled_at__isnull=True),
                name="one_waiting_flag_per_person_and_concern",
            ),
            models.UniqueConstraint(
                fields=["issue", "by"],
                condition=Q(handled_at__isnull=True),
                name="one_waiting_flag_per_person_and_issue",
            ),
            models.UniqueConstraint(
                fields=["initiative", "by"],
                condition=Q(handled_at__isnull=True),
                name="one_waiting_flag_per_person_and_initiative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.reason}"

    @property
    def text(self) -> Concern | Issue | Initiative:
        found = self.concern or self.issue or self.initiative
        assert found is not None
        return found
