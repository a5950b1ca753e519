from typing import Any, Self

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from common import comfort
from common.exceptions import Refused
from common.forms import AccessibleForm
from common.widgets import PinInput

# Which field a refusal speaks about; everything else is said at the NIP, the last thing typed.
FIELD_OF = {"card_number": "login"}


class EnterForm(AccessibleForm):
    login = forms.CharField(
        label=_("Your card number"),
        help_text=_("8 digits. With or without spaces, it works. A login name works too."),
        max_length=80,
        error_messages={"required": _("Write the number on your card.")},
        widget=forms.TextInput(
            attrs={"class": "short", "autocomplete": "username", "autocapitalize": "none"}
        ),
    )
    pin = forms.CharField(
        label=_("Your NIP"),
        help_text=_("6 digits. You can paste it. Nobody will ask you for it, by phone or in person."),
        max_length=128,
        strip=False,
        error_messages={"required": _("Write your NIP.")},
        # Never written back into the page.
        widget=PinInput(
            attrs={"class": "short", "inputmode": "numeric", "autocomplete": "current-password"},
        ),
    )
    shared = forms.MultipleChoiceField(
        label=_("Where are you?"),
        choices=[("on", _("It is a shared computer"))],
        required=False,
        initial=["on"],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _("Like at the library. Nothing stays on the computer when you leave.")
        self.fields["shared"].choice_hints = {"on": words}

    def follow(self, request: HttpRequest) -> Self:
        """The NIP in clear when the address asks so."""
        self.fields["pin"].widget.follow(request)
        return self

    def add_refusal(self, refusal: Refused) -> None:
        self.add_error(FIELD_OF.get(refusal.code, "pin"), str(refusal.sentence))


class ComfortForm(AccessibleForm):
    """How a person likes to read; the values are those of `common.comfort`."""

    text = forms.ChoiceField(
        label=_("Size of the letters"), choices=comfort.TextSize.choices, widget=forms.RadioSelect
    )
    contrast = forms.ChoiceField(
        label=_("Contrast"), choices=comfort.Contrast.choices, widget=forms.RadioSelect
    )
    colours = forms.ChoiceField(label=_("Colours"), choices=comfort.Colours.choices, widget=forms.RadioSelect)
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contrast"].choice_hints = {comfort.Contrast.STRONG: _("Darker words and thicker lines.")}
        self.fields["colours"].choice_hints = {
            comfort.Colours.LIGHT: _("Dark words on a pale page."),
            comfort.Colours.DARK: _("Pale words on a dark page."),
        }

    @staticmethod
    def initial_of(chosen: comfort.Comfort, back: str) -> dict[str, str]:
        return {
            "text": chosen.text,
            "contrast": chosen.contrast,
            "colours": chosen.colours,
            "next": back,
        }

    @property
    def chosen(self) -> comfort.Comfort:
        kept = self.cleaned_data
        return comfort.Comfort.of(text=kept["text"], contrast=kept["contrast"], colours=kept["colours"])
