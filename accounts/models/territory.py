"""The eight MRC and their municipalities."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TerritoryQuerySet(models.QuerySet):
    def west_to_east(self):
        return self.order_by("position", "pk")


class Territory(models.Model):
    """An MRC. Citizens are shown with their MRC, never their municipality."""

    slug = models.SlugField(max_length=40, unique=True)
    code = models.CharField(max_length=3, unique=True)
    name = models.CharField(max_length=80)
    official_name = models.CharField(max_length=120)
    label_de = models.CharField(
        max_length=90, help_text=_("The name with its French article: « de La Mitis ».")
    )
    seat = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(help_text=_("Order from west to east."))
    population = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("Population of 2012, in people.")
    )
    cdc_name = models.CharField(max_length=120, blank=True)

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("MRC territory")
        verbose_name_plural = _("MRC territories")

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A municipality of an MRC, to help someone find theirs. People are never listed by it."""

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="municipalities")
    name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["territory", "name"], name="municipality_once_per_territory")
        ]
        verbose_name_plural = "municipalities"

    def __str__(self) -> str:
        return self.name
