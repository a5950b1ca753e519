"""Forms of the signatory and of the Table, in « vous ». Nothing here approves nor refuses an initiative."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from common.day_fields import DayField, PastDayField
from common.forms import AccessibleForm
from participation.enums import ResponseKind, ReviewResult
from participation.models import CalendarEvent
from participation.web.plain_help import begins_short

WORDS_OF_KIND = {
    ResponseKind.ACCEPTED: _("The Table does it, or has it done."),
    ResponseKind.PARTLY_ACCEPTED: _("One part yes, one part no."),
    ResponseKind.NOT_ACCEPTED: _("The Table will not do it."),
    ResponseKind.POSTPONED: _("The Table needs time. A new date is asked for."),
    ResponseKind.PASSED_ON: _("Another body must answer. Say which one."),
    ResponseKind.OUT_OF_REACH: _("The Table cannot do it. Say who can."),
}
NOT_AN_ANSWER = _("The Table cannot answer this way here. Choose one of the answers of the page.")


class ReviewForm(AccessibleForm):
    """The rules of the fund only. Never whether the idea is good. `version` is the one that was read."""

    field_of = {"result": "result", "plain_reason": "plain_reason", "rule_cited": "rule_cited"}
    result = forms.ChoiceField(
        label=_("What do the rules of the fund say?"),
        widget=forms.RadioSelect,
        choices=ReviewResult.choices,
        error_messages={
            "required": _("Choose one of the three answers, please."),
            "invalid_choice": _("Choose one of the three answers, please."),
        },
    )
    plain_reason = forms.CharField(
        label=_("The reason, in plain words"),
        help_text=_("It will be read aloud. Short sentences."),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "true"}),
        max_length=2000,
        required=False,
        validators=[begins_short],
    )
    rule_cited = forms.CharField(
        label=_("The rule of the fund"),
        help_text=_("Cite it. Without a rule, nobody can say « not eligible »."),
        max_length=200,
        required=False,
    )
    condition = forms.CharField(
        label=_("A condition, if there is one"),
        help_text=_("For example: keep a line for insurance."),
        max_length=200,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["result"].choice_hints = {
            ReviewResult.ELIGIBLE.value: _("The fund may pay for it."),
            ReviewResult.TO_ADJUST.value: _("Something to correct. Say what, and how."),
            ReviewResult.NOT_ELIGIBLE.value: _(
                "The fund cannot pay for it this way. The idea is not refused."
            ),
        }

    def clean(self):
        answers = super().clean() or {}
        result = answers.get("result")
        if result in (ReviewResult.TO_ADJUST, ReviewResult.NOT_ELIGIBLE) and not answers.get("plain_reason"):
            self.add_error("plain_reason", _("Please write the reason, in plain words."))
        if result == ReviewResult.NOT_ELIGIBLE and not answers.get("rule_cited"):
            self.add_error("rule_cited", _("Please cite the rule of the fund."))
        return answers


class RespondForm(AccessibleForm):
    """A reasoned answer to an opinion, a recommendation or an issue."""

    field_of = {
        "reason_missing": "reason",
        "plain_words_missing": "plain_words",
        "new_date_missing": "commitment_on",
        "owner_missing": "commitment_owner",
        "date_past": "commitment_on",
        "public_reason": "reason",
        "public_plain_words": "plain_words",
        "public_commitment_owner": "commitment_owner",
    }
    kind = forms.ChoiceField(
        label=_("What does the Table answer?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the Table's answer, please."), "invalid_choice": NOT_AN_ANSWER},
    )
    reason = forms.CharField(
        label=_("The reason"),
        help_text=_("Say who does what, and when. Without a reason, nothing is published."),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "true"}),
        max_length=4000,
        error_messages={"required": _("Please write the reason. Without a reason, nothing is published.")},
    )
    plain_words = forms.CharField(
        label=_("The answer in plain words"),
        help_text=_("Write as you would to a neighbour. One short sentence first."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "true"}),
        max_length=2000,
        validators=[begins_short],
        error_messages={"required": _("Please write the answer in plain words.")},
    )
    commitment_owner = forms.CharField(
        label=_("Who takes care of it?"),
        help_text=_("A seat or a body, never a person's name."),
        max_length=120,
        required=False,
    )
    commitment_on = DayField(label=_("By when?"), help_text=_("For example: 31 March 2027"), required=False)

    def __init__(self, *args, kinds: Iterable[ResponseKind], **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        field.choices = [(kind.value, kind.label) for kind in kinds]
        field.choice_hints = {kind.value: WORDS_OF_KIND[kind] for kind in kinds if kind in WORDS_OF_KIND}


class HelpForm(RespondForm):
    """A link or a lever on an initiative that the Espace approved: the kind is the page, not an answer."""

    def __init__(self, *args, kind: ResponseKind, **kwargs):
        super().__init__(*args, kinds=(), **kwargs)
        del self.fields["kind"]
        is_link = kind == ResponseKind.LINKAGE
        self.fields["reason"].label = (
            _("Which project would you link it to?") if is_link else _("Which other fund do you suggest?")
        )
        self.fields["reason"].help_text = _("Say with whom, and what it would bring.")


class ReferralAnswerForm(AccessibleForm):
    """What the MRC's resource answers on what was sent to its MRC."""

    field_of = {"plain_words": "plain_words", "public_plain_words": "plain_words"}
    plain_words = forms.CharField(
        label=_("The answer in plain words"),
        help_text=_("Say what the MRC does, and when. No name of a person."),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "true"}),
        max_length=2000,
        validators=[begins_short],
        error_messages={"required": _("Please write the answer in plain words.")},
    )


class DepositForm(AccessibleForm):
    """Which of the dates of the founding text, and the day it was done."""

    event = forms.ChoiceField(
        label=_("What was deposited?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what was deposited, please.")},
    )
    deposited_on = PastDayField(
        label=_("Which day was it deposited?"), help_text=_("For example: 31 March 2027")
    )

    def __init__(self, *args, events: Iterable[CalendarEvent], **kwargs):
        super().__init__(*args, **kwargs)
        self.by_slug = {one.slug: one for one in events}
        self.fields["event"].choices = [(slug, one.title) for slug, one in self.by_slug.items()]

    @property
    def chosen(self) -> CalendarEvent:
        return self.by_slug[self.cleaned_data["event"]]
