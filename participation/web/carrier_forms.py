"""Forms of the third gate, in « vous »: the carrier's report, and the signatory's answer to it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import AccessibleForm
from participation.domain.agreements import FINAL, MID_TERM
from participation.enums import ReportConformity
from participation.web.plain_help import begins_short


class NothingToWriteForm(AccessibleForm):
    """A page that only asks whether it is so; a refusal of the verb is shown on it."""


class ReportForm(AccessibleForm):
    field_of = {
        "unknown_kind": "kind",
        "spent_negative": "spent_dollars",
        "people_negative": "people_reached",
        "results_missing": "plain_results",
    }
    kind = forms.ChoiceField(
        label=_("Which report is it?"),
        widget=forms.RadioSelect,
        choices=((MID_TERM, _("Halfway")), (FINAL, _("At the end"))),
        error_messages={"required": _("Choose which report it is, please.")},
    )
    people_reached = forms.IntegerField(
        label=_("How many people were reached?"),
        help_text=_("People reached directly. Count each person once."),
        min_value=0,
        max_value=1_000_000,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={"required": _("Please write a number, even 0.")},
    )
    spent_dollars = forms.IntegerField(
        label=_("How much money of the fund is spent?"),
        help_text=_("In dollars, without cents. Count from the beginning."),
        min_value=0,
        max_value=1_000_000_000,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={"required": _("Please write an amount, even 0.")},
    )
    plain_results = forms.CharField(
        label=_("What did it change, in plain words?"),
        help_text=_("Short sentences. Name nobody. Say also what did not work."),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "true"}),
        max_length=2000,
        validators=[begins_short],
        error_messages={"required": _("Please write at least one sentence.")},
    )


class ReportAnswerForm(AccessibleForm):
    """The signatory's: whether the report is whole. It does not judge the initiative."""

    field_of = {"unknown_conformity": "conformity", "correction_missing": "correction"}
    conformity = forms.ChoiceField(
        label=_("Is the report whole?"),
        widget=forms.RadioSelect,
        choices=(
            (ReportConformity.CONFORM.value, _("Yes, the report is whole")),
            (ReportConformity.TO_CORRECT.value, _("Something must be corrected")),
        ),
        error_messages={"required": _("Choose one of the two answers, please.")},
    )
    correction = forms.CharField(
        label=_("What must be corrected?"),
        help_text=_("Only if something is missing. One plain sentence."),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "true"}),
        max_length=200,
        required=False,
    )
