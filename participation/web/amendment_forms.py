"""The forms of those who write a text together: a proposed change, a « no » with its reason, an invitation code."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import AccessibleForm
from participation.enums import AmendmentPart
from participation.models import OperatingRule, RuleChange
from participation.rules import amending
from participation.rules.rule_wording import words_of
from participation.web.rule_words import RuleChangeForm, RuleValueForm, typed


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


class AmendRuleForm(RuleValueForm):
    """Another value, or another reason, of a change of rule; and why. `part` came with the address."""

    words = forms.CharField(
        label=_("What do you propose?"),
        help_text=_("These are the words of today. Change what you want."),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "true"}),
        max_length=amending.MAX_WORDS_OF_RULE,
        error_messages={"required": _("Write the words you propose.")},
    )
    why = AmendForm.base_fields["why"]
    field_order = ("value", "words", "why")

    def __init__(self, *args, part: AmendmentPart, rule: OperatingRule, today: str, **kwargs):
        super().__init__(*args, rule=rule, **kwargs)
        self.fields["words"].initial = today
        unused = "words" if part == AmendmentPart.VALUE else "value"
        self.fields.pop(unused, None)

    @property
    def proposed(self) -> dict[str, Any]:
        """The value or the words, as the verb takes them."""
        name = "value" if "value" in self.fields else "words"
        return {name: self.cleaned_data[name]}

    @property
    def words_proposed(self) -> str:
        if "value" in self.fields:
            return words_of(self.rule, self.value)
        return self.cleaned_data["words"]


class RewordRuleForm(RuleChangeForm):
    """What is proposed and why, as they are today, and because of what they change."""

    because = forms.CharField(
        label=_("We changed it because…"),
        help_text=_("One sentence is enough. Everybody in the Espace reads it."),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "true"}),
        max_length=amending.MAX_REASON,
        error_messages={"required": _("Say why in one sentence.")},
    )
    field_order = ("value", "reason", "because")

    def __init__(self, *args, rule: OperatingRule, change: RuleChange, **kwargs):
        super().__init__(*args, rule=rule, **kwargs)
        self.kept = change.proposed_value
        self.fields["reason"].initial = change.reason
        if "value" in self.fields:
            self.fields["value"].initial = typed(rule, self.kept)

    def clean_value(self) -> Any:
        """A value left as it was is not rounded to what was typed: « 1 in 3 » is read as 33."""
        if self.cleaned_data["value"] == typed(self.rule, self.kept):
            return self.kept
        return super().clean_value()

    @property
    def wording(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in ("reason", "because")}
        return {"value": self.value, **said}


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
