"""The forms of the people who keep a vote going: seasons, scrutineers, acts of two people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Person
from common.day_fields import DayField
from common.forms import AccessibleForm
from voting.domain import joint_acts
from voting.enums import ContestFinding
from voting.rules import contesting

DAY = {"required": _("Write a day.")}


class SeasonForm(AccessibleForm):
    field_of = {
        "name_missing": "name",
        "name_taken": "name",
        "ends_before_start": "ends_on",
        "seasons_overlap": "starts_on",
    }
    name = forms.CharField(
        label=_("The name of the season"),
        help_text=_("For example: 2026-2027"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
        error_messages={"required": _("Write the name of the season.")},
    )
    starts_on = DayField(
        label=_("Its first day"), help_text=_("For example: 1 September 2026"), error_messages=DAY
    )
    ends_on = DayField(label=_("Its last day"), error_messages=DAY)


class _Named(forms.ModelChoiceField):
    def label_from_instance(self, person: Person) -> str:
        return person.display_name


class ScrutineerForm(AccessibleForm):
    field_of = {
        "keeper_is_own": "keeper",
        "keeper_holds_two": "keeper",
        "runs_the_server": "keeper",
        "organisation_twice": "person",
        "not_a_scrutineer": "person",
    }
    person = _Named(
        queryset=Person.objects.none(),
        label=_("Who keeps a phrase?"),
        help_text=_("Only people who hold the role of scrutineer are listed."),
        empty_label=_("Choose a name"),
        error_messages={"required": _("Choose a name.")},
    )
    keeper = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label=_("Which other organisation keeps the sealed sheet?"),
        help_text=_("One organisation never holds two keys."),
        empty_label=_("Choose an organisation"),
        error_messages={"required": _("Choose an organisation.")},
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.fields["keeper"].queryset = Organisation.objects.order_by("name", "pk")


class ReasonForm(AccessibleForm):
    field_of = {"reason_missing": "reason", "reason_too_long": "reason"}
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Everyone will read it. Name nobody."),
        max_length=joint_acts.REASON_MAX,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "true"}),
        error_messages={"required": _("Write the reason in a few words.")},
    )


class ContestForm(AccessibleForm):
    """Why somebody thinks that the result may be wrong."""

    reason = forms.CharField(
        label=_("What do you think is wrong?"),
        help_text=_("Only the people who look into it read this."),
        max_length=contesting.REASON_MAX,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "true"}),
        error_messages={"required": _("Write it in a few words.")},
    )


class NoteContestForm(ContestForm):
    """The same, said by phone or in person to facilitation."""

    person = _Named(
        queryset=Person.objects.none(),
        label=_("Who contests the vote?"),
        help_text=_("They read in their journal that you wrote it down."),
        empty_label=_("Choose a name"),
        error_messages={"required": _("Choose a name.")},
    )
    field_order = ("person", "reason")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class ContestAnswerForm(AccessibleForm):
    finding = forms.ChoiceField(
        label=_("What did you find?"),
        choices=ContestFinding.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what you found.")},
    )
    answer = forms.CharField(
        label=_("What you looked at, in plain words"),
        help_text=_("Everyone will read it. Name nobody."),
        max_length=contesting.ANSWER_MAX,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "true"}),
        error_messages={"required": _("Write it in a few words.")},
    )
