"""Forms of priorities: institutions write them, in « vous »; facilitation says what an issue touches, in « tu »."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from common.day_fields import PastDayField
from common.forms import AccessibleForm
from participation.domain.queries.priorities import Current


class PrioritiesForm(AccessibleForm):
    field_of = {
        **dict.fromkeys(
            ("lines_missing", "too_many", "line_too_long", "said_twice", "public_lines"), "lines"
        ),
        "decided_on": "decided_on",
        "source_missing": "source",
        "public_source": "source",
    }
    lines = forms.CharField(
        label=_("The priorities, one per line"),
        help_text=_("Ten at most, the first one first. Short words."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "true"}),
        max_length=2500,
        error_messages={"required": _("Please write at least one priority.")},
    )
    decided_on = PastDayField(
        label=_("Which day were they decided?"),
        help_text=_("For example: 31 March 2027"),
        error_messages={"required": _("Please write the day.")},
    )
    source = forms.CharField(
        label=_("Where is it written?"),
        help_text=_("A resolution with its number, a plan, a page."),
        max_length=200,
        error_messages={"required": _("Please write where it is written.")},
    )


class TouchedForm(AccessibleForm):
    """Which priorities an issue touches; none is an answer."""

    priorities = forms.MultipleChoiceField(
        label=_("Which priorities does it touch?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, lists: Iterable[Current], region: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_key = {str(line.pk): line for one in lists for line in one.lines}
        field = self.fields["priorities"]
        field.choices = [(key, line.words) for key, line in self.by_key.items()]
        field.choice_hints = {
            str(line.pk): one.territory.name if one.territory else region
            for one in lists
            for line in one.lines
        }

    def clean_priorities(self):
        return [self.by_key[key] for key in self.cleaned_data["priorities"]]
