"""Access cards: a public number printed on paper. The NIP is never printed and lives in Person.password."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.card_batch import CardBatch
from accounts.models.person import Person


class AccessCard(models.Model):
    """A card number (8 digits, public). Knowing it is not a right to anything."""

    number = models.CharField(max_length=8, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cards")
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    batch = models.ForeignKey(
        CardBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="cards"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(revoked_at__isnull=True),
                name="one_live_card_per_person",
            )
        ]
        verbose_name = _("access card")

    def __str__(self) -> str:
        return f"{self.number[:4]} {self.number[4:]}"
