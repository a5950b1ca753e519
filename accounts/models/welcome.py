"""Welcome talks: held by one worker, seconded by another of another employer. It is the only way to decide here."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.organisation import Organisation
from accounts.models.person import Person

_IS_WAITING = Q(seconded_at__isnull=True, dropped_at__isnull=True)


class WelcomeQuerySet(models.QuerySet):
    def waiting(self):
        """Noted by one worker, not yet seconded."""
        return self.filter(_IS_WAITING)


class Welcome(models.Model):
    """That a talk was held, by whom and for which employer. Nothing of what was said.

    `referred_by` is only which organisation referred the person, when the rule asks for one. Once seconded or dropped
    a row never changes again (a trigger), and a citizen mandate given by somebody needs a seconded one (a trigger).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="welcomes")
    held_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    held_for = models.CharField(max_length=200)
    held_at = models.DateTimeField()
    referred_by = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    seconded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seconded_for = models.CharField(max_length=200, blank=True)
    seconded_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = WelcomeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=_IS_WAITING, name="one_waiting_welcome"),
            models.CheckConstraint(
                name="welcome_by_two_people_of_two_employers",
                condition=Q(seconded_at__isnull=True, seconded_by__isnull=True)
                | (
                    Q(seconded_at__isnull=False, seconded_by__isnull=False, dropped_at__isnull=True)
                    & ~Q(seconded_by=F("held_by"))
                    & ~Q(seconded_for=F("held_for"))
                    & ~Q(seconded_for="")
                    & ~Q(held_for="")
                ),
            ),
        ]
        verbose_name = _("welcome talk")

    def __str__(self) -> str:
        return f"{self.held_at:%Y-%m-%d}"
