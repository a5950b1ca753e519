"""What a person says in the welcome talk. No proof, no story, no birth date."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import AgeGroup
from accounts.models import Organisation, Territory
from common.forms import AccessibleForm


class Declaration(models.TextChoices):
    SITUATION = "situation", _("I recognise myself in the situation")
    TERRITORY = "mrc", _("I have my bearings in one of the eight MRC")
    NO_OTHER_ROLE = "role", _("I am neither support nor facilitation")


class Outcome(models.TextChoices):
    WELCOME = "bienvenue", _("Welcome: the person becomes a member")
    LATER = "plus-tard", _("We talk again")


class WelcomeForm(AccessibleForm):
    """The declarations are asked, never kept: only the MRC, the age group and the day of the welcome are."""

    said = forms.MultipleChoiceField(
        label=_("The person says it themself"),
        help_text=_("Tick what you heard."),
        choices=Declaration.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    age_group = forms.ChoiceField(
        label=_("Age group"),
        help_text=_("We never note the birth date."),
        required=False,
    )
    territory = forms.ModelChoiceField(
        label=_("MRC"),
        queryset=Territory.objects.none(),
        required=False,
        empty_label=_("Choose an MRC"),
    )
    referred_by = forms.ModelChoiceField(
        label=_("Which organisation refers the person?"),
        help_text=_("Its name only. Never a letter, never a reason."),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Choose an organisation"),
    )
    outcome = forms.ChoiceField(
        label=_("And now?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what comes now.")},
    )

    def __init__(
        self,
        *args: Any,
        min_age: int,
        voting_age: int,
        needs_reference: bool,
        residence_required: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.needs_reference, self.residence_required = needs_reference, residence_required
        if needs_reference:
            self.fields["referred_by"].queryset = Organisation.objects.order_by("name", "pk")
        else:
            del self.fields["referred_by"]
        if not residence_required:
            self.fields["said"].choices = [
                one for one in Declaration.choices if one[0] != Declaration.TERRITORY
            ]
        self.fields["territory"].queryset = Territory.objects.west_to_east()
        self.fields["age_group"].choices = [
            ("", _("Choose an age group")),
            *_age_groups(min_age=min_age, voting_age=voting_age),
        ]
        self.fields["said"].choice_hints = {
            Declaration.SITUATION: _("The person explains nothing more if they do not want to."),
            Declaration.TERRITORY: _("With or without an address."),
            Declaration.NO_OTHER_ROLE: _("If not, this is not the way in: choose « We talk again »."),
        }
        self.fields["outcome"].choice_hints = {
            Outcome.WELCOME: _(
                "They vote on what is announced from now on, if they are at least %(age)s years old."
            )
            % {"age": voting_age},
            Outcome.LATER: _("A question remains. Nothing is noted here."),
        }

    @property
    def is_later(self) -> bool:
        return self.cleaned_data["outcome"] == Outcome.LATER

    def clean(self) -> dict[str, Any]:
        """Talking again asks for nothing; welcoming asks for everything."""
        answers = super().clean() or {}
        if answers.get("outcome") != Outcome.WELCOME:
            return answers
        if len(answers.get("said", [])) < len(self.fields["said"].choices):
            self.add_error("said", _("The person says all of it. If not, choose « We talk again »."))
        if not answers.get("age_group") and "age_group" not in self.errors:
            self.add_error("age_group", _("Choose an age group."))
        if self.residence_required and not answers.get("territory") and "territory" not in self.errors:
            self.add_error("territory", _("Choose an MRC."))
        if self.needs_reference and not answers.get("referred_by") and "referred_by" not in self.errors:
            self.add_error("referred_by", _("Choose the organisation that refers the person."))
        return answers

    def rules(self) -> dict[str, Any]:
        """What the rules of the Espace ask of this talk, as the verb takes it."""
        return {
            "needs_reference": self.needs_reference,
            "referred_by": self.cleaned_data.get("referred_by"),
            "residence_required": self.residence_required,
        }

    def rows(self) -> list[dict[str, str]]:
        answers, groups = self.cleaned_data, dict(self.fields["age_group"].choices)
        return [
            {
                "label": _("They said"),
                "value": "\n".join(str(Declaration(one).label) for one in answers["said"]),
            },
            {"label": _("Age group"), "value": str(groups[answers["age_group"]])},
            {
                "label": _("MRC"),
                "value": answers["territory"].name if answers["territory"] else _("Not said."),
            },
            *self._reference(),
            {"label": _("And now?"), "value": str(Outcome(answers["outcome"]).label)},
        ]

    def _reference(self) -> list[dict[str, str]]:
        if not self.needs_reference:
            return []
        return [{"label": _("Referred by"), "value": self.cleaned_data["referred_by"].name}]


def _age_groups(*, min_age: int, voting_age: int) -> list[tuple[str, Any]]:
    """Only those old enough to take part; the youngest speak without voting, and the list says so."""
    voting = AgeGroup.surely_at_least(voting_age)
    silent = _("%(group)s: speaks, does not vote")
    return [
        (group, AgeGroup(group).label if group in voting else silent % {"group": AgeGroup(group).label})
        for group in AgeGroup.surely_at_least(min_age)
    ]
