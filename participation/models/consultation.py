"""What the Table asks the Espace: a question, or an opinion on its priorities or its plan. It lives as an issue."""

from django.db import models
from django.db.models import Q

from accounts.models import Person
from participation.enums import ConsultationKind, ConsultationState
from participation.models.issue import Issue
from participation.models.transmission import Transmission


class ConsultationQuerySet(models.QuerySet):
    def waiting(self):
        """Neither answered nor declined."""
        return self.filter(state__in=(ConsultationState.ASKED, ConsultationState.ACCEPTED))

    def nearest_first(self):
        return self.order_by("wished_on", "pk")


class Consultation(models.Model):
    """Its words and its date never change; it is declined in public or answered by a sending (triggers)."""

    issue = models.OneToOneField(Issue, on_delete=models.PROTECT, related_name="consultation")
    kind = models.CharField(max_length=16, choices=ConsultationKind)
    state = models.CharField(max_length=12, choices=ConsultationState, default=ConsultationState.ASKED)
    words = models.TextField()
    wished_on = models.DateField(help_text="The day the Table hopes for an answer.")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decline_by = models.DateField(help_text="The last day to decline it; then the calendar accepts it.")
    accepted_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(max_length=500, blank=True)
    declined_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)
    answer = models.OneToOneField(
        Transmission, on_delete=models.PROTECT, null=True, blank=True, related_name="answers_to"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_consultation_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="a_consultation_is_declined_with_a_reason",
                condition=Q(
                    state=ConsultationState.DECLINED, declined_at__isnull=False, declined_by__isnull=False
                )
                & ~Q(decline_reason="")
                | ~Q(state=ConsultationState.DECLINED)
                & Q(declined_at__isnull=True, declined_by__isnull=True, decline_reason=""),
            ),
            models.CheckConstraint(
                name="a_consultation_is_answered_by_a_sending",
                condition=Q(state=ConsultationState.ANSWERED, answer__isnull=False, answered_at__isnull=False)
                | ~Q(state=ConsultationState.ANSWERED) & Q(answer__isnull=True, answered_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_consultation_accepted_has_its_day",
                condition=~Q(state=ConsultationState.ACCEPTED) | Q(accepted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}"
