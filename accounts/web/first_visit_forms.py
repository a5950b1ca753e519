"""First visit: the card and its code, a borrowed name, a NIP."""

from typing import Any, Self

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from common.exceptions import Refused
from common.forms import AccessibleForm
from common.widgets import PinInput

OWN = "autre"
NEW_PIN = {"class": "short", "inputmode": "numeric", "autocomplete": "new-password"}


class CodeForm(AccessibleForm):
    card = forms.CharField(
        label=_("Your card number"),
        help_text=_("8 digits. With or without spaces, it works."),
        max_length=80,
        error_messages={"required": _("Write the number on your card.")},
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric", "autocomplete": "username"}),
    )
    code = forms.CharField(
        label=_("Your opening code"),
        help_text=_("9 digits, on the slip under your card. It works only once."),
        max_length=80,
        error_messages={"required": _("Write the code of the slip.")},
        # In clear: it is on paper, it serves once, and a mistake must be seen.
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off"}),
    )

    def add_refusal(self, refusal: Refused) -> None:
        field = "card" if refusal.code == "card_number" else "code"
        self.add_error(field, str(refusal.sentence))


class NameForm(AccessibleForm):
    """One of the names offered, or a name of one's own: `cleaned_data["name"]`."""

    question = "choice"
    choice = forms.ChoiceField(
        label=_("Which name do you want here?"),
        help_text=_(
            "It is a borrowed name. We show your borrowed name and your MRC. "
            "Avoid the details that let people recognise you."
        ),
        required=False,
        widget=forms.RadioSelect,
    )
    own = forms.CharField(
        label=_("My own borrowed name"),
        help_text=_("From 2 to 30 letters. Not your real name."),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "short"}),
    )

    def __init__(self, *args: Any, offered: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = [(name, name) for name in offered] + [
            (OWN, _("Another one, that I write below"))
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        own = data.get("own", "").strip()
        # A name typed without touching the choices is an answer too.
        choice = data["choice"] = data.get("choice") or (OWN if own else "")
        if not choice and "choice" not in self.errors:
            self.add_error("choice", _("Choose a name, or write yours."))
        if choice == OWN and not own:
            self.add_error("own", _("Write the name that you want."))
        data["name"] = own if choice == OWN else choice
        return data

    def add_refusal(self, refusal: Refused) -> None:
        field = "own" if self.cleaned_data.get("choice") == OWN else "choice"
        self.add_error(field, str(refusal.sentence))


class NewPinForm(AccessibleForm):
    """Six digits, twice. What was typed is never written back."""

    pin = forms.CharField(
        label=_("Your new NIP"),
        help_text=_("6 digits that you remember easily. Not your birth date."),
        max_length=40,
        error_messages={"required": _("Write 6 digits.")},
        widget=PinInput(attrs=NEW_PIN),
    )
    again = forms.CharField(
        label=_("The same NIP again"),
        help_text=_("To be sure of what you typed."),
        max_length=40,
        error_messages={"required": _("Write the same 6 digits again.")},
        widget=PinInput(attrs=NEW_PIN),
    )

    def follow(self, request: HttpRequest) -> Self:
        """The NIPs in clear when the address asks so."""
        for field in self.fields.values():
            if isinstance(field.widget, PinInput):
                field.widget.follow(request)
        return self

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (
            "pin" in data
            and "again" in data
            and "".join(data["pin"].split()) != "".join(data["again"].split())
        ):
            self.add_error("again", _("The two NIPs are not the same. Write them again."))
        return data

    def add_refusal(self, refusal: Refused) -> None:
        self.add_error("pin", str(refusal.sentence))


class ChangePinForm(NewPinForm):
    old = forms.CharField(
        label=_("Your NIP of now"),
        max_length=40,
        error_messages={"required": _("Write your NIP of now.")},
        widget=PinInput(attrs={**NEW_PIN, "autocomplete": "current-password"}),
    )
    field_order = ("old", "pin", "again")

    def add_refusal(self, refusal: Refused) -> None:
        self.add_error("old" if refusal.code == "old_pin" else "pin", str(refusal.sentence))


class OwnNameForm(AccessibleForm):
    question = "name"
    name = forms.CharField(
        label=_("Which name do you want here?"),
        help_text=_(
            "It is a borrowed name. We show your borrowed name and your MRC. "
            "Avoid the details that let people recognise you."
        ),
        max_length=80,
        error_messages={"required": _("Write the name that you want.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "short"}),
    )

    def add_refusal(self, refusal: Refused) -> None:
        self.add_error("name", str(refusal.sentence))
