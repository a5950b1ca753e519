"""What somebody was sending when their session had already ended: kept for them alone, a few days."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.person import Person


class KeptWords(models.Model):
    """One form on its way: where it was going, and its answers (`fields` is JSON, a list of values by name).

    Never a NIP, a code nor a choice of a vote: see `accounts/rules/keeping.py`.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="kept_words")
    address = models.CharField(max_length=300)
    fields = models.JSONField(default=dict)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "address"], name="kept_words_once_per_address")
        ]
        verbose_name = _("kept words")
        verbose_name_plural = _("kept words")

    def __str__(self) -> str:
        return self.address
