"""Declared interests: why a person steps back from a vote."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.organisation import Organisation
from accounts.models.person import Person


class InterestKind(models.TextChoices):
    EMPLOYMENT = "emploi", _("works there")
    BOARD = "conseil_administration", _("sits on its board")
    MONEY = "argent", _("has money in it")


class Interest(models.Model):
    """A tie between a person and an organisation, declared by the person (rule `recusal_required`)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="interests")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="interests")
    kind = models.CharField(max_length=24, choices=InterestKind)
    declared_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation", "kind"], name="interest_declared_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"
