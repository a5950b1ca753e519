"""Forms of the dates to come: facilitation's in « tu », the secretary's in « vous »."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.day_fields import DayField
from common.forms import AccessibleForm
from participation.enums import DateChangeKind, DateKind
from participation.rules import planning as rules

FIELD_OF = {
    "unknown_kind": "kind",
    "title_missing": "title",
    "public_title": "title",
    "day_over": "starts_on",
    "already_there": "starts_on",
    "period_too_close": "starts_on",
    "another_period": "starts_on",
    "last_day_missing": "ends_on",
    "ends_before_it_starts": "ends_on",
    "period_too_short": "ends_on",
}
DAY_HINT = _("For example: 31 March 2027")


class PlanForm(AccessibleForm):
    """A date of the Espace."""

    field_of = FIELD_OF
    kind = forms.ChoiceField(
        label=_("What is it?"),
        widget=forms.RadioSelect,
        choices=[(kind.value, kind.label) for kind in rules.OF_THE_ESPACE],
        error_messages={
            "required": _("Choose one of the answers."),
            "invalid_choice": _("Choose one of the answers."),
        },
    )
    title = forms.CharField(
        label=_("A short title"),
        help_text=_("Everybody reads it. Say the place, and no name."),
        max_length=160,
        error_messages={"required": _("Write a title.")},
    )
    starts_on = DayField(
        label=_("Which day, or from which day?"),
        help_text=DAY_HINT,
        error_messages={"required": _("Write the day.")},
    )
    ends_on = DayField(
        label=_("The last day to vote"), help_text=_("Only for a period to vote."), required=False
    )

    def clean(self):
        """A last day is for a period to vote only."""
        answers = super().clean() or {}
        if answers.get("ends_on") and answers.get("kind") not in (None, DateKind.VOTING):
            self.add_error("ends_on", _("Leave it empty: a meeting lasts one day."))
        return answers


class ChangeDateForm(AccessibleForm):
    """What becomes of one date."""

    field_of = {
        "unknown_kind": "kind",
        "day_missing": "starts_on",
        "day_over": "starts_on",
        "same_day": "starts_on",
        "already_there": "starts_on",
        "reason_missing": "reason",
        "public_reason": "reason",
    }
    kind = forms.ChoiceField(
        label=_("What changes?"),
        widget=forms.RadioSelect,
        choices=[(kind.value, kind.label) for kind in DateChangeKind],
        error_messages={
            "required": _("Choose one of the answers."),
            "invalid_choice": _("Choose one of the answers."),
        },
    )
    starts_on = DayField(
        label=_("The new day"), help_text=_("Leave it empty if it is cancelled."), required=False
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Everybody reads it. Say no name."),
        max_length=300,
        error_messages={"required": _("Write why.")},
    )


class TableMeetingForm(AccessibleForm):
    """The day of a meeting of the Table."""

    field_of = {**FIELD_OF, **dict.fromkeys(("title_missing", "public_title"), "title")}
    title = forms.CharField(
        label=_("A short title"),
        help_text=_("For example: Winter meeting of the Table"),
        max_length=160,
        error_messages={"required": _("Please write a title.")},
    )
    starts_on = DayField(
        label=_("Which day does the Table meet?"),
        help_text=DAY_HINT,
        error_messages={"required": _("Please write the day.")},
    )
