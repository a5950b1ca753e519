"""Opening codes: a secret printed once on a tear-off slip, that opens a card for the first time."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.access_card import AccessCard
from accounts.models.one_time_code import OneTimeCode


class OpeningCode(OneTimeCode):
    """One code of one card."""

    card = models.ForeignKey(AccessCard, on_delete=models.PROTECT, related_name="opening_codes")

    class Meta(OneTimeCode.Meta):
        constraints = [
            *OneTimeCode.Meta.constraints,
            models.UniqueConstraint(
                fields=["card"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
                name="one_unsettled_opening_code_per_card",
            ),
        ]
        verbose_name = _("opening code")

    def __str__(self) -> str:
        return f"{self.card} ({self.issued_at:%Y-%m-%d})"
