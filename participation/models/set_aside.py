"""Sentences that facilitation takes out before a vote: why, and whether they were put back."""

from django.db import models
from django.db.models import Q

from accounts.models import Person
from deliberation.enums import FlagReason
from deliberation.models import Appeal
from participation.models.objection import Objection, ObjectionState
from participation.models.reason import Reason


class SetAsideQuerySet(models.QuerySet):
    def running(self):
        """Those that were not put back."""
        return self.filter(ended_at__isnull=True)


class SetAside(models.Model):
    """One reason or one objection, out of every page. Until the announcement it may be put back; then it stays (trigger).

    `state_before`: where an objection goes back to. Only facilitation makes and ends one (trigger).
    """

    reason = models.ForeignKey(
        Reason, on_delete=models.PROTECT, null=True, blank=True, related_name="set_asides"
    )
    objection = models.ForeignKey(
        Objection, on_delete=models.PROTECT, null=True, blank=True, related_name="set_asides"
    )
    why = models.CharField(max_length=20, choices=FlagReason)
    state_before = models.CharField(max_length=10, choices=ObjectionState, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SetAsideQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="one_sentence_is_set_aside",
                condition=Q(reason__isnull=False, objection__isnull=True, state_before="")
                | (Q(reason__isnull=True, objection__isnull=False) & ~Q(state_before="")),
            ),
            models.CheckConstraint(
                name="put_back_on_a_day_by_somebody",
                condition=Q(ended_by__isnull=True, ended_at__isnull=True)
                | Q(ended_by__isnull=False, ended_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["reason"], condition=Q(ended_at__isnull=True), name="a_reason_is_set_aside_once"
            ),
            models.UniqueConstraint(
                fields=["objection"],
                condition=Q(ended_at__isnull=True),
                name="an_objection_is_set_aside_once",
            ),
        ]

    def __str__(self) -> str:
        return self.get_why_display()


class SentenceAppeal(models.Model):
    """Its author asked, once, that the sentence be read again. Append-only."""

    set_aside = models.OneToOneField(SetAside, on_delete=models.PROTECT, related_name="asked_again")
    appeal = models.OneToOneField(Appeal, on_delete=models.PROTECT, related_name="of_sentence")

    def __str__(self) -> str:
        return f"{self.set_aside_id}"
