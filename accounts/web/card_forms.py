"""Facilitation gives a card: nothing is asked but the MRC and the age group."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import AgeGroup
from accounts.models import Territory
from common.forms import AccessibleForm


class NewCardForm(AccessibleForm):
    territory = forms.ModelChoiceField(
        label=_("In which MRC does the person have their bearings?"),
        help_text=_("With or without an address."),
        queryset=Territory.objects.none(),
        empty_label=_("Choose an MRC"),
        error_messages={"required": _("Choose an MRC.")},
    )
    age_group = forms.ChoiceField(
        label=_("Age group"),
        help_text=_("We never note the birth date."),
        choices=[("", _("Choose an age group")), *AgeGroup.choices],
        error_messages={"required": _("Choose an age group.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["territory"].queryset = Territory.objects.west_to_east()


class FindCardForm(AccessibleForm):
    q = forms.CharField(
        label=_("Find a person"),
        help_text=_("By card number or by borrowed name."),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )
