"""The form of a vote to practise."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.exceptions import BadInput
from participation.rules import trial_votes as rules
from participation.web.staff_forms import VoteForm, area
from voting.rules import answers as answer_rules


class TrialVoteForm(VoteForm):
    field_of = VoteForm.field_of | {"answers": "among", "most": "most_choices"}
    among = forms.CharField(
        label=_("The answers, one per line"),
        help_text=_("From 2 to 10. For example: apples, cheese, muffins."),
        widget=area(5),
        max_length=1400,
        error_messages={"required": _("Write from 2 to 10 answers, one per line.")},
    )
    most_choices = forms.IntegerField(
        label=_("How many answers may one choose?"),
        help_text=_("One at least, and fewer than there are answers."),
        initial=1,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={"required": _("Write a number.")},
    )
    field_order = ("question", "among", "most_choices")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, asks_question=True, asks_kind=False, **kwargs)
        self.fields["question"].help_text = _("One sentence.")

    def clean_among(self) -> str:
        lines = [line.strip() for line in self.cleaned_data["among"].splitlines() if line.strip()]
        if len(lines) > rules.MOST:
            raise forms.ValidationError(_("Write from 2 to 10 answers, one per line."))
        return "\n".join(lines)

    def clean(self):
        answers = super().clean() or {}
        if "among" in answers and "most_choices" in answers:
            try:
                answer_rules.check_answers(answers["among"].splitlines(), most=answers["most_choices"])
            except BadInput as refusal:
                self.add_error(self.field_of[refusal.code], str(refusal.sentence))
        return answers

    @property
    def answers(self) -> dict:
        given = self.cleaned_data
        names = ("question", "most_choices", "opens_at", "closes_at")
        return {name: given[name] for name in names} | {"among": given["among"].splitlines()}
