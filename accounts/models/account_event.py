"""What happened to a person's account: the journal that the person reads."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import AccountEventKind
from accounts.models.person import Person


class AccountEvent(models.Model):
    """One line of a person's journal. Rows are only ever added (a trigger); no secret, no address of a device.

    `by` is null when the system did it, and the person themself when they did it. `detail` is a plain label
    (a device, a role, a reason in a few words), never a code, a NIP or a text of the person.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="account_events")
    kind = models.CharField(max_length=32, choices=AccountEventKind)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    detail = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "at"], name="account_event_by_person")]
        verbose_name = _("line of an account's journal")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"
