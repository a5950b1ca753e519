"""What people type about threads. The domain checks the words; these forms only carry them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from common.care import MAX_SEEN_CHARS
from common.forms import AccessibleForm
from deliberation.domain.messages import MAX_CHARS, MAX_NOTE_CHARS
from deliberation.enums import FlagReason, MessageKind, ThreadState
from deliberation.models import Message
from deliberation.rules import lifecycle, moderation, speaking

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
    note = forms.CharField(
        label=_("Does it talk about something hard? (optional)"),
        help_text=_("For example: violence. Your words are folded: people open them if they want."),
        max_length=MAX_NOTE_CHARS,
        required=False,
    )
    en_reponse_a = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    cle = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    # What the gentle look has already shown: the person publishes it all the same.
    vu = forms.CharField(required=False, max_length=MAX_SEEN_CHARS, widget=forms.HiddenInput)


class StaffPostForm(PostForm):
    """The composer of people who do not vote: they may also inform, and facilitation sums up.

    A citizen's words are written at the desk: their agreement is asked there, and they are told.
    """

    sorte = forms.ChoiceField(
        label=_("What is it?"), choices=MessageKind, initial=MessageKind.MESSAGE, required=False
    )

    def __init__(self, *args, kinds: list[MessageKind], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sorte"].choices = [(kind.value, kind.label) for kind in kinds]


def composer(capacity: Capacity, *args, **kwargs) -> PostForm:
    if capacity.is_citizen:
        return PostForm(*args, **kwargs)
    return StaffPostForm(*args, kinds=speaking.kinds_for(capacity), **kwargs)


class EditForm(AccessibleForm):
    question = "texte"
    error_title = _("Your message is not changed yet")

    texte = forms.CharField(
        label=_("Change your message"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=MAX_CHARS,
        error_messages={
            "required": _("Write at least one word."),
            "max_length": _("Your message is too long. Send it in two parts."),
        },
    )
    vu = forms.CharField(required=False, max_length=MAX_SEEN_CHARS, widget=forms.HiddenInput)


class FoldForm(AccessibleForm):
    question = "note"

    note = forms.CharField(
        label=_("What does this message talk about?"),
        help_text=_("For example: violence. Empty, the message is open again."),
        max_length=MAX_NOTE_CHARS,
        required=False,
        error_messages={"max_length": _("Say in a few words what it talks about.")},
    )


def reasons(message: Message) -> list[tuple[str, object]]:
    """Those that may be given about the words of this author."""
    return [(reason.value, reason.label) for reason in moderation.reasons_for(message)]


class FlagForm(AccessibleForm):
    question = "raison"

    raison = forms.ChoiceField(
        label=_("What is wrong with this message?"),
        help_text=_("Facilitation will read it. The other members do not see that it is you."),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, message: Message, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["raison"].choices = reasons(message)


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
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, message: Message, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["raison"].choices = reasons(message)

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


class GuardForm(AccessibleForm):
    question = "noms"

    noms = forms.CharField(
        label=_("Which names must not be written here?"),
        help_text=_(
            "One a line. Whoever writes one is asked to look again. Only facilitation sees this list."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=2000,
        required=False,
    )


class RoundForm(AccessibleForm):
    question = forms.CharField(
        label=_("Your question to everybody"),
        max_length=200,
        error_messages={"max_length": _("Write a question of 200 characters at most.")},
    )
    duree = forms.ChoiceField(
        label=_("How long is a turn, at most?"),
        help_text=_("Some people come once a week, or call."),
        choices=[
            ("1", _("1 hour")),
            ("24", _("1 day")),
            ("48", _("2 days")),
            ("72", _("3 days")),
            ("168", _("7 days")),
        ],
        widget=forms.RadioSelect,
    )
