"""The text of an issue, as those who are in it write it with facilitation."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import AccessibleForm
from participation.models import Issue
from participation.web.plain_help import begins_short
from participation.web.staff_forms import AT_LEAST_ONE_SENTENCE, area


class RewriteForm(AccessibleForm):
    """`version` is the one that was read: nothing is written over another."""

    text = forms.CharField(
        label=_("What we live, in « we »"),
        help_text=_("In the authors' words, without naming anybody. Begin with one short sentence."),
        widget=area(8),
        max_length=4000,
        validators=[begins_short],
        error_messages={"required": AT_LEAST_ONE_SENTENCE},
    )
    reason = forms.CharField(
        label=_("We changed it because…"),
        help_text=_("One sentence. The members read it with the new text."),
        max_length=300,
        error_messages={"required": _("Say why in one sentence.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class EndForm(AccessibleForm):
    """What became of an issue: public."""

    field_of = {"public_word": "word"}
    word = forms.CharField(
        label=_("What became of it?"),
        help_text=_("Everybody reads it. No name."),
        widget=area(4),
        max_length=300,
        error_messages={"required": AT_LEAST_ONE_SENTENCE},
    )


class JoinForm(AccessibleForm):
    """Which shared issue; cleaned to the issue itself."""

    field_of = {"already_asked": "issue", "issue_sent": "issue"}
    issue = forms.ChoiceField(
        label=_("Which issue says nearly the same?"),
        error_messages={
            "required": _("Choose one of the answers."),
            "invalid_choice": _("Choose one of the answers."),
        },
    )

    def __init__(self, *args, issues: Iterable[Issue], **kwargs):
        super().__init__(*args, **kwargs)
        self.issues = {str(one.pk): one for one in issues}
        shown = [(pk, one.title) for pk, one in self.issues.items()]
        self.fields["issue"].choices = [("", _("Choose in the list")), *shown]

    def clean_issue(self) -> Issue:
        return self.issues[self.cleaned_data["issue"]]
