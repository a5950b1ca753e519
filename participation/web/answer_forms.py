"""Forms of an answer of the Table in the making: its words, the opinion of a seat, its adoption. In « vous »."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.day_fields import DayField
from common.forms import AccessibleForm
from participation.web.institution_forms import RespondForm

# Beside the first commitment, which is the answer's own.
LINES = (2, 3)


class AnswerForm(RespondForm):
    """A reasoned answer with up to three commitments; the reason of the correction when it corrects another one."""

    field_of = RespondForm.field_of | {
        "what_missing": "commitment_what",
        "public_what": "commitment_what",
        "commitment_owner_missing": "commitment_owner",
        "correction_reason_missing": "correction_reason",
        "public_correction_reason": "correction_reason",
    }

    def __init__(self, *args, corrects: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        what = forms.CharField(
            label=_("What does the Table commit to?"),
            help_text=_("One thing, for example: open a service point. It is followed in public."),
            max_length=300,
            required=False,
        )
        self.fields["commitment_what"] = what
        for line in LINES:
            words = {"line": line}
            self.fields[f"what_{line}"] = forms.CharField(
                label=_("Commitment %(line)d: what?") % words, max_length=300, required=False
            )
            self.fields[f"owner_{line}"] = forms.CharField(
                label=_("Commitment %(line)d: which seat or body?") % words, max_length=120, required=False
            )
            self.fields[f"on_{line}"] = DayField(
                label=_("Commitment %(line)d: by when?") % words, required=False
            )
        if corrects:
            self.fields["correction_reason"] = forms.CharField(
                label=_("Why is the answer corrected?"),
                help_text=_("Everybody reads it. Both answers stay visible."),
                max_length=500,
                error_messages={"required": _("Please write why the answer is corrected.")},
            )
        first = ["correction_reason", "kind", "reason", "plain_words", "commitment_what"]
        self.order_fields([*first, "commitment_owner", "commitment_on"])

    def clean(self):
        """A commitment begun is finished: what, who and when."""
        typed = super().clean() or {}
        names = [("commitment_what", "commitment_owner", "commitment_on")]
        names += [(f"what_{line}", f"owner_{line}", f"on_{line}") for line in LINES]
        for what, owner, on in names:
            is_begun = typed.get(what) or (what != "commitment_what" and (typed.get(owner) or typed.get(on)))
            if not is_begun:
                continue
            for name, sentence in (
                (what, _("Please write what the Table commits to.")),
                (owner, _("Please write which seat or body takes care of it.")),
                (on, _("Please write by when.")),
            ):
                if not typed.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return typed


class OpinionForm(AccessibleForm):
    field_of = {"words_missing": "words"}
    opinion = forms.ChoiceField(
        label=_("What does your seat say?"),
        widget=forms.RadioSelect,
        choices=[("consent", _("It consents")), ("comment", _("It comments"))],
        error_messages={"required": _("Choose one of the two, please.")},
    )
    words = forms.CharField(
        label=_("Your comment"),
        help_text=_("Only the Table reads it. It is needed if your seat does not consent."),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "true"}),
        max_length=500,
        required=False,
    )


class AdoptForm(AccessibleForm):
    field_of = {
        "resolution_missing": "resolution",
        "public_resolution": "resolution",
        "adopted_later": "adopted_on",
    }
    resolution = forms.CharField(
        label=_("Number of the resolution"),
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
        max_length=40,
        error_messages={"required": _("Please write the number of the resolution.")},
    )
    adopted_on = DayField(
        label=_("Day of the adoption"),
        help_text=_("For example: 10 February 2027"),
        error_messages={"required": _("Please write the day of the adoption.")},
    )


class ClockForm(AccessibleForm):
    """The resolution by which the Table accepts the delays."""

    field_of = {
        "resolution_missing": "resolution",
        "public_resolution": "resolution",
        "adopted_later": "accepted_on",
    }
    resolution = forms.CharField(
        label=_("Number of the resolution"),
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
        max_length=40,
        error_messages={"required": _("Please write the number of the resolution.")},
    )
    accepted_on = DayField(
        label=_("Day of the adoption"),
        help_text=_("For example: 10 February 2027"),
        error_messages={"required": _("Please write the day of the adoption.")},
    )
