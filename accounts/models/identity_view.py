"""Who, among the people who work here, looked at what tells who somebody is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import IdentityPart
from accounts.models.person import Person


class IdentityView(models.Model):
    """One look at a person's private details. Rows are only ever added (a trigger); the details are not copied."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identity_views")
    viewer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=16, choices=IdentityPart)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "at"], name="identity_view_by_person")]
        verbose_name = _("look at a person's details")

    def __str__(self) -> str:
        return f"{self.get_part_display()}"
