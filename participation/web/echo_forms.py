"""The form of a citizen who asks the Table again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import AccessibleForm


class AskAgainForm(AccessibleForm):
    words = forms.CharField(
        label=_("What is missing in the Table's answer?"),
        help_text=_("No name, the MRC only. Another citizen reads it before it leaves."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "true"}),
        max_length=1500,
        error_messages={"required": _("Write what is missing.")},
    )

    def add_error(self, field, error):
        """Every refusal of the verb is about the only words there are."""
        super().add_error(field or "words", error)
