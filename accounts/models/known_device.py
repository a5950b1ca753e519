"""Devices that somebody said are their own: they keep a way in that strangers cannot close."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from accounts.enums import DeviceKind
from accounts.models.person import Person

HASH_LENGTH = 64


def device_words(kind: str, browser: str) -> str:
    """« Téléphone, Firefox »: as much of a device as we keep."""
    label = str(DeviceKind(kind).label) if kind in DeviceKind.values else gettext("Device")
    return pgettext("a device and its browser", "%(device)s, %(browser)s") % {
        "device": label,
        "browser": browser or gettext("another browser"),
    }


class KnownDeviceQuerySet(models.QuerySet):
    def trusted(self) -> Self:
        return self.filter(revoked_at__isnull=True)


class KnownDevice(models.Model):
    """One device of one person. The device holds a random secret in a cookie; only its hash is kept, no address.

    It opens nothing by itself: it only gives its own count of wrong NIPs (`accounts/domain/tries.py`).
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="known_devices")
    secret_hash = models.CharField(max_length=HASH_LENGTH)
    kind = models.CharField(max_length=10, choices=DeviceKind)
    browser = models.CharField(max_length=20, blank=True)
    first_on = models.DateField()
    last_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = KnownDeviceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "secret_hash"],
                condition=Q(revoked_at__isnull=True),
                name="known_device_once_per_person",
            ),
            models.CheckConstraint(
                name="known_device_is_hashed", condition=Exact(Length("secret_hash"), HASH_LENGTH)
            ),
        ]
        verbose_name = _("known device")

    def __str__(self) -> str:
        return device_words(self.kind, self.browser)
