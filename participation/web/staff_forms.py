"""Forms of facilitation, in « tu »; those of the Table and of the signatory are in `institution_forms`."""

import datetime
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Territory
from common import dates
from common.day_fields import DayField, PastDayField
from common.forms import AccessibleForm
from participation.enums import Expectation, RenewalGroup, Theme, TransmissionKind
from participation.models import Concern
from participation.web.plain_help import begins_short
from voting.enums import VoteKind

AT_LEAST_ONE_SENTENCE = _("Write at least one sentence.")


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "spellcheck": "true"})


class HoldForm(AccessibleForm):
    reason = forms.CharField(
        label=_("Why call before publishing?"),
        help_text=_("A danger, another person named, something private. Only facilitation reads it."),
        widget=area(3),
        max_length=200,
        error_messages={"required": _("Write why, in a few words.")},
    )


class HelpOfferForm(AccessibleForm):
    words = forms.CharField(
        label=_("What help do you offer?"),
        help_text=_("One sentence to the person: what, and who calls. They say yes or no."),
        widget=area(3),
        max_length=200,
        error_messages={"required": _("Write at least one sentence.")},
    )


class CloseForm(AccessibleForm):
    word = forms.CharField(
        label=_("What do you write to the author?"),
        help_text=_("Say what became of it. The author may open it again."),
        widget=area(4),
        max_length=300,
        error_messages={"required": AT_LEAST_ONE_SENTENCE},
    )


class ReferForm(AccessibleForm):
    """To one MRC's concertation, only with the author's accord: heard already, or asked on their own page."""

    field_of = {"accord_on": "accord_on", "plain_reason": "plain_reason"}
    territory = forms.ChoiceField(
        label=_("To which MRC's concertation?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an MRC.")},
    )
    plain_reason = forms.CharField(
        label=_("Why, in plain words?"),
        help_text=_("The author reads it."),
        widget=area(3),
        max_length=300,
        error_messages={"required": _("Write why, in plain words.")},
    )
    agrees = forms.BooleanField(
        label=_("The author agrees"),
        required=False,
        help_text=_("Not ticked, we ask them on their page. Nothing is sent before their yes."),
    )
    accord_on = PastDayField(
        label=_("Which day did the author agree?"),
        help_text=_("For example: 31 March 2027"),
        required=False,
    )

    def __init__(self, *args, territories: Iterable[Territory], **kwargs):
        super().__init__(*args, **kwargs)
        self.places = {str(place.pk): place for place in territories}
        self.fields["territory"].choices = [(key, place.name) for key, place in self.places.items()]

    def clean_territory(self) -> Territory:
        return self.places[self.cleaned_data["territory"]]

    def clean(self) -> dict:
        typed = super().clean() or {}
        if typed.get("agrees") and not typed.get("accord_on") and "accord_on" not in self.errors:
            self.add_error("accord_on", _("Write the day they agreed."))
        return typed

    def rows(self) -> list[dict]:
        """What « Vérifie » shows of a valid form."""
        agreed_on = self.cleaned_data["accord_on"] if self.cleaned_data["agrees"] else None
        accord = {"label": _("The author agreed on"), "value": dates.short(agreed_on)} if agreed_on else None
        return [
            {"label": _("The MRC"), "value": self.cleaned_data["territory"].name},
            {"label": _("Why"), "value": self.cleaned_data["plain_reason"]},
            accord or {"label": _("The author's accord"), "value": _("We ask them now, on their page.")},
        ]


class IssueForm(AccessibleForm):
    theme = forms.ChoiceField(label=_("What is it about?"), choices=Theme.choices)
    title = forms.CharField(
        label=_("A title in « we »"),
        help_text=_("For example: Without a car, we are stuck at home."),
        max_length=160,
        error_messages={"required": _("Write a title.")},
    )
    text = forms.CharField(
        label=_("What we live, in « we »"),
        help_text=_("In the authors' words, without naming anybody. Begin with one short sentence."),
        widget=area(6),
        max_length=4000,
        validators=[begins_short],
        error_messages={"required": AT_LEAST_ONE_SENTENCE},
    )
    concerns = forms.MultipleChoiceField(
        label=_("Which concerns does it join?"),
        help_text=_("Each author says yes or no. They have three days."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose concerns.")},
    )

    def __init__(self, *args, concerns: Iterable[Concern], alike: Iterable[Concern] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.by_key = {str(concern.pk): concern for concern in concerns}
        field = self.fields["concerns"]
        field.choices = [(key, concern.title) for key, concern in self.by_key.items()]
        field.choice_hints = {
            key: f"{concern.get_theme_display()}, {concern.territory.name if concern.territory else _('no fixed address')}"
            for key, concern in self.by_key.items()
        }
        for concern in alike:
            hint = field.choice_hints[str(concern.pk)]
            field.choice_hints[str(concern.pk)] = _("It says nearly the same. %(about)s") % {"about": hint}

    def clean_concerns(self) -> list[Concern]:
        return [self.by_key[key] for key in self.cleaned_data["concerns"]]


class CarrierChoiceForm(AccessibleForm):
    carrier = forms.ChoiceField(
        label=_("Which organisation carries it?"),
        help_text=_("Only those that the fund may pay are listed."),
        error_messages={"required": _("Choose an organisation.")},
    )

    def __init__(self, *args, organisations: Iterable[Organisation], **kwargs):
        super().__init__(*args, **kwargs)
        self.by_slug = {organisation.slug: organisation for organisation in organisations}
        self.fields["carrier"].choices = [("", _("Choose in the list"))] + [
            (slug, one.name) for slug, one in self.by_slug.items()
        ]

    def clean_carrier(self) -> Organisation:
        return self.by_slug[self.cleaned_data["carrier"]]


class RenewalForm(AccessibleForm):
    group = forms.ChoiceField(
        label=_("Which group agrees?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three groups.")},
    )
    agreed_on = PastDayField(
        label=_("Which day did they agree?"),
        help_text=_("For example: 31 March 2027"),
        error_messages={"required": _("Write the day they agreed.")},
    )

    def __init__(self, *args, groups: Iterable[RenewalGroup], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [(group.value, group.label) for group in groups]


def _hours() -> list[tuple[str, str]]:
    day = datetime.date(2026, 6, 1)
    hours = [
        datetime.datetime.combine(day, datetime.time(hour), tzinfo=dates.REGION) for hour in range(8, 22)
    ]
    return [(str(hour.hour), dates.clock_time(hour)) for hour in hours]


class VoteForm(AccessibleForm):
    """When the vote opens and closes. The hours are those of the region."""

    field_of = {
        "question_missing": "question",
        "announced_too_late": "opens_on",
        "opens_in_the_past": "opens_on",
        "retry_too_early": "opens_on",
        "vote_too_short": "closes_on",
    }
    question = forms.CharField(
        label=_("The question"),
        help_text=_("One sentence. People answer for, against, or pass."),
        max_length=300,
        widget=area(2),
        error_messages={"required": _("Write the question.")},
    )
    kind = forms.ChoiceField(label=_("How do we vote?"), widget=forms.RadioSelect, choices=VoteKind.choices)
    opens_on = DayField(label=_("It opens on"), error_messages={"required": _("Write a day.")})
    opens_hour = forms.ChoiceField(label=_("At what time does it open?"), choices=_hours)
    closes_on = DayField(label=_("It closes on"), error_messages={"required": _("Write a day.")})
    closes_hour = forms.ChoiceField(label=_("At what time does it close?"), choices=_hours)

    def __init__(self, *args, asks_question: bool, asks_kind: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_question:
            del self.fields["question"]
        if not asks_kind:
            del self.fields["kind"]

    def clean(self):
        answers = super().clean() or {}
        for name in ("opens", "closes"):
            day, hour = answers.get(f"{name}_on"), answers.get(f"{name}_hour")
            if day and hour:
                answers[f"{name}_at"] = datetime.datetime.combine(
                    day, datetime.time(int(hour)), tzinfo=dates.REGION
                )
        if "opens_at" in answers and "closes_at" in answers and answers["closes_at"] <= answers["opens_at"]:
            self.add_error("closes_on", _("The vote closes after it opens."))
        return answers


class SendingWordsForm(AccessibleForm):
    """The words that leave."""

    field_of = {
        "title_missing": "title",
        "title_too_long": "title",
        "body_missing": "body",
        **dict.fromkeys(
            (
                "shows_an_email",
                "shows_a_phone",
                "shows_a_number",
                "shows_an_address",
                "names_somebody",
                "seems_somebody",
                "names_a_municipality",
                "counts_too_few",
                "shows_an_account",
                "rare_detail",
            ),
            "body",
        ),
    }
    title = forms.CharField(
        label=_("Its title"), max_length=160, error_messages={"required": _("Write a title.")}
    )
    body = forms.CharField(
        label=_("What we send, word for word"),
        help_text=_("No name, no village, no phone number, no count from 1 to 4."),
        widget=area(9),
        max_length=6000,
        error_messages={"required": _("Write what we send to the Table.")},
    )


class TransmissionForm(SendingWordsForm):
    field_order = ("source", "kind", "title", "body", "expects")
    field_of = {
        **SendingWordsForm.field_of,
        "one_source": "source",
        "not_approved": "kind",
        "decision_asks_nothing": "expects",
        "author_said_no": "source",
    }
    source = forms.ChoiceField(
        label=_("What does it come from?"), error_messages={"required": _("Choose where it comes from.")}
    )
    kind = forms.ChoiceField(
        label=_("What do we send?"),
        widget=forms.RadioSelect,
        choices=TransmissionKind.choices,
        error_messages={"required": _("Choose what we send.")},
    )
    expects = forms.ChoiceField(
        label=_("What do we ask for?"),
        widget=forms.RadioSelect,
        choices=Expectation.choices,
        error_messages={"required": _("Choose what we ask for.")},
    )

    def __init__(self, *args, sources: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [("", _("Choose in the list")), *sources]
