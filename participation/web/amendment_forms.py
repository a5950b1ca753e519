"""The forms of those who write a text together: a proposed change, a « no » with its reason, an invitation code."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import AccessibleForm
from participation.enums import AmendmentPart
from participation.rules import amending


class AmendForm(AccessibleForm):
    """`part` came with the address; the words of today are already there when the part is text."""

    words = forms.CharField(
        label=_("What do you propose?"),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "true"}),
        max_length=amending.MAX_WORDS,
        error_messages={"required": _("Write the words you propose.")},
    )
    why = forms.CharField(
        label=_("Why?"),
        help_text=_("One sentence is enough. Everybody in the Espace reads it."),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "true"}),
        max_length=amending.MAX_REASON,
        error_messages={"required": _("Say why in one sentence.")},
    )

    def __init__(self, *args, part: AmendmentPart, today: str, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["words"]
        if not amending.is_text(part):
            field.help_text = _("Say in your words what should change.")
            return
        field.initial = today
        field.help_text = _("These are the words of today. Change what you want.")
        if part == AmendmentPart.AIMS:
            field.help_text = _("These are the words of today, one thing per line. Change what you want.")
        if part == AmendmentPart.TITLE:
            field.widget.attrs["rows"] = 2


class DeclineForm(AccessibleForm):
    reason = forms.CharField(
        label=_("Why not?"),
        help_text=_("Say it simply. Whoever proposed it reads it, and the Espace too."),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "true"}),
        max_length=amending.MAX_REASON,
        error_messages={"required": _("Say why in one sentence.")},
    )


class CodeForm(AccessibleForm):
    code = forms.CharField(
        label=_("Your invitation code"),
        help_text=_("9 digits, for example 482 917 365."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
        max_length=20,
        error_messages={"required": _("Write the 9 digits of your code.")},
    )
