"""Cards made together, for a workshop."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.person import Person
from accounts.models.territory import Territory


class CardBatch(models.Model):
    """When, by whom, for which MRC. Its cards point at it; the opening codes are nowhere but on paper.

    `once` is drawn with the form: the same form sent twice makes one batch.
    """

    once = models.UUIDField(unique=True, editable=False)
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField()
    territory = models.ForeignKey(
        Territory, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("workshop cards")

    def __str__(self) -> str:
        return f"{self.issued_at:%Y-%m-%d}"
