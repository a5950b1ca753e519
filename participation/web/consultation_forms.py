"""Forms about what the Table asks the Espace: the secretary's in « vous », facilitation's in « tu »."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.day_fields import DayField
from common.forms import AccessibleForm
from participation.enums import ConsultationKind
from participation.web.plain_help import begins_short

WORDS_OF_KIND = {
    ConsultationKind.QUESTION: _("You would like to know what people live."),
    ConsultationKind.PRIORITIES: _("What should come first in the region?"),
    ConsultationKind.PLAN: _("What is missing from the plan, or should change?"),
}


class ConsultationForm(AccessibleForm):
    """What the Table asks, and by when."""

    field_of = {
        "title_missing": "title",
        "title_too_long": "title",
        "words_missing": "words",
        "public_title": "title",
        "public_words": "words",
        "date_too_soon": "wished_on",
    }
    kind = forms.ChoiceField(
        label=_("What do you ask the Espace for?"),
        widget=forms.RadioSelect,
        choices=ConsultationKind.choices,
        error_messages={
            "required": _("Please choose what you ask for."),
            "invalid_choice": _("Please choose what you ask for."),
        },
    )
    title = forms.CharField(
        label=_("A short title"),
        help_text=_("For example: Getting around without a car"),
        max_length=160,
        error_messages={"required": _("Please write a title.")},
    )
    words = forms.CharField(
        label=_("Your question, in plain words"),
        help_text=_("One short sentence first. Say what you will do with the answer."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "true"}),
        max_length=1500,
        validators=[begins_short],
        error_messages={"required": _("Please write your question.")},
    )
    wished_on = DayField(
        label=_("By when do you hope for the answer?"),
        help_text=_("For example: 31 March 2027"),
        error_messages={"required": _("Please write the day.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choice_hints = {kind.value: words for kind, words in WORDS_OF_KIND.items()}


class DeclineForm(AccessibleForm):
    """Why the Espace will not answer: public."""

    reason = forms.CharField(
        label=_("Why does the Espace not answer?"),
        help_text=_("Everybody reads it, the Table too. No name."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "true"}),
        max_length=500,
        error_messages={"required": _("Write why the Espace does not answer.")},
    )

    def add_error(self, field, error):
        """Every refusal of the verb is about the only words there are."""
        super().add_error(field or "reason", error)
