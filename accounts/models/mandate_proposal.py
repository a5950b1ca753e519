"""Roles with power over others are asked for by one person and confirmed by another, of another employer."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models.organisation import Organisation
from accounts.models.person import Person

_IS_WAITING = Q(confirmed_at__isnull=True, dropped_at__isnull=True)


class MandateProposalQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(_IS_WAITING)


class MandateProposal(models.Model):
    """A facilitation or administration mandate that waits for its second person; never changes once settled."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandate_proposals")
    role = models.CharField(max_length=16, choices=Role)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    ends_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_for = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_for = models.CharField(max_length=200, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = MandateProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"], condition=_IS_WAITING, name="one_waiting_proposal_per_role"
            ),
            models.CheckConstraint(name="proposal_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="proposal_by_two_people_of_two_employers",
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | (
                    Q(confirmed_at__isnull=False, confirmed_by__isnull=False, dropped_at__isnull=True)
                    & ~Q(confirmed_by=F("asked_by"))
                    & ~Q(confirmed_by=F("person"))
                    & ~Q(confirmed_for=F("asked_for"))
                    & ~Q(confirmed_for="")
                    & ~Q(asked_for="")
                ),
            ),
        ]
        verbose_name = _("role to confirm")

    def __str__(self) -> str:
        return f"{self.get_role_display()} ({self.asked_at:%Y-%m-%d})"
