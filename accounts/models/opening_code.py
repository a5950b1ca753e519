"""Opening codes: a secret printed once on a tear-off slip, that opens a card for the first time."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.access_card import AccessCard
from accounts.models.person import Person


class OpeningCodeQuerySet(models.QuerySet):
    def unsettled(self) -> Self:
        """Neither used nor revoked; perhaps expired."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True)

    def live(self, now: datetime) -> Self:
        return self.unsettled().filter(expires_at__gt=now)


class OpeningCode(models.Model):
    """One code of one card. Only its hash is kept; once used or revoked it never changes again (a trigger)."""

    card = models.ForeignKey(AccessCard, on_delete=models.PROTECT, related_name="opening_codes")
    code_hash = models.CharField(max_length=128)
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = OpeningCodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["card"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
                name="one_unsettled_opening_code_per_card",
            ),
            models.CheckConstraint(name="opening_code_is_hashed", condition=Q(code_hash__contains="$")),
            models.CheckConstraint(
                name="opening_code_expires_after_issue", condition=Q(expires_at__gt=F("issued_at"))
            ),
            models.CheckConstraint(
                name="opening_code_used_in_time",
                condition=Q(used_at__isnull=True)
                | Q(used_at__gte=F("issued_at"), used_at__lt=F("expires_at"), revoked_at__isnull=True),
            ),
        ]
        verbose_name = _("opening code")

    def __str__(self) -> str:
        return f"{self.card} ({self.issued_at:%Y-%m-%d})"
