"""Delegates by MRC: who decides when the rules choose a circle, with an alternate for each."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import DelegateKind
from accounts.models.person import Person
from accounts.models.territory import Territory


class DelegationQuerySet(models.QuerySet):
    def in_force(self, on):
        """Delegations that hold on that day (both ends included)."""
        return self.filter(starts_on__lte=on, ends_on__gte=on)


class Delegation(models.Model):
    """A citizen sent by the people of their MRC, for a term. It is a place in the circle, not a role.

    One titular and one alternate per MRC at a time, one delegation per person at a time, of their own MRC, ended
    sooner only with a reason: triggers (`accounts/mandate_triggers.py`).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="delegations")
    kind = models.CharField(max_length=12, choices=DelegateKind)
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=300)
    appointed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    end_reason = models.CharField(max_length=300, blank=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = DelegationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="delegation_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(name="delegation_has_a_reason", condition=~Q(reason="")),
        ]
        verbose_name = _("delegation of an MRC")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.starts_on})"


class DelegateAbsence(models.Model):
    """Days when a titular leaves their place to the alternate. Rows are only ever added (a trigger)."""

    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, related_name="absences")
    from_on = models.DateField()
    until_on = models.DateField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_starts", condition=Q(until_on__gte=F("from_on"))
            )
        ]
        verbose_name = _("absence of a delegate")

    def __str__(self) -> str:
        return f"{self.from_on} – {self.until_on}"
