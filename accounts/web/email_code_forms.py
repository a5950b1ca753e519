"""A code by e-mail: the address, then the code."""

from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from accounts.web.forms import EnterForm
from common.exceptions import Refused
from common.forms import AccessibleForm

NOT_AN_ADDRESS = _("This does not look like an e-mail address.")


class AddressForm(AccessibleForm):
    question = "email"
    email = forms.CharField(
        label=_("What is your e-mail?"),
        help_text=_("The one that you gave on your page. We send a code there."),
        max_length=254,
        validators=[EmailValidator(message=NOT_AN_ADDRESS)],
        error_messages={"required": _("Write your e-mail.")},
        widget=forms.TextInput(
            attrs={"inputmode": "email", "autocomplete": "email", "autocapitalize": "none"}
        ),
    )


class ReceivedCodeForm(AccessibleForm):
    code = forms.CharField(
        label=_("The code that you received"),
        help_text=_("8 digits. With or without spaces, it works."),
        max_length=80,
        error_messages={"required": _("Write the code of the e-mail.")},
        widget=forms.TextInput(
            attrs={"class": "short", "inputmode": "numeric", "autocomplete": "one-time-code"}
        ),
    )
    shared = EnterForm.base_fields["shared"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _("Like at the library. Nothing stays on the computer when you leave.")
        self.fields["shared"].choice_hints = {"on": words}

    def add_refusal(self, refusal: Refused) -> None:
        self.add_error("code", str(refusal.sentence))
