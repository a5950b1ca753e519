"""The technical administration gives and ends roles and seats: who, from when, why."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.domain.entering import find_by_card_or_name
from accounts.enums import Role
from accounts.models import Organisation, Person, Territory
from common import dates
from common.forms import AccessibleForm
from common.widgets import DateParts

# A mandate noted late began at most this long ago; one noted early begins within two years.
YEARS_BEFORE, YEARS_AFTER = 2, 6


def _day(label: Any, *, today: date, **options: Any) -> forms.DateField:
    years = range(today.year - YEARS_BEFORE, today.year + YEARS_AFTER)
    return forms.DateField(label=label, widget=DateParts(years=years), **options)


class _PersonForm(AccessibleForm):
    """Somebody found by login name or card number; the borrowed name is never a key."""

    login = forms.CharField(
        label=_("Whose account?"),
        help_text=_("Their login name, or the number of their card."),
        max_length=80,
        error_messages={"required": _("Write a login name or a card number.")},
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off", "autocapitalize": "none"}),
    )
    person: Person | None = None

    def clean_login(self) -> str:
        self.person = find_by_card_or_name(self.cleaned_data["login"])
        if self.person is None or self.person.left_at is not None:
            raise forms.ValidationError(_("Nobody here has this login name or this card. Check it."))
        return self.cleaned_data["login"]

    def found(self) -> Person:
        assert self.person is not None
        return self.person


class FindPersonForm(_PersonForm):
    pass


class _ReasonMixin(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("In a few words: an election, a new contract, a departure. The person may read it."),
        max_length=300,
        error_messages={"required": _("Write why, in a few words.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class GiveRoleForm(_PersonForm, _ReasonMixin):
    """Every role but two: the citizen's comes from the welcome talk, the Table's with its seat."""

    field_of = {"dates": "ends_on", "territory_missing": "territory"}
    role = forms.ChoiceField(
        label=_("Which role?"), error_messages={"required": _("Choose a role.")}, widget=forms.RadioSelect
    )
    organisation = forms.ModelChoiceField(
        label=_("For which employer?"),
        help_text=_("It is shown on the badge."),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("No employer"),
    )
    territory = forms.ModelChoiceField(
        label=_("For which MRC?"),
        help_text=_("For an MRC resource only."),
        queryset=Territory.objects.none(),
        required=False,
        empty_label=_("No MRC"),
    )
    profile = forms.CharField(
        label=_("Profile (optional)"),
        help_text=_("For support: « travail de rue », « interprète »."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"class": "short"}),
    )
    field_order = ("login", "role", "organisation", "territory", "profile", "starts_on", "ends_on", "reason")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [
            (role.value, str(role.label)) for role in Role if role not in (Role.CITIZEN, Role.TABLE_MEMBER)
        ]
        self.fields["organisation"].queryset = Organisation.objects.order_by("name", "pk")
        self.fields["territory"].queryset = Territory.objects.west_to_east()
        self.fields["starts_on"] = _day(_("From which day?"), today=today, initial=today)
        self.fields["ends_on"] = _day(_("Until which day? (optional)"), today=today, required=False)
        self.order_fields(self.field_order)

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    def rows(self) -> list[dict[str, str]]:
        said, until = self.cleaned_data, self.cleaned_data["ends_on"]
        rows = [
            (_("The person"), self.found().display_name),
            (_("Role"), str(said["role"].label)),
            (_("Employer"), said["organisation"].name if said["organisation"] else _("No employer")),
            (_("MRC"), said["territory"].name if said["territory"] else ""),
            (_("Profile"), said["profile"]),
            (_("First day"), dates.short(said["starts_on"])),
            (_("Last day"), dates.short(until) if until else _("Not set.")),
            (_("Why"), said["reason"]),
        ]
        return [{"label": label, "value": value} for label, value in rows if value]


class EndRoleForm(AccessibleForm, _ReasonMixin):
    field_of = {"dates": "on", "mandate_ended": "on"}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = _day(_("The last day"), today=today, initial=today)
        self.fields["on"].help_text = _("That day still counts.")
        self.order_fields(("on", "reason"))

    def rows(self) -> list[dict[str, str]]:
        said = self.cleaned_data
        return [
            {"label": _("Last day"), "value": dates.short(said["on"])},
            {"label": _("Why"), "value": said["reason"]},
        ]


class AppointForm(_PersonForm, _ReasonMixin):
    """Somebody for a seat of the Table; who holds it now leaves it the day before."""

    field_of = {"dates": "starts_on"}
    organisation = forms.ModelChoiceField(
        label=_("For which organisation? (optional)"),
        help_text=_("It is shown to everybody. The person's name is not."),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("None"),
    )
    profile = forms.CharField(
        label=_("Function (optional)"),
        help_text=_("Shown to everybody: « direction générale », « préfète »."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"class": "short"}),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.order_by("name", "pk")
        self.fields["starts_on"] = _day(_("From which day?"), today=today, initial=today)
        self.order_fields(("login", "organisation", "profile", "starts_on", "reason"))

    def rows(self) -> list[dict[str, str]]:
        said = self.cleaned_data
        rows = [
            (_("The person"), self.found().display_name),
            (_("Organisation"), said["organisation"].name if said["organisation"] else ""),
            (_("Function"), said["profile"]),
            (_("First day"), dates.short(said["starts_on"])),
            (_("Why"), said["reason"]),
        ]
        return [{"label": label, "value": value} for label, value in rows if value]
