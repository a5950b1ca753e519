"""A forgotten NIP, and a change that was not mine."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.web.first_visit_forms import NEW_PIN, NewPinForm
from common.exceptions import Refused
from common.forms import AccessibleForm
from common.widgets import PinInput


class ForgottenForm(AccessibleForm):
    login = forms.CharField(
        label=_("Your card number"),
        help_text=_("8 digits. With or without spaces, it works. A login name works too."),
        max_length=80,
        error_messages={"required": _("Write the number on your card.")},
        widget=forms.TextInput(
            attrs={"class": "short", "autocomplete": "username", "autocapitalize": "none"}
        ),
    )
    code = forms.CharField(
        label=_("The code that you were given"),
        help_text=_("9 digits, on a slip or by phone. It works only once, for 24 hours."),
        max_length=80,
        error_messages={"required": _("Write the 9 digits of the code.")},
        # In clear: it is on paper, it serves once, and a mistake must be seen.
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off"}),
    )

    def add_refusal(self, refusal: Refused) -> None:
        field = "login" if refusal.code == "card_number" else "code"
        self.add_error(field, str(refusal.sentence))


class NewPasswordForm(NewPinForm):
    """The same two questions, for somebody who works here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, again = self.fields["pin"], self.fields["again"]
        first.label, again.label = _("Your new password"), _("The same password again")
        first.help_text = _("Ten characters at least. A few words are easier to keep.")
        first.error_messages["required"] = _("Write a password.")
        again.error_messages["required"] = _("Write the same password again.")
        for field in (first, again):
            field.max_length = 128
            field.strip = False
            field.validators = []
            field.widget.attrs.pop("inputmode", None)
            field.widget.attrs.pop("class", None)

    def clean(self) -> dict[str, Any]:
        data = forms.Form.clean(self) or {}
        if "pin" in data and "again" in data and data["pin"] != data["again"]:
            self.add_error("again", _("The two passwords are not the same. Write them again."))
        return data


class NotMeForm(AccessibleForm):
    """Nothing to fill in but, when the NIP of now is the disputed one, that NIP."""

    pin = forms.CharField(
        label=_("The NIP of now, if you know it"),
        help_text=_("Then nobody enters with it any more. If you do not know it, leave this empty."),
        required=False,
        max_length=128,
        strip=False,
        widget=PinInput(attrs={**NEW_PIN, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, asks_pin: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_pin:
            del self.fields["pin"]

    def add_refusal(self, refusal: Refused) -> None:
        self.add_error("pin" if "pin" in self.fields else None, str(refusal.sentence))
