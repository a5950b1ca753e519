"""The text of an issue, as those who are in it write it with facilitation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import AccessibleForm
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
