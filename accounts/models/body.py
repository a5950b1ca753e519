"""The bodies of the region and the seats of the Table."""

from datetime import MINYEAR, date

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import BodyKind, ParityGroup, SeatGroup
from accounts.models.organisation import Organisation
from accounts.models.territory import Territory


class Body(models.Model):
    """The Espace, the Table, the eight concertations territoriales and the signatory."""

    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=12, choices=BodyKind)
    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=80, blank=True)
    territory = models.OneToOneField(
        Territory, on_delete=models.PROTECT, null=True, blank=True, related_name="body"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="territorial_body_has_a_territory",
                condition=models.Q(kind=BodyKind.TERRITORIAL, territory__isnull=False)
                | (~models.Q(kind=BodyKind.TERRITORIAL) & models.Q(territory__isnull=True)),
            )
        ]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name


class SeatQuerySet(models.QuerySet):
    def current(self):
        return self.filter(is_current=True)

    def as_listed(self):
        return self.order_by("position", "pk")


class Seat(models.Model):
    """A seat of the Table. Who holds it is a mandate; `holder_label` names a body that holds it by right."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    composition = models.CharField(
        max_length=20, help_text=_("The years of the composition, e.g. « 2024-2029 ».")
    )
    is_current = models.BooleanField(default=True)
    slug = models.SlugField(max_length=60)
    label = models.CharField(max_length=160)
    holder_label = models.CharField(max_length=160, blank=True)
    group = models.CharField(max_length=16, choices=SeatGroup, blank=True)
    parity_group = models.CharField(max_length=16, choices=ParityGroup, blank=True)
    territory = models.ForeignKey(
        Territory, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["composition", "slug"], name="seat_once_per_composition"),
            # The signatory leads the Table and stays outside the parity count (founding text, l.154-193).
            models.CheckConstraint(
                name="signatory_outside_parity",
                condition=~models.Q(group=SeatGroup.SIGNATORY) | models.Q(parity_group=""),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def last_day(self) -> date | None:
        """The last day of its composition (« 2024-2029 »: 31 December 2029), when the composition says its years."""
        last = self.composition[-4:]
        return date(int(last), 12, 31) if last.isdecimal() and int(last) >= MINYEAR else None
