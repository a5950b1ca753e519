"""The questions of the phone and paper desk: few, in the order of a call."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import AgeGroup, ContactPath, Via
from accounts.models import Territory
from common.forms import AccessibleForm
from participation.enums import HelpedKind, HelpedWish, Readers

AGREED = "oui"


class WhoForm(AccessibleForm):
    """Screen 1: who speaks, and what it is."""

    who = forms.CharField(
        label=_("Who speaks?"),
        help_text=_("Borrowed name or card number."),
        max_length=80,
        error_messages={"required": _("Write a borrowed name or a card number.")},
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )
    what = forms.ChoiceField(
        label=_("What is it?"),
        choices=HelpedKind.choices,
        widget=forms.RadioSelect,
        initial=HelpedKind.CONCERN,
    )
    person = forms.ChoiceField(label=_("Which person?"), choices=(), required=False, widget=forms.RadioSelect)

    def offer(self, people: list[tuple[str, str]]) -> None:
        """Several people answer to this name: one is chosen, the rest of the page is kept."""
        self.fields["person"].choices = people

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_choosing = False


class NewPersonForm(AccessibleForm):
    """Nobody knows this person yet: a card, with a borrowed name to offer. No real name, no birth date."""

    display_name = forms.ChoiceField(
        label=_("A borrowed name"),
        help_text=_("The person may change it later."),
        widget=forms.RadioSelect,
    )
    territory = forms.ModelChoiceField(
        label=_("In which MRC does the person have their bearings?"),
        help_text=_("With or without an address."),
        queryset=Territory.objects.none(),
        empty_label=_("Choose an MRC"),
        error_messages={"required": _("Choose an MRC.")},
    )
    age_group = forms.ChoiceField(
        label=_("Age group"),
        help_text=_("We never note the birth date."),
        choices=[("", _("Choose an age group")), *AgeGroup.choices],
        error_messages={"required": _("Choose an age group.")},
    )

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["display_name"].choices = [(name, name) for name in names]
        self.fields["territory"].queryset = Territory.objects.west_to_east()


class WordsForm(AccessibleForm):
    """Screen 2: the words, how they came, and who reads them or what they answer."""

    target = forms.ChoiceField(label="", required=False)
    text = forms.CharField(
        label=_("Their words, as they are"),
        help_text=_("Add nothing. Correct nothing. No name of a neighbour."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "true"}),
        max_length=6000,
        required=False,
    )
    via = forms.ChoiceField(
        label=_("How did these words come?"),
        choices=[(path.value, path.label) for path in (Via.PHONE, Via.PAPER, Via.MEETING)],
        widget=forms.RadioSelect,
    )
    readers = forms.ChoiceField(
        label=_("Who may read them?"),
        help_text=_("Ask the person."),
        choices=Readers.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may read it.")},
    )

    def __init__(self, *args: Any, what: str, targets: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.what = what
        if what == HelpedKind.CONCERN:
            del self.fields["target"]
            return
        del self.fields["readers"]
        field = self.fields["target"]
        is_reply = what == HelpedKind.REPLY
        field.label = _("In which thread?") if is_reply else _("On which concern?")
        field.choices = [("", _("Choose from the list")), *targets]
        if not is_reply:
            del self.fields["text"]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if "target" in self.fields and not answers.get("target") and "target" not in self.errors:
            self.add_error("target", _("Choose from the list."))
        if "text" in self.fields and not (answers.get("text") or "").strip() and "text" not in self.errors:
            self.add_error("text", _("Write at least one sentence."))
        return answers


class ReadBackForm(AccessibleForm):
    """Screen 3: read aloud, then the person agrees, or nothing is noted."""

    agreed = forms.MultipleChoiceField(
        label=_("Read the words aloud, then tick"),
        choices=[(AGREED, _("The person agrees"))],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    path = forms.ChoiceField(
        label=_("How do we reach them for what comes next?"),
        choices=[
            (ContactPath.PHONE, _("A call")),
            (ContactPath.POST, _("A letter")),
            (ContactPath.MEETING, _("At a meeting")),
            (ContactPath.WEB, _("On the site")),
            (ContactPath.EMAIL, _("An e-mail")),
        ],
        widget=forms.RadioSelect,
    )
    detail = forms.CharField(
        label=_("Their number or address, if it is new"),
        help_text=_("Leave it empty if we already have it."),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    field_of = {"phone": "detail", "postal_address": "detail", "email": "detail", "contact_path": "path"}

    def __init__(self, *args: Any, asks_path: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_path:
            del self.fields["path"], self.fields["detail"]
        words = _("They know who will read. They may take it back whenever they want.")
        self.fields["agreed"].choice_hints = {AGREED: words}

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not answers.get("agreed") and "agreed" not in self.errors:
            self.add_error("agreed", _("Without the person's agreement, nothing is noted."))
        return answers


class NotMineForm(AccessibleForm):
    wish = forms.ChoiceField(
        label=_("What do you want?"),
        choices=HelpedWish.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )
