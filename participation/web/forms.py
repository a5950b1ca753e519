"""Citizens' forms: one question per page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Territory
from common.forms import AccessibleForm
from participation.enums import Readers, Theme

NO_FIXED_PLACE = "0"

# The few subjects a person chooses from; facilitation may be more precise afterwards.
SUBJECTS = (
    (Theme.TRANSPORT, _("Transport"), ""),
    (Theme.HOUSING, _("Housing"), ""),
    (Theme.FOOD, _("Eating"), ""),
    (Theme.HEATING, _("Heating"), ""),
    (Theme.HEALTH, _("Health"), _("Body, mind, teeth")),
    (Theme.INCOME, _("Work and income"), ""),
    (Theme.SCHOOL, _("School"), ""),
    (Theme.SERVICES, _("Help and services"), _("Counters, forms, Internet")),
    (Theme.OTHER, _("Something else, or I don't know"), _("Somebody chooses with you")),
)


class WordsForm(AccessibleForm):
    question = "text"
    text = forms.CharField(
        label=_("What are you living?"),
        help_text=_(
            "Say it in your own words. Mistakes do not matter. Speak of yourself, without naming other people."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "true"}),
        max_length=6000,
        error_messages={"required": _("Write at least one sentence.")},
    )


class TitleForm(AccessibleForm):
    question = "title"
    title = forms.CharField(
        label=_("A few words as a title"),
        help_text=_("It is shown above your text. We took your first words."),
        max_length=120,
        error_messages={"required": _("Write a few words.")},
    )


class ThemeForm(AccessibleForm):
    question = "theme"
    theme = forms.ChoiceField(
        label=_("What is it about?"),
        help_text=_("Choose what looks most like it."),
        widget=forms.RadioSelect,
        choices=[(value, label) for value, label, _hint in SUBJECTS],
        error_messages={"required": _("Choose a subject, or « Something else ».")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].choice_hints = {value.value: hint for value, _label, hint in SUBJECTS if hint}


class PlaceForm(AccessibleForm):
    question = "place"
    place = forms.ChoiceField(
        label=_("In which MRC do you have your bearings?"),
        help_text=_("We show the MRC, never the town. From west to east."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose your MRC, or « I have no fixed address ».")},
    )

    def __init__(self, *args, territories: list[Territory], **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        field.choices = [(str(place.pk), place.name) for place in territories] + [
            (NO_FIXED_PLACE, _("I have no fixed address"))
        ]
        field.choice_hints = {NO_FIXED_PLACE: _("Choose where you have your bearings, or leave it so.")}


class ReadersForm(AccessibleForm):
    question = "readers"
    readers = forms.ChoiceField(
        label=_("Who may read your text?"),
        help_text=_("You may change your mind as long as it is not sent to the Table."),
        widget=forms.RadioSelect,
        choices=[
            (Readers.FACILITATION, _("Facilitation only")),
            (Readers.MEMBERS, _("The members of the Espace")),
            (Readers.TABLE, _("The members, then the Table")),
        ],
        error_messages={"required": _("Choose who may read it.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["readers"].choice_hints = {
            Readers.FACILITATION.value: _(
                "Facilitation reads it and answers you here. Nothing is published."
            ),
            Readers.MEMBERS.value: _("With your borrowed name and your MRC. Others may answer you."),
            Readers.TABLE.value: _("The Table reads your words without your name."),
        }


class ReasonForm(AccessibleForm):
    """One plain reason, for a citizen's act that deserves one."""

    question = "reason"
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("One sentence is enough."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
        error_messages={"required": _("Write at least one sentence.")},
    )
