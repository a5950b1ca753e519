"""How to reach somebody who asked to be reached; apart from the person, so that few pages ever read it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.person import Person


class ContactDetails(models.Model):
    """Given by the person, only to be told things: never a login, never shown to other members.

    The path they chose is `Person.contact_path`; their e-mail is `Person.email`. Reading a row for somebody else
    goes through `accounts.domain.contacts.details_for`, which writes the look in the person's journal.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="contact_details")
    phone = models.CharField(_("phone (optional)"), max_length=30, blank=True)
    call_name = models.CharField(
        _("who to ask for"), max_length=80, blank=True, help_text=_("A first name is enough, or none.")
    )
    may_leave_message = models.BooleanField(_("a message may be left"), default=False)
    # False: a worker wrote `Person.email` down. It serves to tell things; a code sent there would let in whoever reads it.
    email_is_own = models.BooleanField(default=False, editable=False)
    postal_address = models.TextField(_("postal address (optional)"), max_length=400, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("contact details")
        verbose_name_plural = _("contact details")

    def __str__(self) -> str:
        return ""
