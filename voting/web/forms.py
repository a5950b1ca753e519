"""The ballot, the remark, the withdrawal and the paper desk."""

from collections import Counter

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from common.exceptions import Sentence
from common.forms import AccessibleForm
from common.looked import LookedForm
from voting.domain import recusing, remarks
from voting.enums import Choice
from voting.models import Vote
from voting.rules import paper_ballots

MOST_SHEETS = 25
CHOICE_HINTS = {
    Choice.FOR: _("I want it to be done."),
    Choice.FOR_WITH_RESERVATION: _("I want it to be done, with a reservation. It counts as a vote for."),
    Choice.AGAINST: _("I do not want it to be done like this."),
    Choice.ABSTAIN: _("I do not choose. My presence counts, that is all."),
}


class BallotForm(AccessibleForm):
    """One question, its answers of equal size, nothing ticked."""

    question = "choix"

    def __init__(self, *args, vote: Vote, words: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        offered = [(option.value, option.label) for option in vote.options.order_by("position")]
        if vote.is_for_or_against:
            field: forms.Field = forms.ChoiceField(choices=offered, widget=forms.RadioSelect)
            field.choice_hints = CHOICE_HINTS
        else:
            field = forms.MultipleChoiceField(
                choices=offered, widget=forms.CheckboxSelectMultiple, required=False
            )
            most = _("Choose up to %(most)d. To pass, choose nothing.") % {"most": vote.most_choices}
            words = f"{most} {words}".strip()
        field.label, field.help_text = vote.question, words
        self.fields["choix"], self.most = field, vote.most_choices

    def clean_choix(self):
        chosen = self.cleaned_data["choix"]
        if isinstance(chosen, list) and len(chosen) > self.most:
            raise forms.ValidationError(_("Choose %(most)d answers at most.") % {"most": self.most})
        return chosen

    @property
    def chosen(self) -> list[str]:
        chosen = self.cleaned_data["choix"]
        return chosen if isinstance(chosen, list) else [chosen]


def answers(vote: Vote) -> list[tuple[str, Sentence]]:
    """The answers as the screen offers them: same order, same words; the paper ballot copies them."""
    return [
        (option.label, CHOICE_HINTS.get(option.value, "")) for option in vote.options.order_by("position")
    ]


class RemarkForm(LookedForm):
    looked = ("remarque",)
    remarque = forms.CharField(
        label=_("A remark for the minutes?"),
        help_text=_("Without a name. Everyone is offered this. It is kept apart, without a link to you."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=remarks.REMARK_MAX,
        error_messages={"required": _("Write at least one sentence.")},
    )


class RecuseForm(AccessibleForm):
    raison = forms.CharField(
        label=_("Why do you step back?"),
        help_text=_("For example: I work there, or I sit on its board."),
        max_length=recusing.REASON_MAX,
        error_messages={"required": _("Write the reason in a few words.")},
    )


class _RollChoice(forms.ModelChoiceField):
    def label_from_instance(self, person: Person) -> str:
        return (
            f"{person.display_name} ({person.territory_name})"
            if person.territory_name
            else person.display_name
        )


class PaperForm(AccessibleForm):
    personne = _RollChoice(
        queryset=Person.objects.none(),
        label=_("Whose envelope do you receive?"),
        empty_label=_("Choose a name"),
    )
    talon = forms.CharField(
        label=_("The number of the stub"),
        help_text=_("Seven digits, on the part that the person keeps. It is kept apart from the name."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Copy the seven digits of the stub.")},
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["personne"].queryset = people


class PostForForm(AccessibleForm):
    """Whoever phones or comes asks facilitation, who notes it."""

    personne = _RollChoice(
        queryset=Person.objects.none(),
        label=_("Who asks for a ballot by mail?"),
        help_text=_("Only if they asked. They read in their journal that you noted it."),
        empty_label=_("Choose a name"),
        error_messages={"required": _("Choose a name.")},
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["personne"].queryset = people


class PaperBallotsForm(AccessibleForm):
    """How many sheets to print; asked in the address, so that the page can be opened again."""

    combien = forms.IntegerField(label=_("How many ballots?"), min_value=1, max_value=MOST_SHEETS, initial=1)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field, most = self.fields["combien"], {"most": MOST_SHEETS}
        field.help_text = _("From 1 to %(most)s. One sheet per person.") % most
        sentence = _("Write a number from 1 to %(most)s.") % most
        field.error_messages |= dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence)


class PaperCountForm(AccessibleForm):
    """For or against: how many ballots an answer. Among several: what is ticked on each ballot, one after the other."""

    def __init__(self, *args, vote: Vote, ballots: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_for_or_against, self.ballots = vote.is_for_or_against, ballots
        offered = [(option.value, option.label) for option in vote.options.order_by("position")]
        if self.is_for_or_against:
            for value, label in offered:
                self.fields[value] = forms.IntegerField(label=label, min_value=0, max_value=100_000)
        else:
            for number in range(1, ballots + 1):
                self.fields[f"bulletin_{number}"] = forms.MultipleChoiceField(
                    label=_("Ballot %(number)d") % {"number": number},
                    choices=offered,
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                )

    @property
    def counts(self) -> dict[str, int]:
        """How many ballots by what is ticked."""
        if self.is_for_or_against:
            return dict(self.cleaned_data)
        ticked = (
            paper_ballots.ticked(self.cleaned_data[f"bulletin_{number}"])
            for number in range(1, self.ballots + 1)
        )
        return dict(Counter(ticked))
