"""What people type about threads. The domain checks the words; these forms only carry them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.domain.queries.people import Capacity
from accounts.enums import Via
from common import clock
from common.forms import AccessibleForm
from deliberation.domain.messages import MAX_CHARS
from deliberation.enums import FlagReason, MessageKind, ThreadState
from deliberation.rules import lifecycle

WHOLE, PASSAGE = "tout", "passage"


class PostForm(AccessibleForm):
    """The composer of a citizen: words, and the number of the message they answer."""

    error_title = _("Your message is not sent yet")

    texte = forms.CharField(
        label=_("Your message"),
        help_text=_("We criticise an idea, never a person. We do not name anybody else."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=MAX_CHARS,
        error_messages={
            "required": _("Write at least one word."),
            "max_length": _("Your message is too long. Send it in two parts."),
        },
    )
    en_reponse_a = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    cle = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class StaffPostForm(PostForm):
    """The composer of people who do not vote: they may also sum up, inform, or write a citizen's words."""

    sorte = forms.ChoiceField(
        label=_("What is it?"), choices=MessageKind, initial=MessageKind.MESSAGE, required=False
    )
    pour = forms.ModelChoiceField(
        label=_("Whose words are these?"),
        help_text=_("To write for a citizen: choose their name. The message says who typed it."),
        queryset=None,
        required=False,
        empty_label=_("My own words"),
    )
    voie = forms.ChoiceField(
        label=_("How did you receive them?"), choices=Via, initial=Via.WEB, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pour"].queryset = people.citizens(clock.today()).order_by("display_name", "pk")


def composer(capacity: Capacity, *args, **kwargs) -> PostForm:
    form_class = PostForm if capacity.is_citizen else StaffPostForm
    return form_class(*args, **kwargs)


class FlagForm(AccessibleForm):
    question = "raison"

    raison = forms.ChoiceField(
        label=_("What is wrong with this message?"),
        help_text=_("Facilitation will read it. The other members do not see that it is you."),
        choices=FlagReason,
        widget=forms.RadioSelect,
    )


class HideForm(AccessibleForm):
    """Whole or some words, and the reason that everybody will read."""

    quoi = forms.ChoiceField(
        label=_("What do we hide?"),
        choices=[(WHOLE, _("The whole message")), (PASSAGE, _("Some words only"))],
        widget=forms.RadioSelect,
    )
    passage = forms.CharField(
        label=_("The words to hide"),
        help_text=_("Copy them as they are in the message."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    raison = forms.ChoiceField(
        label=_("Reason"),
        help_text=_("Everybody who reads the thread will see it."),
        choices=FlagReason,
        widget=forms.RadioSelect,
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("quoi") == PASSAGE and not (cleaned.get("passage") or "").strip():
            self.add_error("passage", _("Copy the words to hide."))
        return cleaned


class StateForm(AccessibleForm):
    etat = forms.ChoiceField(label=_("The thread becomes"), widget=forms.RadioSelect)
    raison = forms.ChoiceField(
        label=_("Reason (optional)"),
        choices=[("", _("No reason to give")), *FlagReason.choices],
        required=False,
    )

    def __init__(self, *args, current: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["etat"].choices = [
            (to.value, ThreadState(to).label) for to in lifecycle.next_states(current)
        ]
