"""A forgotten NIP: a one-time code with which the person, alone, chooses another one.

While it takes two workers (a vote concerns the person, or they said that a change was not theirs), the first one
only leaves a request; the code is made by the second one, of another employer.
"""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.account_event import AccountEvent
from accounts.models.one_time_code import OneTimeCode
from accounts.models.person import Person


class RecoveryRequestQuerySet(models.QuerySet):
    def unsettled(self) -> Self:
        """Neither confirmed nor cancelled; perhaps expired."""
        return self.filter(confirmed_at__isnull=True, cancelled_at__isnull=True)

    def live(self, now: datetime) -> Self:
        return self.unsettled().filter(expires_at__gt=now)


class RecoveryRequest(models.Model):
    """A first worker asks; settled, it never changes again (a trigger)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="recovery_requests")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = RecoveryRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(confirmed_at__isnull=True, cancelled_at__isnull=True),
                name="one_unsettled_recovery_request_per_person",
            ),
            models.CheckConstraint(
                name="recovery_is_never_asked_for_oneself", condition=~Q(asked_by=F("person"))
            ),
            models.CheckConstraint(
                name="recovery_confirmed_by_another_in_time",
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(
                    ~Q(confirmed_by=F("asked_by")),
                    ~Q(confirmed_by=F("person")),
                    confirmed_by__isnull=False,
                    confirmed_at__isnull=False,
                    confirmed_at__gte=F("asked_at"),
                    confirmed_at__lt=F("expires_at"),
                    cancelled_at__isnull=True,
                ),
            ),
        ]
        verbose_name = _("request for a code to change a NIP")

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d}"


class NipCode(OneTimeCode):
    """One code of one person. `request`: the one that a second worker confirmed by making this code (a trigger)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="nip_codes")
    request = models.OneToOneField(
        RecoveryRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="code"
    )

    class Meta(OneTimeCode.Meta):
        constraints = [
            *OneTimeCode.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
                name="one_unsettled_nip_code_per_person",
            ),
            models.CheckConstraint(name="nip_code_is_never_for_oneself", condition=~Q(issued_by=F("person"))),
        ]
        verbose_name = _("code to change a NIP")

    def __str__(self) -> str:
        return f"{self.issued_at:%Y-%m-%d}"


class DisputeQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(settled_at__isnull=True)


class Dispute(models.Model):
    """« It was not me »: the person says that a line of their journal does not come from them.

    `is_held`: nobody enters with the NIP any more; only a code of two workers leads back. Once settled, it stays so.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="disputes")
    event = models.OneToOneField(AccountEvent, on_delete=models.PROTECT, related_name="dispute")
    raised_at = models.DateTimeField()
    is_held = models.BooleanField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = DisputeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="dispute_settled_by_somebody",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_at__gte=F("raised_at"), settled_by__isnull=False),
            ),
        ]
        verbose_name = _("change that a person does not recognise")

    def __str__(self) -> str:
        return f"{self.raised_at:%Y-%m-%d}"
