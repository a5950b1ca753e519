"""Flagging a text, and what facilitation answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import AccessibleForm
from deliberation.enums import FlagOutcome
from participation.rules.text_flags import REASONS


class TextFlagForm(AccessibleForm):
    raison = forms.ChoiceField(
        label=_("What is wrong with this text?"),
        help_text=_("Facilitation will read it. The other members do not see that it is you."),
        choices=[(reason.value, reason.label) for reason in REASONS],
        widget=forms.RadioSelect,
    )


class HandleForm(AccessibleForm):
    geste = forms.ChoiceField(
        label=_("You have read it. What do you do?"),
        choices=[
            (FlagOutcome.UNFOUNDED.value, _("Leave it as it is")),
            (FlagOutcome.CALLED.value, _("I called the person")),
            (FlagOutcome.FOUNDED.value, _("I did what was needed, on its page")),
        ],
        widget=forms.RadioSelect,
    )
