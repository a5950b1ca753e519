"""The questions of a sign-up without a card."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import AgeGroup
from accounts.models import Territory
from accounts.rules.signing_up import UNDER_AGE
from accounts.web.first_visit_forms import NewPinForm
from common.exceptions import Refused
from common.forms import AccessibleForm
from common.widgets import PinInput


class PlaceAndAgeForm(AccessibleForm):
    territory = forms.ModelChoiceField(
        label=_("In which MRC do you have your bearings?"),
        help_text=_("With or without an address."),
        queryset=Territory.objects.none(),
        empty_label=_("Choose an MRC"),
        error_messages={"required": _("Choose an MRC.")},
    )
    age_group = forms.ChoiceField(
        label=_("How old are you?"),
        help_text=_("The group is enough. We never note the birth date."),
        choices=[(UNDER_AGE, _("Under 14 years old")), *AgeGroup.choices],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["territory"].queryset = Territory.objects.west_to_east()

    def add_refusal(self, refusal: Refused) -> None:
        self.add_error("age_group", str(refusal.sentence))


class ReachForm(AccessibleForm):
    phone = forms.CharField(
        label=_("Your phone (optional)"),
        help_text=_("We call you for your welcome talk. Otherwise, you call us."),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "tel", "autocomplete": "off"}),
    )
    email = forms.CharField(
        label=_("Your e-mail (optional)"),
        help_text=_("Only to be told things."),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off", "autocapitalize": "none"}),
    )

    def add_refusal(self, refusal: Refused) -> None:
        self.add_error("email" if refusal.code == "email" else "phone", str(refusal.sentence))


class LoginForm(NewPinForm):
    """What one writes to enter: a name that nobody sees, and a NIP or a password, twice."""

    login = forms.CharField(
        label=_("Your name to enter"),
        help_text=_("You write it each time you enter. Nobody else sees it. Note it down."),
        max_length=80,
        error_messages={"required": _("Write the name that you want to enter with.")},
        widget=forms.TextInput(
            attrs={
                "class": "short",
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )
    field_order = ("login", "pin", "again")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("pin", "again"):
            field = self.fields[name]
            field.max_length = 128
            assert isinstance(field.widget, PinInput)
            # A password may have letters.
            field.widget.attrs.pop("inputmode", None)
        self.fields["pin"].help_text = _("6 digits that you remember easily, or a password of 10 characters.")

    def add_refusal(self, refusal: Refused) -> None:
        self.add_error("login" if refusal.code.startswith("login") else "pin", str(refusal.sentence))
