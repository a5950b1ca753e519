"""What the examples of the gallery show: invented people, real words. Nothing comes from the database."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.forms import AccessibleForm
from common.templatetags.espace import ICONS, PICTURES
from common.widgets import DateParts, PinInput

MRCS = (
    "Kamouraska",
    "Rivière-du-Loup",
    "Témiscouata",
    "Les Basques",
    "Rimouski-Neigette",
    "La Mitis",
    "La Matapédia",
    "La Matanie",
)


class Questions(AccessibleForm):
    card = forms.CharField(
        label=gettext_lazy("Your card number"),
        help_text=gettext_lazy("8 digits. With or without spaces, it works."),
        error_messages={"required": gettext_lazy("Write the number on your card.")},
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )
    words = forms.CharField(
        label=gettext_lazy("What do you live?"),
        help_text=gettext_lazy("In your words. Mistakes are fine."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    mrc = forms.ChoiceField(
        label=gettext_lazy("In which MRC?"),
        choices=[
            ("mitis", "La Mitis"),
            ("matapedia", "La Matapédia"),
            ("none", gettext_lazy("I have no fixed address")),
        ],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("What do you need to come?"),
        required=False,
        choices=[("ride", gettext_lazy("A ride")), ("care", gettext_lazy("Child care"))],
        widget=forms.CheckboxSelectMultiple,
    )
    theme = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        required=False,
        choices=[("bus", gettext_lazy("Transport")), ("home", gettext_lazy("Housing"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mrc"].choice_hints = {"none": _("Choose the MRC that you know best, or leave it.")}  # type: ignore[attr-defined]


class Day(AccessibleForm):
    on = forms.DateField(label=gettext_lazy("Which day?"), widget=DateParts(years=range(2026, 2029)))


class Pin(AccessibleForm):
    pin = forms.CharField(
        label=gettext_lazy("Your NIP"),
        help_text=gettext_lazy("6 digits. Nobody will ask you for it."),
        widget=PinInput(attrs={"class": "short", "inputmode": "numeric", "autocomplete": "current-password"}),
    )


class Short(AccessibleForm):
    name = forms.CharField(label=gettext_lazy("A short name for your idea"))


def values() -> dict[str, Any]:
    """Every value that an example of the gallery reads."""
    return {
        "fresh": Questions(prefix="a"),
        "wrong": Questions({}, prefix="b"),
        "day": Day(prefix="c"),
        "wrong_day": Day({"d-on_day": "31", "d-on_month": "2", "d-on_year": "2027"}, prefix="d"),
        "secret": Pin(prefix="e"),
        "short": Short(prefix="f"),
        "page": Paginator(range(40), 10).get_page(2),
        "found": [{"sentence": _("It looks like a phone number"), "words": "418 555-0199"}],
        "help_lines": [{"label": _("Health and support, day and night"), "number": "811"}],
        "remarks": [_("This sentence has 31 words. Cut it in two?")],
        "answers": [
            {
                "label": _("Title"),
                "value": _("The bus comes at 6 in the morning"),
                "change_url": "#pairs",
                "change_what": _("the title"),
            },
            {"label": _("Who can read"), "value": _("The members")},
        ],
        "rules": [
            {"title": _("Enough MRCs: yes"), "text": _("3 were needed. There were 6."), "is_met": True},
            {"title": _("Enough people: no"), "text": _("8 were needed. There were 6.")},
        ],
        **_counted(),
        **_dated(),
        "icons": list(ICONS),
        "pictures": list(PICTURES),
    }


def _counted() -> dict[str, Any]:
    return {
        "facts": [
            {"label": _("Cost"), "value": "12 300 $", "detail": _("for 11 months")},
            {"label": _("Children reached"), "value": "160"},
        ],
        "heads": [{"label": _("What it is for")}, {"label": _("Amount"), "is_number": True}],
        "lines": [[_("Skates and boots"), "8 300 $"], [_("A shelf and boxes"), "4 000 $"]],
        "total": [_("Total"), "12 300 $"],
        "five": [
            {"icon": "pousse", "label": _("What"), "text": _("school and winter things to borrow.")},
            {"icon": "sou", "label": _("How much"), "text": _("$12,300, for 11 months.")},
        ],
        "counts": [
            {"label": _("For"), "count": 12, "family": "c-moss"},
            {"label": _("For, but…"), "count": 6, "family": "c-moss"},
            {"label": _("Against"), "count": None, "family": "c-rose"},
        ],
        "standings": [
            {"key": "in_time", "label": _("Answered in time"), "family": "c-moss"},
            {"key": "waits", "label": _("Not answered yet, in time"), "family": "c-river"},
        ],
        "seasons": [
            {"label": _("July to September"), "counts": {"in_time": 4}},
            {"label": _("October to December"), "counts": {"in_time": 1, "waits": 2}},
        ],
        "territories": [{"name": name, "is_represented": n not in (1, 5)} for n, name in enumerate(MRCS)],
        "receipt_words": ["canot", "lilas", "radis"],
        "phrase": ["canot", "lilas", "radis", "tambour", "sapin", "phare"],
    }


def _dated() -> dict[str, Any]:
    return {
        "moments": [
            {"title": _("Sent by the Espace"), "state": "done", "on": date(2026, 8, 20)},
            {"title": _("Answer of the Table"), "state": "now", "when": _("Wished for November 11")},
            {"title": _("Follow-up at the meeting"), "state": "later", "on": date(2026, 12, 2)},
        ],
    }
