"""Forms about what the Table committed to, in « vous », and about what it asks back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.day_fields import DayField
from common.forms import AccessibleForm


class KeptForm(AccessibleForm):
    """The Table says it is done."""

    field_of = {"public_words": "words"}
    words = forms.CharField(
        label=_("What was done, in one or two sentences"),
        help_text=_("Say where people can see it. You may leave it empty."),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "true"}),
        max_length=500,
        required=False,
    )


class NewDateForm(AccessibleForm):
    field_of = {"date_past": "due_on", "reason_missing": "reason", "public_reason": "reason"}
    due_on = DayField(
        label=_("The new date"),
        help_text=_("For example: 31 March 2027"),
        error_messages={"required": _("Please write the new date.")},
    )
    reason = forms.CharField(
        label=_("Why does the date change?"),
        help_text=_("Everybody reads it. The first date stays visible."),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "true"}),
        max_length=500,
        error_messages={"required": _("Please write why the date changes.")},
    )


class QuestionForm(AccessibleForm):
    """A question of the Table to the Espace."""

    field_of = {"words_missing": "words", "public_words": "words"}
    words = forms.CharField(
        label=_("Your question to the Espace"),
        help_text=_("Everybody reads it. Facilitation answers after the Espace has talked about it."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "true"}),
        max_length=500,
        error_messages={"required": _("Please write your question.")},
    )


class EspaceAnswerForm(AccessibleForm):
    words = forms.CharField(
        label=_("The Espace's answer"),
        help_text=_("No name, the MRC only. Everybody reads it, and it stays."),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "true"}),
        max_length=1000,
        error_messages={"required": _("Please write the Espace's answer.")},
    )

    def add_error(self, field, error):
        """Every refusal of the verb is about the only words there are."""
        super().add_error(field or "words", error)
