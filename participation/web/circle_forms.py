"""Facilitation notes the delegates that the people of an MRC chose."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.domain.entering import find_by_card_or_name
from accounts.enums import DelegateKind
from accounts.models import Person
from common import dates
from common.forms import AccessibleForm
from common.widgets import DateParts


def _day(label: Any, today: date) -> forms.DateField:
    return forms.DateField(
        label=label, initial=today, widget=DateParts(years=range(today.year, today.year + 3))
    )


class _WhyForm(AccessibleForm):
    reason = forms.CharField(
        label=_("Which meeting or vote decided it?"),
        help_text=_("Its place and its day. No name."),
        max_length=300,
        error_messages={"required": _("Write which meeting or vote decided it.")},
    )


class AppointDelegateForm(_WhyForm):
    field_of = {
        "not_a_voter": "login",
        "other_mrc": "login",
        "already_delegate": "login",
        "no_alternates": "kind",
    }
    login = forms.CharField(
        label=_("Whose card?"),
        help_text=_("The number of their card, or their login name."),
        max_length=80,
        error_messages={"required": _("Write a login name or a card number.")},
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Which place?"), choices=DelegateKind.choices, widget=forms.RadioSelect)
    person: Person | None = None

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_on"] = _day(_("From which day?"), today)
        self.order_fields(("login", "kind", "starts_on", "reason"))

    def clean_login(self) -> str:
        self.person = find_by_card_or_name(self.cleaned_data["login"])
        if self.person is None or self.person.left_at is not None:
            raise forms.ValidationError(_("Nobody here has this login name or this card. Check it."))
        return self.cleaned_data["login"]

    def found(self) -> Person:
        assert self.person is not None
        return self.person

    def rows(self) -> list[dict[str, str]]:
        said = self.cleaned_data
        return [
            {"label": _("The person"), "value": self.found().display_name},
            {"label": _("Place"), "value": str(DelegateKind(said["kind"]).label)},
            {"label": _("First day"), "value": dates.short(said["starts_on"])},
            {"label": _("Decided by"), "value": said["reason"]},
        ]


class StepDownForm(_WhyForm):
    field_of = {"dates": "on", "delegation_ended": "on"}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = _day(_("The last day"), today)
        self.fields["reason"].label = _("Why?")
        self.fields["reason"].help_text = _("In a few words. Nothing about health or life.")
        self.order_fields(("on", "reason"))

    def rows(self) -> list[dict[str, str]]:
        said = self.cleaned_data
        return [
            {"label": _("Last day"), "value": dates.short(said["on"])},
            {"label": _("Why"), "value": said["reason"]},
        ]


class AbsenceForm(AccessibleForm):
    field_of = {"dates": "until_on"}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_on"] = _day(_("Away from which day?"), today)
        self.fields["until_on"] = _day(_("Until which day?"), today)

    def rows(self) -> list[dict[str, str]]:
        said = self.cleaned_data
        return [
            {"label": _("Away from"), "value": dates.short(said["from_on"])},
            {"label": _("Until"), "value": dates.short(said["until_on"])},
        ]
