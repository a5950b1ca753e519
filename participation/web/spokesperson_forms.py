"""Forms of spokespersons: what they carry, what they bring back; facilitation first says for whom it writes."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from common.forms import AccessibleForm
from participation.domain.queries.spokespersons import title_of
from participation.models import CarriedItem, Issue, Transmission

REFUSED_WORDS = (
    "words_missing",
    "shows_an_email",
    "shows_a_phone",
    "shows_a_number",
    "shows_an_address",
    "names_somebody",
    "seems_somebody",
    "names_a_municipality",
    "counts_too_few",
)
CHOOSE = _("Choose one of the answers.")


class SaidForm(AccessibleForm):
    """`speakers`: those for whom facilitation may write; empty when the spokesperson writes."""

    field_of = dict.fromkeys(REFUSED_WORDS, "words")
    said_by = forms.ChoiceField(
        label=_("Who says it?"),
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )

    def __init__(self, *args, speakers: Iterable[Person], **kwargs):
        super().__init__(*args, **kwargs)
        self.speakers = {str(one.pk): one for one in speakers}
        self.fields["said_by"].choices = [(key, one.display_name) for key, one in self.speakers.items()]
        if not self.speakers:
            del self.fields["said_by"]

    def speaker(self, me: Person) -> Person:
        return self.speakers[self.cleaned_data["said_by"]] if self.speakers else me


class CarryForm(SaidForm):
    thing = forms.ChoiceField(
        label=_("What is carried to the Table?"),
        required=False,
        error_messages={"invalid_choice": CHOOSE},
    )
    words = forms.CharField(
        label=_("In plain words, or a question"),
        help_text=_("No name, the MRC only. The Table reads it too."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "true"}),
        max_length=500,
        required=False,
    )

    def __init__(self, *args, issues: Iterable[Issue], sendings: Iterable[Transmission], **kwargs):
        super().__init__(*args, **kwargs)
        self.things: dict[str, dict] = {"": {}}
        choices = [("", _("A question"))]
        for issue in issues:
            self.things[f"enjeu-{issue.pk}"] = {"issue": issue}
            choices.append((f"enjeu-{issue.pk}", _("Issue « %(title)s »") % {"title": issue.title}))
        for sent in sendings:
            self.things[f"envoi-{sent.pk}"] = {"transmission": sent}
            choices.append((f"envoi-{sent.pk}", _("Sending « %(title)s »") % {"title": sent.title}))
        self.fields["thing"].choices = choices

    @property
    def chosen(self) -> dict:
        return self.things[self.cleaned_data["thing"]]


class BringBackForm(SaidForm):
    item = forms.ChoiceField(
        label=_("What is it about?"), required=False, error_messages={"invalid_choice": CHOOSE}
    )
    words = forms.CharField(
        label=_("What was said there?"),
        help_text=_("Plain words, no name. Everybody reads it, and it stays."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "true"}),
        max_length=2000,
        error_messages={"required": _("Write what was said there.")},
    )

    def __init__(self, *args, items: Iterable[CarriedItem], **kwargs):
        super().__init__(*args, **kwargs)
        self.items = {str(one.pk): one for one in items}
        self.fields["item"].choices = [
            ("", _("The whole meeting")),
            *((key, title_of(one)) for key, one in self.items.items()),
        ]

    @property
    def chosen(self) -> CarriedItem | None:
        return self.items.get(self.cleaned_data["item"])
