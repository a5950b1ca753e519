"""Where somebody is inside right now, so that they can close a door they left open."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import DeviceKind
from accounts.models.known_device import KnownDevice, device_words
from accounts.models.person import Person


class OpenSession(models.Model):
    """One browser where the person entered. No address, no full name of the browser; gone when the session ends."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="open_sessions")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.ForeignKey(
        KnownDevice, on_delete=models.SET_NULL, null=True, blank=True, related_name="sessions"
    )
    kind = models.CharField(max_length=10, choices=DeviceKind)
    browser = models.CharField(max_length=20, blank=True)
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("open session")

    def __str__(self) -> str:
        return device_words(self.kind, self.browser)
