"""The e-mail that takes one dossier to the Table's secretary, and the link in it that says it was received."""

from django.db import models
from django.db.models import Q

from participation.models.transmission import Transmission


class DossierMail(models.Model):
    """One dossier to e-mail, once. Its link acknowledges receipt, once, before it expires; it opens nothing else.

    The address is a setting of the server, and only the hash of what the e-mail holds is kept.
    """

    transmission = models.OneToOneField(Transmission, on_delete=models.PROTECT, related_name="mail")
    queued_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True, help_text="Empty until it left.")
    digest = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["digest"], condition=~Q(digest=""), name="one_receipt_link_per_digest"
            ),
            models.CheckConstraint(
                name="a_dossier_that_left_has_its_link",
                condition=Q(sent_at__isnull=True, used_at__isnull=True)
                | Q(sent_at__isnull=False, expires_at__isnull=False) & ~Q(digest=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.transmission_id} {self.queued_at:%Y-%m-%d}"
