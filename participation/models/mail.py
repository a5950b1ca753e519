"""The daily e-mail of those who asked for it, and the link that stops it."""

from django.db import models

from accounts.models import Person


class MailDay(models.Model):
    """The last day one person was written to: never twice the same day."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="mail_day")
    last_sent_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.person_id} {self.last_sent_on}"


class StopLink(models.Model):
    """One link of one e-mail. It stops the e-mails of one person, once, before it expires; it opens nothing else.

    Only the hash of what the e-mail holds is kept.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="stop_links")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person_id} {self.expires_at:%Y-%m-%d}"
