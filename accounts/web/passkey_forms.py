"""Passkeys: the answer of the device, and who adds one."""

from typing import Self

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.rules.passkeys import LONGEST_NAME
from common.exceptions import Refused
from common.forms import AccessibleForm
from common.widgets import PinInput


class CredentialForm(AccessibleForm):
    """Filled by the script with what the device answered."""

    credential = forms.CharField(max_length=20_000, required=False, widget=forms.HiddenInput)


class NewPasskeyForm(AccessibleForm):
    """Before a passkey is made: its name, and proof that it is not somebody passing by."""

    name = forms.CharField(
        label=_("A name for this device"),
        help_text=_("For example: my phone. You alone see it."),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Give this device a short name, for example: my phone.")},
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )
    pin = forms.CharField(
        label=_("Your NIP, or your password"),
        max_length=128,
        strip=False,
        error_messages={"required": _("Write your NIP, or your password.")},
        widget=PinInput(attrs={"class": "short", "autocomplete": "current-password"}),
    )

    def follow(self, request: HttpRequest) -> Self:
        """The NIP in clear when the address asks so."""
        self.fields["pin"].widget.follow(request)
        return self

    def add_refusal(self, refusal: Refused) -> None:
        self.add_error("name" if refusal.code == "passkey_name" else "pin", str(refusal.sentence))
