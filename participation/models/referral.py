"""What the MRC's resource answers on what it was sent, and what its territory deposited."""

from django.db import models
from django.db.models import Q

from accounts.models import Person, Territory
from participation.models.calendar import CalendarEvent
from participation.models.review import Referral


class ReferralAnswer(models.Model):
    """One answer in plain words, append-only: a later one is added after it. Only the MRC's own resource (trigger)."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="answers")
    plain_words = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["answered_at", "pk"]
        constraints = [
            models.CheckConstraint(name="a_referral_answer_has_words", condition=~Q(plain_words=""))
        ]

    def __str__(self) -> str:
        return f"{self.referral_id}"


class TerritorialDeposit(models.Model):
    """The day an MRC deposited what the founding text asks for, as its resource says. Append-only."""

    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="deposits")
    event = models.ForeignKey(CalendarEvent, on_delete=models.PROTECT, related_name="deposits")
    deposited_on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["territory", "event"], name="one_deposit_per_territory")
        ]

    def __str__(self) -> str:
        return f"{self.territory_id} {self.event_id}"
