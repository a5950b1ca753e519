"""How to reach me: one question a page. The path first, then only what that path needs."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import ContactPath
from common.exceptions import Refused
from common.forms import AccessibleForm

HINTS = {
    ContactPath.WEB: _("You read it here when you enter. Nothing else is needed."),
    ContactPath.PHONE: _("We call you."),
    ContactPath.MEETING: _("We tell you at the next meeting."),
    ContactPath.POST: _("We send a letter."),
    ContactPath.EMAIL: _("We write to you."),
}
SAY = {"class": "short", "autocomplete": "off"}
LEAVE, SAY_NOTHING = "message", "rien"


class ContactQuestion(AccessibleForm):
    """One question; `question` is both its field and what it answers in the draft."""

    question: str

    @property
    def said(self) -> Any:
        return self.cleaned_data[self.question]

    def add_refusal(self, refusal: Refused) -> None:
        self.add_error(self.question, str(refusal.sentence))


class PathForm(ContactQuestion):
    question = "path"
    path = forms.ChoiceField(
        label=_("How do you want to be told things?"),
        choices=ContactPath.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["path"].choice_hints = {path.value: words for path, words in HINTS.items()}


class PhoneForm(ContactQuestion):
    question = "phone"
    phone = forms.CharField(
        label=_("At which number?"),
        help_text=_("Example: 418 555-0142. A neighbour's or an organisation's works too."),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={**SAY, "inputmode": "tel"}),
    )


class CallNameForm(ContactQuestion):
    question = "call_name"
    call_name = forms.CharField(
        label=_("Who do we ask for when we call?"),
        help_text=_("A first name is enough, or none."),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs=SAY),
    )


class MessageForm(ContactQuestion):
    question = "may_leave_message"
    may_leave_message = forms.ChoiceField(
        label=_("And if nobody answers?"),
        choices=[(SAY_NOTHING, _("Say nothing, and call again")), (LEAVE, _("Leave a message"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        initial = kwargs.get("initial") or {}
        kwargs["initial"] = {self.question: LEAVE if initial.get(self.question) else SAY_NOTHING}
        super().__init__(*args, **kwargs)

    @property
    def said(self) -> bool:
        return self.cleaned_data[self.question] == LEAVE


class AddressForm(ContactQuestion):
    question = "postal_address"
    postal_address = forms.CharField(
        label=_("Where do we send the letter?"),
        help_text=_("Write the address as on an envelope."),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )


class EmailForm(ContactQuestion):
    question = "email"
    email = forms.CharField(
        label=_("What is your e-mail?"),
        help_text=_("Leave it empty if you have none."),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off", "autocapitalize": "none"}),
    )


class Questions:
    """The pages in their order; the last part of an address names one."""

    BY_SLUG: ClassVar[dict[str, type[ContactQuestion]]] = {
        "telephone": PhoneForm,
        "qui-demander": CallNameForm,
        "message": MessageForm,
        "adresse": AddressForm,
        "courriel": EmailForm,
    }
    OF_PATH: ClassVar[dict[str, tuple[str, ...]]] = {
        ContactPath.PHONE: ("telephone", "qui-demander", "message"),
        ContactPath.POST: ("adresse",),
        ContactPath.EMAIL: ("courriel",),
    }
    # Which page a refusal of `accounts.domain.contacts` speaks about.
    OF_REFUSAL: ClassVar[dict[str, str]] = {
        "phone": "telephone",
        "postal_address": "adresse",
        "email": "courriel",
    }
