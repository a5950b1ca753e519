"""Mandates: the only source of what a person may do, on a date."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models.body import Seat
from accounts.models.organisation import Organisation
from accounts.models.person import Person
from accounts.models.territory import Territory


class MandateQuerySet(models.QuerySet):
    def in_force(self, on: date):
        """Mandates that hold on that day (both ends included)."""
        return self.filter(starts_on__lte=on).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))


class Mandate(models.Model):
    """A role held by a person from a day to a day.

    A citizen's mandate and any other mandate may not share a day: a trigger refuses it on both databases
    (`accounts/triggers.py`), also for a superuser. A mandate is ended with a reason, never changed nor deleted; a seat
    of the Table has one holder at a time (triggers, `accounts/mandate_triggers.py`).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates")
    role = models.CharField(max_length=16, choices=Role)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="mandates"
    )
    territory = models.ForeignKey(
        Territory, on_delete=models.PROTECT, null=True, blank=True, related_name="mandates"
    )
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="mandates")
    profile = models.CharField(
        max_length=80, blank=True, help_text=_("E.g. « travail de rue », shown on the badge.")
    )
    granted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True, default="", db_default="")
    end_reason = models.CharField(max_length=300, blank=True, default="", db_default="")
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = MandateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="mandate_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
            ),
            models.UniqueConstraint(
                fields=["person", "role"], condition=Q(ends_on__isnull=True), name="one_open_mandate_per_role"
            ),
            models.CheckConstraint(
                name="mandate_given_with_a_reason", condition=Q(granted_by__isnull=True) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="mrc_resource_has_a_territory",
                condition=~Q(role=Role.MRC_RESOURCE) | Q(territory__isnull=False),
            ),
            models.CheckConstraint(
                name="table_member_has_a_seat", condition=~Q(role=Role.TABLE_MEMBER) | Q(seat__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["role", "starts_on", "ends_on"])]

    def __str__(self) -> str:
        return f"{self.get_role_display()} ({self.starts_on})"
