"""What facilitation answers, and what a person writes in private. The domain checks the words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from accounts.enums import VoiceReason
from accounts.models.voice_pause import MOST_DAYS
from common.forms import AccessibleForm
from deliberation.domain.messages import MAX_CHARS
from deliberation.domain.queries import threads as thread_queries
from deliberation.enums import FlagReason, ReadingMode
from deliberation.models import Message, Thread
from deliberation.rules import moderation

LEAVE, KEEP, CALLED = "laisser", "garder", "appel"
PUBLISH, REFUSE = "publier", "refuser"
CONFIRM, DROP, END = "confirmer", "refuser", "terminer"


class ReadFlagForm(AccessibleForm):
    """What one does after reading. Hiding words, or the whole, has its own page."""

    geste = forms.ChoiceField(label=_("You have read it. What do you do?"), widget=forms.RadioSelect)

    def __init__(self, *args, message: Message, **kwargs):
        super().__init__(*args, **kwargs)
        leave = _("Show it again: nothing is wrong") if message.hidden_until_read else _("Leave it as it is")
        keep = [(KEEP, _("Keep it hidden"))] if message.hidden_until_read else []
        self.fields["geste"].choices = [*keep, (LEAVE, leave), (CALLED, _("I called the person"))]


class ModeForm(AccessibleForm):
    question = "mode"

    mode = forms.ChoiceField(
        label=_("When do we read the messages of this thread?"), choices=ReadingMode, widget=forms.RadioSelect
    )


class MoveForm(AccessibleForm):
    question = "fil"

    fil = forms.ModelChoiceField(
        label=_("Which thread does it go to?"),
        help_text=_("It keeps its author. It takes the next number there."),
        queryset=Thread.objects.none(),
        empty_label=_("Choose a thread"),
    )

    def __init__(self, *args, capacity: Capacity, message: Message, **kwargs):
        super().__init__(*args, **kwargs)
        kept = moderation.readers_kept(message.thread.audience)
        found = thread_queries.visible_threads(capacity).filter(audience__in=kept)
        self.fields["fil"].queryset = found.exclude(pk=message.thread_id).recent_first()


class ReadSubmissionForm(AccessibleForm):
    geste = forms.ChoiceField(
        label=_("You have read it. What do you do?"),
        choices=[(PUBLISH, _("Publish it")), (REFUSE, _("Do not publish it"))],
        widget=forms.RadioSelect,
    )
    raison = forms.ChoiceField(
        label=_("Reason, when it is not published"),
        help_text=_("The author reads it, with a way to ask for another look."),
        choices=[
            ("", _("No reason to give")),
            *[choice for choice in FlagReason.choices if choice[0] != FlagReason.STEERS],
        ],
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("geste") == REFUSE and not cleaned.get("raison"):
            self.add_error("raison", _("Choose a reason from the list."))
        return cleaned


class WordForm(AccessibleForm):
    error_title = _("Your message is not sent yet")

    texte = forms.CharField(
        label=_("Your message"),
        help_text=_("Would you rather talk? Call us, or ask us to call you back."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=MAX_CHARS,
        error_messages={"required": _("Write at least one word.")},
    )
    cle = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class PauseForm(AccessibleForm):
    """Asked by one person; nothing changes before another employer's confirms."""

    raison = forms.ChoiceField(label=_("Reason"), choices=VoiceReason, widget=forms.RadioSelect)
    pourquoi = forms.CharField(
        label=_("Tell the person why"),
        help_text=_("They will read these words. Short and fair, without blame."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
    )
    jours = forms.TypedChoiceField(
        label=_("How many days?"),
        help_text=_("7 days at most. It ends by itself."),
        choices=[(day, str(day)) for day in range(1, MOST_DAYS + 1)],
        coerce=int,
        initial=1,
    )


class DecidePauseForm(AccessibleForm):
    geste = forms.ChoiceField(label=_("What do you decide?"), widget=forms.RadioSelect)

    def __init__(self, *args, is_running: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["geste"].choices = (
            [(END, _("Give the voice back now"))]
            if is_running
            else [(CONFIRM, _("Confirm the pause")), (DROP, _("No pause"))]
        )
