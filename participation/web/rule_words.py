"""The groups of the page of the rules, and the form that fits each value."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.day_fields import DayField
from common.forms import AccessibleForm
from participation.models import OperatingRule
from participation.rules.defaults import ADOPTION
from participation.rules.rule_wording import words_of

MEMBERS = [
    "membership_mode",
    "admission_rule",
    "residence_required",
    "min_voting_age",
    "min_participation_age",
    "role_exclusif",
    "mandate_months",
    "alternates",
    "default_display",
    "show_municipality",
    "retention_months",
]
DELIBERATE = [
    "issue_min_concerns",
    "initiative_min_supporters",
    "min_deliberation_days",
    "regional_scope_rule",
    "moderation_mode",
    "moderation_delay_hours",
    "appeal_panel_citizens",
    "fil_hours",
    "meetings_per_year",
]
TABLE = [
    "table_accepts_clock_on",
    "response_rule_days_after_meeting",
    "reasoned_response_required",
    "spokespersons",
    "spokesperson_months",
    "spokesperson_terms",
    "transmission_vote_required",
    "small_group_floor",
]
SUPPORT = [
    "support_profiles",
    "reserved_share_new",
    "renewal_consensus_groups",
    "compensation_mode",
    "expenses_advanced",
    "carrier_followup",
]
GROUPS = (
    ("membres", gettext_lazy("Taking part"), MEMBERS),
    ("discuter", gettext_lazy("Discussing"), DELIBERATE),
    ("voter", gettext_lazy("Voting"), None),
    ("table", gettext_lazy("The Table"), TABLE),
    ("soutien", gettext_lazy("Support and money"), SUPPORT),
)
YES, NO = "oui", "non"


def group_of(key: str) -> str:
    for slug, _label, keys in GROUPS:
        if keys and key in keys:
            return slug
    return "voter"


class RuleValueForm(AccessibleForm):
    """Another value for one rule, typed the way the rule is read. Adopting them all has one answer: as they are."""

    def __init__(self, *args, rule: OperatingRule, **kwargs):
        self.rule = rule
        super().__init__(*args, **kwargs)
        if rule.key != ADOPTION:
            self.fields["value"] = _field_of(rule)
        self.order_fields(self.field_order)

    @property
    def value(self) -> Any:
        """What is proposed, once the form is right."""
        return self.cleaned_data.get("value", True)

    def clean_value(self) -> Any:
        return _stored(self.rule, self.cleaned_data["value"])


class RuleChangeForm(RuleValueForm):
    """Another value for one rule, typed the way the rule is read, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Why change it?"),
        help_text=gettext_lazy("One sentence is enough."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "true"}),
        max_length=1000,
        error_messages={"required": gettext_lazy("Write at least one sentence.")},
    )
    field_order = ("value", "reason")

    def __init__(self, *args, rule: OperatingRule, **kwargs):
        super().__init__(*args, rule=rule, **kwargs)
        if rule.key == ADOPTION:
            self.fields["reason"].label = _("Why adopt them now?")


def _field_of(rule: OperatingRule) -> forms.Field:
    label = gettext_lazy("What you propose")
    missing = {
        "required": gettext_lazy("Write what you propose."),
        "invalid_choice": gettext_lazy("Choose one of the answers."),
    }
    if rule.options:
        choices = [(str(n), words_of(rule, _option(one))) for n, one in enumerate(rule.options)]
        return forms.ChoiceField(
            label=label, widget=forms.RadioSelect, choices=choices, error_messages=missing
        )
    if isinstance(rule.value, bool):
        choices = [(YES, _("yes")), (NO, _("no"))]
        return forms.ChoiceField(
            label=label, widget=forms.RadioSelect, choices=choices, error_messages=missing
        )
    short = forms.TextInput(attrs={"class": "short", "inputmode": "numeric"})
    number = gettext_lazy("Write a whole number.")
    if rule.is_share:
        hint = gettext_lazy("A percentage, from 0 to 100.")
        errors = {**missing, "invalid": number}
        return forms.IntegerField(
            label=label, help_text=hint, widget=short, min_value=0, max_value=100, error_messages=errors
        )
    if isinstance(rule.value, int):
        errors = {**missing, "invalid": number}
        return forms.IntegerField(
            label=label,
            help_text=gettext_lazy("In: %(unit)s") % {"unit": rule.unit} if rule.unit else "",
            widget=short,
            max_value=1_000_000,
            error_messages=errors,
        )
    if rule.key.endswith("_on"):
        hint = gettext_lazy("For example: 31 March 2027")
        return DayField(label=label, help_text=hint, error_messages=missing)
    if isinstance(rule.value, list):
        hint = gettext_lazy("One thing per line.")
        area = forms.Textarea(attrs={"rows": 5})
        return forms.CharField(
            label=label, help_text=hint, widget=area, max_length=1000, error_messages=missing
        )
    return forms.CharField(label=label, max_length=200, error_messages=missing)


def _option(one: Any) -> Any:
    return one["value"] if isinstance(one, dict) else one


def _stored(rule: OperatingRule, typed: Any) -> Any:
    if rule.options:
        return _option(rule.options[int(typed)])
    if isinstance(rule.value, bool):
        return typed == YES
    if rule.is_share:
        return {"num": typed, "den": 100}
    if isinstance(typed, datetime.date):
        return typed.isoformat()
    if isinstance(rule.value, list):
        return [line.strip() for line in typed.splitlines() if line.strip()]
    return typed


def typed(rule: OperatingRule, value: Any) -> Any:
    """A value as `_field_of` has it typed: the opposite of `_stored`."""
    if rule.options:
        return next((str(n) for n, one in enumerate(rule.options) if _option(one) == value), None)
    if isinstance(rule.value, bool):
        return YES if value else NO
    if rule.is_share:
        return value["num"] * 100 // value["den"] if isinstance(value, dict) else None
    if isinstance(rule.value, list):
        return "\n".join(value)
    return value
