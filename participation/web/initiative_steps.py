"""The questions of an initiative, one form each; answers are JSON kept in a server-side draft.

Used to propose a new initiative and to revise one. Money is typed in dollars and kept in cents.
"""

import datetime
import re
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import territories as territory_queries
from accounts.models import Organisation, Person, Territory
from common import clock
from common.forms import AccessibleForm
from common.typography import format_money
from participation.domain.queries import mine
from participation.enums import InitiativeKind
from participation.models import InitiativeVersion
from participation.rules.sheet import Sheet

UNKNOWN_CARRIER = "0"
# By question, what was typed and could not be an answer yet.
TYPED = "typed"
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


class OriginForm(AccessibleForm):
    question = "from_concerns"
    from_concerns = forms.MultipleChoiceField(
        label=_("Which concerns does it come from?"),
        help_text=_("Choose at least one. An initiative answers what people live."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one concern.")},
    )

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, **kwargs)
        near, others = mine.citable_nearest_first(person, now=clock.now())
        field = self.fields["from_concerns"]
        field.choices = [(str(concern.pk), concern.title) for concern in near + others]
        if near:
            field.folded_choices = frozenset(str(concern.pk) for concern in others)
            field.folded_label = _("The other concerns of the Espace")


class NameForm(AccessibleForm):
    question = "title"
    title = forms.CharField(
        label=_("What name do you give it?"),
        help_text=_("A few words. You may change it later."),
        max_length=120,
        error_messages={"required": _("Write a few words.")},
    )


class SummaryForm(AccessibleForm):
    question = "summary"
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


class KindForm(AccessibleForm):
    question = "kind"
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


class PlacesForm(AccessibleForm):
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


class ReachForm(AccessibleForm):
    question = "people_planned"
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


class CarrierForm(AccessibleForm):
    question = "carrier"
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


class CostForm(AccessibleForm):
    question = "fund_cents"
    fund_cents = DollarField(
        label=_("How much would the fund pay?"),
        help_text=_("In dollars. Leave it empty if you don't know yet."),
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
        help_text=_("One line each, for example: Material: 6 800. Keep a line for citizens' participation."),
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


@dataclass(frozen=True)
class Step:
    slug: str
    form: type[AccessibleForm]
    fields: tuple[str, ...]


STEPS = (
    Step("origine", OriginForm, ("from_concerns",)),
    Step("nom", NameForm, ("title",)),
    Step("phrase", SummaryForm, ("summary", "aims")),
    Step("genre", KindForm, ("kind", "is_maintained", "renews")),
    Step("ou", PlacesForm, ("territories",)),
    Step("rejoint", ReachForm, ("people_planned", "people_counting")),
    Step("organisme", CarrierForm, ("carrier",)),
    Step("cout", CostForm, ("fund_cents", "other_cash_cents", "in_kind_cents", "lines")),
)
BY_SLUG = {step.slug: step for step in STEPS}


def form_of(step: Step, answers: dict, person: Person, data=None) -> AccessibleForm:
    """The form of one question, filled with the kept answers."""
    extra = {"person": person} if step.form is OriginForm else {}
    initial = _as_typed(answers) | answers.get(TYPED, {}).get(step.slug, {})
    return step.form(data, initial=initial, **extra)


def _as_typed(answers: dict) -> dict:
    typed = dict(answers)
    for name in ("fund_cents", "other_cash_cents", "in_kind_cents"):
        if typed.get(name) is not None:
            typed[name] = f"{typed[name] // 100}" + (f".{typed[name] % 100:02d}" if typed[name] % 100 else "")
    typed["lines"] = "\n".join(f"{row['label']}: {row['cents'] // 100}" for row in answers.get("lines", []))
    return typed


def sheet_of(answers: dict) -> Sheet:
    """The sheet that the domain receives. Unknown answers stay empty, never invented."""
    fund, cash = answers.get("fund_cents"), answers.get("other_cash_cents") or 0
    kind = answers.get("in_kind_cents") or 0
    carrier = answers.get("carrier", UNKNOWN_CARRIER)
    places = {
        place.slug: place for place in Territory.objects.filter(slug__in=answers.get("territories", []))
    }
    return Sheet(
        title=answers.get("title", ""),
        summary=answers.get("summary", ""),
        kind=answers.get("kind", InitiativeKind.UNSURE),
        is_new=not answers.get("is_maintained", False),
        aims=[line.strip() for line in answers.get("aims", "").splitlines() if line.strip()],
        territories=[places[slug] for slug in answers.get("territories", []) if slug in places],
        total_cents=None if fund is None else fund + cash + kind,
        fund_cents=fund,
        other_cash_cents=cash,
        in_kind_cents=kind,
        budget_lines=answers.get("lines", []),
        people_planned=answers.get("people_planned"),
        people_counting=answers.get("people_counting", ""),
        carrier=Organisation.objects.filter(slug=carrier).first() if carrier != UNKNOWN_CARRIER else None,
        partner_names=answers.get("partner_names", []),
        starts_on=_day(answers.get("starts_on")),
        ends_on=_day(answers.get("ends_on")),
        renews=answers.get("renews", ""),
    )


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def answers_of(version: InitiativeVersion) -> dict:
    """The answers that would make this version again, to start a revision from it."""
    return {
        "from_concerns": [str(pk) for pk in version.initiative.from_concerns.values_list("pk", flat=True)],
        "title": version.title,
        "summary": version.summary,
        "aims": "\n".join(version.aims),
        "kind": version.kind,
        "is_maintained": not version.is_new,
        "renews": version.renews,
        "territories": version.territory_slugs,
        "people_planned": version.people_planned,
        "people_counting": version.people_counting,
        "carrier": version.carrier.slug if version.carrier else UNKNOWN_CARRIER,
        "fund_cents": version.fund_cents,
        "other_cash_cents": version.other_cash_cents,
        "in_kind_cents": version.in_kind_cents,
        "lines": version.budget_lines,
        "partner_names": version.partner_names,
        "starts_on": version.starts_on.isoformat() if version.starts_on else None,
        "ends_on": version.ends_on.isoformat() if version.ends_on else None,
    }


def rows(answers: dict, url_of, *, person: Person) -> list[dict]:
    """The check page: one row per question, with « Changer ». `url_of(slug)` gives the page of a question."""
    sheet = sheet_of(answers)
    not_yet = _("I don't know yet.")
    cited = mine.citable_by_id(person, answers.get("from_concerns", []), now=clock.now())
    reach = not_yet
    if sheet.people_planned:
        reach = f"{sheet.people_planned} {sheet.people_counting}".strip()
    shown = (
        (
            "origine",
            _("Where it comes from"),
            ", ".join(f"« {concern.title} »" for concern in cited) or not_yet,
        ),
        ("nom", _("Its name"), sheet.title or not_yet),
        ("phrase", _("In one sentence"), sheet.summary or not_yet),
        ("genre", _("Its kind"), InitiativeKind(sheet.kind).label),
        ("ou", _("Where"), ", ".join(place.name for place in sheet.territories) or not_yet),
        ("rejoint", _("Who would be reached"), reach),
        ("organisme", _("The organisation"), sheet.carrier.name if sheet.carrier else not_yet),
        ("cout", _("The cost"), not_yet if sheet.total_cents is None else format_money(sheet.total_cents)),
    )
    return [
        {"label": label, "value": value, "change_url": url_of(slug), "change_what": label}
        for slug, label, value in shown
    ]
