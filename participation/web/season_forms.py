"""The form by which facilitation puts several shared issues to the vote."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from common.exceptions import BadInput
from participation.models import Issue
from participation.rules import season_votes as rules
from participation.web.staff_forms import VoteForm
from voting.rules import answers as answer_rules


class SeasonVoteForm(VoteForm):
    field_of = VoteForm.field_of | {
        "issues": "issues",
        "answers": "issues",
        "already_in_a_vote": "issues",
        "most": "most_choices",
    }
    issues = forms.MultipleChoiceField(
        label=_("Among which issues do we choose?"),
        help_text=_("From 2 to 10 shared issues."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": rules.HOW_MANY, "invalid_choice": rules.NOT_SHARED},
    )
    most_choices = forms.IntegerField(
        label=_("How many issues may one choose?"),
        help_text=_("One at least, and fewer than there are issues."),
        initial=1,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={"required": _("Write a number.")},
    )
    field_order = ("question", "issues", "most_choices")

    def __init__(self, *args, among: Iterable[Issue], **kwargs):
        super().__init__(*args, asks_question=True, asks_kind=True, **kwargs)
        self.fields["question"].help_text = _("One sentence.")
        self.by_key = {str(issue.pk): issue for issue in among}
        self.fields["issues"].choices = [(key, issue.title) for key, issue in self.by_key.items()]

    def clean(self):
        answers = super().clean() or {}
        if "issues" in answers and "most_choices" in answers:
            among = [self.by_key[key] for key in answers["issues"]]
            try:
                rules.check_issues(among, in_a_vote=set())
                answer_rules.check_answers(
                    [rules.answer_of(issue) for issue in among], most=answers["most_choices"]
                )
            except BadInput as refusal:
                self.add_error(self.field_of[refusal.code], str(refusal.sentence))
        return answers

    @property
    def answers(self) -> dict:
        """In the order of the page, by title, whatever the order of what was sent."""
        given = self.cleaned_data
        names = ("question", "most_choices", "opens_at", "closes_at", "kind")
        among = [issue for key, issue in self.by_key.items() if key in given["issues"]]
        return {name: given[name] for name in names} | {"issues": among}
