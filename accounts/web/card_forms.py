"""Facilitation gives a card: nothing is asked but the MRC and the age group."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import AgeGroup
from accounts.models import Territory
from accounts.rules.batches import MOST
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


class WorkshopForm(AccessibleForm):
    """How many cards, and for where. `once` is drawn with the form: sent twice, it makes one batch."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    count = forms.IntegerField(
        label=_("How many cards?"),
        help_text=_("From 1 to 40. A few more than the people you expect."),
        min_value=1,
        max_value=MOST,
        error_messages={"required": _("Write how many cards.")},
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    territory = forms.ModelChoiceField(
        label=_("In which MRC? (optional)"),
        help_text=_("Leave it empty when people come from everywhere."),
        queryset=Territory.objects.none(),
        required=False,
        empty_label=_("Each person says it later"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["territory"].queryset = Territory.objects.west_to_east()

    def rows(self) -> list[dict[str, str]]:
        territory = self.cleaned_data["territory"]
        return [
            {"label": _("Cards"), "value": str(self.cleaned_data["count"])},
            {"label": _("MRC"), "value": territory.name if territory else _("Each person says it later")},
            {"label": _("Age group"), "value": _("Said at the welcome talk.")},
        ]


class FindCardForm(AccessibleForm):
    q = forms.CharField(
        label=_("Find a person"),
        help_text=_("By card number or by borrowed name."),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )
