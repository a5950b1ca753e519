"""The forms of an initiative's questions. Money is typed in dollars and cleaned to cents."""

import re

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import territories as territory_queries
from accounts.models import Organisation, Person
from common import clock
from common.day_fields import DayField
from common.forms import AccessibleForm
from participation.domain.queries import mine
from participation.enums import InitiativeKind
from participation.rules.sheet import MAX_GIVES

UNKNOWN_CARRIER = "0"
# Of the concerns to choose from: at once, then with those behind « Plus de préoccupations ».
MOST_SHOWN, MOST_CHOICES = 5, 9
MAX_NAME = 80
DOLLARS = re.compile(r"[\s\u00a0$]")


class DollarField(forms.CharField):
    """« 6 800 $ », « 6800 » or nothing; cleaned to cents or None."""

    def clean(self, value):
        text = DOLLARS.sub("", super().clean(value) or "").replace(",", ".")
        if not text:
            return None
        if not re.fullmatch(r"\d{1,9}(\.\d{1,2})?", text):
            raise forms.ValidationError(_("Write an amount in dollars, for example 6 800."))
        dollars, _dot, cents = text.partition(".")
        return int(dollars) * 100 + int((cents + "00")[:2])


class QuestionForm(AccessibleForm):
    """One question of an initiative. `folded` names the fields that only those who know open.

    `may_not_know` is false where « Je ne sais pas » is already one of the choices.
    """

    folded: tuple[str, ...] = ()
    folded_label: str | Promise = _("If you know more already")
    may_not_know = True

    @property
    def asked(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.folded]

    @property
    def behind(self) -> list[forms.BoundField]:
        return [self[name] for name in self.folded]

    @property
    def is_unfolded(self) -> bool:
        return any(field.errors or field.value() for field in self.behind)


class OriginForm(QuestionForm):
    """The concerns nearest to the person, never more than nine at once; the others are found by their words."""

    question = "from_concerns"
    from_concerns = forms.MultipleChoiceField(
        label=_("Which concerns does it come from?"),
        help_text=_("Choose at least one. An initiative answers what people live."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one concern.")},
    )

    def __init__(self, *args, person: Person, words: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.searched = words
        now = clock.now()
        kept = mine.citable_by_id(person, self["from_concerns"].value() or [], now=now)
        found = mine.citable_nearest_first(person, words=words, limit=MOST_CHOICES, now=now)
        others = [concern for concern in found if concern not in kept][: max(MOST_CHOICES - len(kept), 0)]
        self.has_found = bool(found)
        field = self.fields["from_concerns"]
        field.choices = [(str(concern.pk), concern.title) for concern in kept + others]
        shown = max(MOST_SHOWN - len(kept), 0)
        if not words and len(others) > shown:
            field.folded_choices = frozenset(str(concern.pk) for concern in others[shown:])
            field.folded_label = _("More concerns")


class NameForm(QuestionForm):
    question = "title"
    title = forms.CharField(
        label=_("What name do you give it?"),
        help_text=_("A few words. You may change it later."),
        max_length=120,
        error_messages={"required": _("Write a few words.")},
    )


class SummaryForm(QuestionForm):
    question = "summary"
    folded = ("aims",)
    summary = forms.CharField(
        label=_("Your idea, in one sentence"),
        help_text=_("Say what would happen, where, and for whom."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=300,
        error_messages={"required": _("Write at least one sentence.")},
    )
    aims = forms.CharField(
        label=_("What would it change?"),
        help_text=_("One thing per line. You may leave it empty."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=600,
        required=False,
    )


class KindForm(QuestionForm):
    question = "kind"
    folded = ("is_maintained", "renews")
    folded_label = _("If it keeps a project going")
    may_not_know = False
    kind = forms.ChoiceField(
        label=_("What kind of initiative?"),
        help_text=_("You may change it later."),
        widget=forms.RadioSelect,
        choices=InitiativeKind.choices,
        error_messages={"required": _("Choose a kind, or « I don't know ».")},
    )
    is_maintained = forms.BooleanField(label=_("It keeps an existing project going"), required=False)
    renews = forms.CharField(label=_("Which project?"), max_length=160, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choice_hints = {
            InitiativeKind.STRUCTURANTE.value: _("It changes things for a long time."),
            InitiativeKind.EXPERIMENTALE.value: _("We try, we see what works, we learn."),
            InitiativeKind.UNSURE.value: _("We talk about it with you. It blocks nothing."),
        }

    def clean(self):
        answers = super().clean()
        if answers.get("is_maintained") and not answers.get("renews"):
            self.add_error("renews", _("Write the name of the project."))
        return answers


class PlacesForm(QuestionForm):
    question = "territories"
    territories = forms.MultipleChoiceField(
        label=_("In which MRCs?"),
        help_text=_("At least two for a regional initiative. From west to east."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one MRC.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["territories"].choices = [(t.slug, t.name) for t in territory_queries.west_to_east()]


class ReachForm(QuestionForm):
    question = "people_planned"
    folded = ("people_counting",)
    people_planned = forms.IntegerField(
        label=_("How many people would it reach?"),
        help_text=_("A number. Leave it empty if you don't know yet."),
        min_value=1,
        max_value=200_000,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
    )
    people_counting = forms.CharField(
        label=_("How do we count them?"),
        help_text=_("For example: people who came at least twice."),
        max_length=200,
        required=False,
    )


class CarrierForm(QuestionForm):
    question = "carrier"
    may_not_know = False
    carrier = forms.ChoiceField(
        label=_("Which organisation would do the work?"),
        help_text=_("We look for it with you if you don't know."),
        error_messages={"required": _("Choose an organisation, or « I don't know yet ».")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found = Organisation.objects.exclude(kind="ministere").order_by("name", "pk")
        self.fields["carrier"].choices = [(UNKNOWN_CARRIER, _("I don't know yet. Help me look."))] + [
            (organisation.slug, organisation.name) for organisation in found
        ]


class PartnersForm(QuestionForm):
    question = "partners"
    partners = forms.CharField(
        label=_("Who else helps, and what do they give?"),
        help_text=_("One partner per line, for example: La Maison du rang: a room on Thursdays. Not money."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        required=False,
    )

    def clean_partners(self):
        """« Nom » alone, or « nom : ce qui est donné »."""
        parsed: list[dict[str, str]] = []
        for line in filter(None, map(str.strip, self.cleaned_data["partners"].splitlines())):
            name, _colon, gives = line.partition(":")
            if not name.strip() or len(name.strip()) > MAX_NAME or len(gives.strip()) > MAX_GIVES:
                raise forms.ValidationError(_("Write a name, then what is given in a few words."))
            parsed.append({"name": name.strip(), "gives": gives.strip()})
        return parsed


class DatesForm(QuestionForm):
    """Kept as ISO days in the draft."""

    question = "starts_on"
    starts_on = DayField(
        label=_("When would it start?"),
        help_text=_("For example: 31 March 2027. Leave it empty if you don't know yet."),
        required=False,
    )
    ends_on = DayField(label=_("When would it end?"), required=False)

    def clean(self):
        answers = super().clean()
        start, end = answers.get("starts_on"), answers.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The end comes before the start."))
        for name in ("starts_on", "ends_on"):
            if answers.get(name):
                answers[name] = answers[name].isoformat()
        return answers


class CostForm(QuestionForm):
    question = "fund_cents"
    folded = ("other_cash_cents", "in_kind_cents", "lines")
    # What is kept for citizens is asked of everybody, never hidden among the rest.
    fund_cents = DollarField(
        label=_("How much would the fund pay?"),
        help_text=_("In dollars. Leave it empty if you don't know yet."),
        required=False,
        max_length=14,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
    )
    participation_cents = DollarField(
        label=_("How much of it is for citizens who take part?"),
        help_text=_("Meals, rides, child care, a thank-you amount. It becomes a line of the budget."),
        required=False,
        max_length=14,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
    )
    other_cash_cents = DollarField(
        label=_("How much money would others give?"),
        required=False,
        max_length=14,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
    )
    in_kind_cents = DollarField(
        label=_("How much is given in time and rooms?"),
        required=False,
        max_length=14,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
    )
    lines = forms.CharField(
        label=_("What is the money for?"),
        help_text=_("One line each, for example: Material: 6 800. Citizens' part is already a line."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        required=False,
    )

    def clean_lines(self):
        parsed, amount = [], DollarField(required=False)
        for line in filter(None, map(str.strip, self.cleaned_data["lines"].splitlines())):
            label, colon, money = line.rpartition(":")
            cents = amount.clean(money) if colon else None
            if not label.strip() or cents is None:
                raise forms.ValidationError(_("Write each line as a word, a colon and an amount."))
            parsed.append({"label": label.strip()[:80], "cents": cents})
        return parsed
