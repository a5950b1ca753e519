"""A pause of somebody's voice: seven days at most, asked by one person, confirmed by another employer's."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import VoiceReason
from accounts.models.person import Person

MOST_DAYS = 7


class VoicePauseQuerySet(models.QuerySet):
    def waiting(self):
        """Asked, and nobody has confirmed or dropped it yet."""
        return self.filter(confirmed_at__isnull=True, dropped_at__isnull=True)

    def running(self, now: datetime):
        """Confirmed, not ended early, and not sooner than the longest pause ago: `ends_at` tells the rest."""
        since = now - timedelta(days=MOST_DAYS)
        return self.filter(confirmed_at__gt=since, confirmed_at__lte=now, ended_at__isnull=True)


class VoicePause(models.Model):
    """The person reads and votes as before; they do not write. It ends by itself, at its instant.

    `why` is said to the person, in plain words. Employers are copies of the badges worn that day: the
    database compares them. Rows are never deleted; what is settled never changes (triggers).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="voice_pauses")
    reason = models.CharField(max_length=20, choices=VoiceReason)
    why = models.CharField(max_length=300)
    days = models.PositiveSmallIntegerField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_employer = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_employer = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = VoicePauseQuerySet.as_manager()

    class Meta:
        verbose_name = _("pause of a voice")
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=MOST_DAYS), name="voice_pause_seven_days_at_most"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True, confirmed_employer="")
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False, dropped_at__isnull=True)
                & ~Q(confirmed_employer="")
                & ~Q(confirmed_by=F("asked_by"))
                & ~Q(confirmed_employer=F("asked_employer")),
                name="voice_pause_two_people_two_employers",
            ),
            models.CheckConstraint(
                condition=~Q(asked_by=F("person"))
                & (Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("person"))),
                name="voice_pause_never_of_oneself",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(confirmed_at__isnull=False),
                name="voice_pause_ends_once_begun",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(confirmed_at__isnull=True, dropped_at__isnull=True),
                name="one_voice_pause_asked_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.days}"

    @property
    def ends_at(self) -> datetime | None:
        """When the voice comes back; None while nobody has confirmed."""
        if self.confirmed_at is None:
            return None
        return self.ended_at or self.confirmed_at + timedelta(days=self.days)
