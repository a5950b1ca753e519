"""A quote: of which concern, and its words."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import AccessibleForm
from participation.models import Concern
from participation.web.staff_forms import SendingWordsForm, area


class QuoteForm(AccessibleForm):
    field_of = {
        **dict.fromkeys(SendingWordsForm.field_of, "words"),
        "author_said_no": "concern",
        "words_missing": "words",
        "not_their_words": "words",
    }
    concern = forms.ChoiceField(
        label=_("Whose words are they?"),
        help_text=_("The name stays here. It never leaves."),
        error_messages={"required": _("Choose where it comes from.")},
    )
    words = forms.CharField(
        label=_("The words to quote"),
        help_text=_("Copy them as they are in the concern."),
        widget=area(3),
        max_length=300,
        error_messages={"required": _("Copy the words to quote.")},
    )

    def __init__(self, *args, concerns: Iterable[Concern], **kwargs):
        super().__init__(*args, **kwargs)
        self.found = {str(one.pk): one for one in concerns}
        choices = [(pk, f"« {one.title} »") for pk, one in self.found.items()]
        self.fields["concern"].choices = [("", _("Choose in the list")), *choices]

    def clean_concern(self) -> Concern:
        return self.found[self.cleaned_data["concern"]]
