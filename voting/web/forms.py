"""The ballot, the remark, the withdrawal and the paper desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from common.exceptions import Sentence
from common.forms import AccessibleForm
from voting.domain import recusing, remarks
from voting.enums import Choice
from voting.models import Vote

MOST_SHEETS = 25
CHOICE_HINTS = {
    Choice.FOR: _("I want it to be done."),
    Choice.FOR_WITH_RESERVATION: _("I want it to be done, with a reservation. It counts as a vote for."),
    Choice.AGAINST: _("I do not want it to be done like this."),
    Choice.ABSTAIN: _("I do not choose. My presence counts, that is all."),
}


class BallotForm(AccessibleForm):
    """One question, four answers of equal size, nothing ticked."""

    question = "choix"
    choix = forms.ChoiceField(choices=Choice, widget=forms.RadioSelect)

    def __init__(self, *args, vote: Vote, words: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["choix"]
        field.label = vote.question
        field.help_text = words
        field.choice_hints = CHOICE_HINTS


def answers() -> list[tuple[str, Sentence]]:
    """The four answers as the screen offers them: same order, same words; the paper ballot copies them."""
    return [(choice.label, CHOICE_HINTS[choice]) for choice in Choice]


class RemarkForm(AccessibleForm):
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
    """Field names are the stored choices."""

    pour = forms.IntegerField(label=Choice.FOR.label, min_value=0, max_value=100_000)
    pour_avec_reserve = forms.IntegerField(
        label=Choice.FOR_WITH_RESERVATION.label, min_value=0, max_value=100_000
    )
    contre = forms.IntegerField(label=Choice.AGAINST.label, min_value=0, max_value=100_000)
    je_passe = forms.IntegerField(label=Choice.ABSTAIN.label, min_value=0, max_value=100_000)
