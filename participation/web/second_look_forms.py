"""Asking that an act be read again, and saying whether it was fair."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import AccessibleForm
from deliberation.enums import Opinion
from deliberation.rules.appeals import MAX_WORDS


class AskForm(AccessibleForm):
    mots = forms.CharField(
        label=_("What should they know? (optional)"),
        help_text=_("Those who read again will see these words, without your name."),
        required=False,
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def rows(self) -> list[dict[str, Any]]:
        return [{"label": _("Your words"), "value": self.cleaned_data["mots"] or _("Nothing to add")}]


class OpinionForm(AccessibleForm):
    avis = forms.ChoiceField(
        label=_("Was it fair?"),
        help_text=_("Your name is not shown with your answer."),
        choices=Opinion,
        widget=forms.RadioSelect,
    )

    def rows(self) -> list[dict[str, Any]]:
        return [{"label": _("Your opinion"), "value": Opinion(self.cleaned_data["avis"]).label}]
