"""The second step: a code to type."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.exceptions import Refused
from common.forms import AccessibleForm

# In clear: it serves once, within half a minute, and a mistake must be seen.
CODE = {"class": "short", "inputmode": "numeric", "autocomplete": "one-time-code"}


class CodeForm(AccessibleForm):
    """The code of the application, or a recovery code."""

    question = "code"
    code = forms.CharField(
        label=_("Your code of the moment?"),
        help_text=_("The 6 digits that your application shows now. Or a recovery code: 10 digits."),
        max_length=40,
        error_messages={"required": _("Write the code.")},
        widget=forms.TextInput(attrs=CODE),
    )

    def add_refusal(self, refusal: Refused) -> None:
        self.add_error("code", str(refusal.sentence))


class FirstCodeForm(AccessibleForm):
    """The first code of a new application."""

    code = forms.CharField(
        label=_("The 6 digits that the application shows"),
        help_text=_("They change every 30 seconds."),
        max_length=40,
        error_messages={"required": _("Write the code.")},
        widget=forms.TextInput(attrs=CODE),
    )

    def add_refusal(self, refusal: Refused) -> None:
        self.add_error("code", str(refusal.sentence))


class LostStepForm(AccessibleForm):
    """Why a second step is taken away."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("In a few words: a lost phone, a new device. The person reads it."),
        max_length=200,
        error_messages={"required": _("Write why, in a few words.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
