"""What citizens write before a vote: a reason, an objection, an answer, a private question."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.domain.people import shown_name
from accounts.models import Person
from common.forms import AccessibleForm
from participation.rules import objections, reasons, set_asides, step_backs

WRITE_ONE = _("Write at least one sentence.")


class SentenceForm(AccessibleForm):
    """One reason. `seen` is the number of the wording that was on the page."""

    question = "text"
    field_of = {"changed_meanwhile": "text"}
    text = forms.CharField(
        label=_("The sentence"),
        help_text=_("One short sentence, easy to read aloud. No name of a person."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=reasons.MOST_SIGNS,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=100_000)

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label


class ObjectionForm(AccessibleForm):
    """Below what others object: the page has its own title."""

    text = forms.CharField(
        label=_("What stops you from agreeing?"),
        help_text=_("One sentence. If you keep it, voters read it, without your name."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=objections.MOST_SIGNS,
        error_messages={"required": WRITE_ONE},
    )


class AnswerForm(AccessibleForm):
    question = "text"
    text = forms.CharField(
        label=_("What do you answer?"),
        help_text=_("One or two sentences. Voters may read them with the objection."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=objections.MOST_SIGNS_OF_ANSWER,
        error_messages={"required": WRITE_ONE},
    )


class TakeOutForm(AccessibleForm):
    """Facilitation says why: words that hurt or that let somebody be recognised, nothing else."""

    why = forms.ChoiceField(
        label=_("Why?"),
        help_text=_("The members read this reason in its place. An opinion is never a reason."),
        choices=[(one.value, one.label) for one in set_asides.WHY],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason from the list.")},
    )


class StepBackForm(AccessibleForm):
    """« Je me retire »: for oneself."""

    prefix = "moi"
    reason = forms.CharField(
        label=_("Why do you step back?"),
        help_text=_("Your job, your board, your money. A few words are enough."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=step_backs.MOST_SIGNS,
        error_messages={"required": _("Write the reason in a few words.")},
    )


class AskStepBackForm(AccessibleForm):
    person = forms.ModelChoiceField(
        label=_("Who should step back?"),
        help_text=_("The people who wrote here, under the name they chose."),
        queryset=Person.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": _("Choose somebody from the list."),
            "invalid_choice": _("Choose somebody from the list."),
        },
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Only facilitation and this person read it. Your name is not told to this person."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=step_backs.MOST_SIGNS,
        error_messages={"required": _("Write the reason in a few words.")},
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people
        field.label_from_instance = shown_name


class AnswerStepBackForm(AccessibleForm):
    """Yes or no; a no says why (the verb asks for it)."""

    answer = forms.ChoiceField(
        label=_("What do you answer?"),
        choices=[("oui", _("I step back: I will not vote on it")), ("non", _("No, I stay"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )
    reason = forms.CharField(
        label=_("Because…"),
        help_text=_("If you say no, say why. Only facilitation reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=step_backs.MOST_SIGNS,
        required=False,
    )
