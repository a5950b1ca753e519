"""Stepping back from a vote that is not announced yet, and asking somebody to do it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from participation.models.initiative import Initiative


class StepBackAnswer(models.TextChoices):
    WAITING = "attente", _("Waiting for the person")
    YES = "oui", _("The person steps back")
    NO = "non", _("The person stays")


class StepBack(models.Model):
    """This person will not vote on this initiative. Said by themselves only; each announcement bars them. Append-only."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="step_backs")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="step_backs")
    reason = models.CharField(max_length=200)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "person"], name="one_step_back_per_initiative")
        ]

    def __str__(self) -> str:
        return self.reason


class StepBackRequest(models.Model):
    """« Je demande que tu te retires, parce que… ». Read by facilitation and the person; never public.

    Nobody is barred by a request: only the person's own yes makes a `StepBack`, or a recusal once announced.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="step_back_requests")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="step_back_requests")
    reason = models.CharField(max_length=200)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=StepBackAnswer, default=StepBackAnswer.WAITING)
    answer_reason = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "person", "asked_by"], name="one_request_per_person_and_asker"
            ),
            models.CheckConstraint(
                name="nobody_asks_themselves_to_step_back", condition=~Q(person=F("asked_by"))
            ),
            models.CheckConstraint(
                name="a_no_says_why",
                condition=Q(answer=StepBackAnswer.WAITING, answered_at__isnull=True, answer_reason="")
                | Q(answer=StepBackAnswer.YES, answered_at__isnull=False)
                | (Q(answer=StepBackAnswer.NO, answered_at__isnull=False) & ~Q(answer_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.get_answer_display()
