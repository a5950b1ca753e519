"""What every one-time code shares: only its hash is kept, it serves once, in time, and then never changes."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from accounts.models.person import Person


class OneTimeCodeQuerySet(models.QuerySet):
    def unsettled(self) -> Self:
        """Neither used nor revoked; perhaps expired."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True)

    def live(self, now: datetime) -> Self:
        return self.unsettled().filter(expires_at__gt=now)


class OneTimeCode(models.Model):
    """A secret read by one person, once. A trigger of each table keeps a settled code as it is."""

    code_hash = models.CharField(max_length=128)
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = OneTimeCodeQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="%(class)s_is_hashed", condition=Q(code_hash__contains="$")),
            models.CheckConstraint(
                name="%(class)s_expires_after_issue", condition=Q(expires_at__gt=F("issued_at"))
            ),
            models.CheckConstraint(
                name="%(class)s_used_in_time",
                condition=Q(used_at__isnull=True)
                | Q(used_at__gte=F("issued_at"), used_at__lt=F("expires_at"), revoked_at__isnull=True),
            ),
        ]
