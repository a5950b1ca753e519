"""The questions of an initiative in order; answers are JSON kept in a server-side draft.

Used to propose a new initiative and to revise one. Money is typed in dollars and kept in cents.
"""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Person, Territory
from common import clock, dates
from common.typography import format_money
from participation.domain.queries import mine
from participation.enums import InitiativeKind
from participation.models import InitiativeVersion
from participation.rules.sheet import PARTICIPATION, Sheet, is_participation
from participation.web.initiative_forms import (
    UNKNOWN_CARRIER,
    CarrierForm,
    CostForm,
    DatesForm,
    KindForm,
    NameForm,
    OriginForm,
    PartnersForm,
    PlacesForm,
    QuestionForm,
    ReachForm,
    SummaryForm,
)
from participation.web.pages import sheet_words

MONEY = ("fund_cents", "participation_cents", "other_cash_cents", "in_kind_cents")
# By question, what was typed and could not be an answer yet.
TYPED = "typed"


@dataclass(frozen=True)
class Step:
    slug: str
    form: type[QuestionForm]
    fields: tuple[str, ...]


STEPS = (
    Step("origine", OriginForm, ("from_concerns",)),
    Step("nom", NameForm, ("title",)),
    Step("phrase", SummaryForm, ("summary", "aims")),
    Step("genre", KindForm, ("kind", "is_maintained", "renews")),
    Step("ou", PlacesForm, ("territories",)),
    Step("rejoint", ReachForm, ("people_planned", "people_counting")),
    Step("organisme", CarrierForm, ("carrier",)),
    Step("partenaires", PartnersForm, ("partners",)),
    Step("dates", DatesForm, ("starts_on", "ends_on")),
    Step("cout", CostForm, (*MONEY, "lines")),
)
# What the sheet makes of the answers, by the answer it comes from.
ASKED_AS = {"total_cents": "fund_cents", "budget_lines": "lines", "partner_gifts": "partners"}
BY_SLUG = {step.slug: step for step in STEPS}


def form_of(step: Step, answers: dict, person: Person, data=None, *, words: str = "") -> QuestionForm:
    """The form of one question, filled with the kept answers. `words` searches the concerns it may come from."""
    extra = {"person": person, "words": words} if step.form is OriginForm else {}
    initial = _as_typed(answers) | answers.get(TYPED, {}).get(step.slug, {})
    return step.form(data, initial=initial, **extra)


def _as_typed(answers: dict) -> dict:
    typed = dict(answers)
    for name in MONEY:
        if typed.get(name) is not None:
            typed[name] = f"{typed[name] // 100}" + (f".{typed[name] % 100:02d}" if typed[name] % 100 else "")
    for name in ("starts_on", "ends_on"):
        typed[name] = _day(answers.get(name))
    typed["partners"] = "\n".join(
        ": ".join(filter(None, [one["name"], one["gives"]])) for one in answers.get("partners", [])
    )
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
        budget_lines=_budget_lines(answers),
        people_planned=answers.get("people_planned"),
        people_counting=answers.get("people_counting", ""),
        carrier=Organisation.objects.filter(slug=carrier).first() if carrier != UNKNOWN_CARRIER else None,
        partner_names=[one["name"] for one in answers.get("partners", [])],
        partner_gifts=[one for one in answers.get("partners", []) if one["gives"]],
        starts_on=_day(answers.get("starts_on")),
        ends_on=_day(answers.get("ends_on")),
        renews=answers.get("renews", ""),
    )


def _budget_lines(answers: dict) -> list[dict]:
    """The lines as typed, then what is kept for citizens who take part."""
    kept = answers.get("participation_cents")
    return [*answers.get("lines", []), *([{"label": PARTICIPATION, "cents": kept}] if kept else [])]


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
        "participation_cents": sum(line["cents"] for line in version.budget_lines if is_participation(line))
        or None,
        "lines": [line for line in version.budget_lines if not is_participation(line)],
        "partners": [
            {"name": name, "gives": "; ".join(g["gives"] for g in version.partner_gifts if g["name"] == name)}
            for name in version.partner_names
        ],
        "starts_on": version.starts_on.isoformat() if version.starts_on else None,
        "ends_on": version.ends_on.isoformat() if version.ends_on else None,
    }


def slug_of(field: str) -> str:
    """The question that holds this field of the sheet; none for what no question asks."""
    field = ASKED_AS.get(field, field)
    return next((step.slug for step in STEPS if field in step.fields), "")


def rows(answers: dict, url_of, *, person: Person) -> list[dict]:
    """The check page: one row per question, with « Changer ». `url_of(slug)` gives the page of a question."""
    sheet = sheet_of(answers)
    not_yet = _("I don't know yet.")
    cited = mine.citable_by_id(person, answers.get("from_concerns", []), now=clock.now())
    shown = (
        ("origine", _("Where it comes from"), "\n".join(f"« {concern.title} »" for concern in cited)),
        ("nom", _("Its name"), sheet.title),
        ("phrase", _("In one sentence"), "\n".join(filter(None, [sheet.summary, *sheet.aims]))),
        (
            "genre",
            _("Its kind"),
            "\n".join(filter(None, [str(InitiativeKind(sheet.kind).label), sheet.renews])),
        ),
        ("ou", _("Where"), ", ".join(place.name for place in sheet.territories)),
        ("rejoint", _("Who would be reached"), _reach(sheet)),
        ("organisme", _("The organisation"), sheet.carrier.name if sheet.carrier else ""),
        ("partenaires", _("Partners"), "\n".join(sheet_words.partners(sheet))),
        (
            "dates",
            _("The dates"),
            "\n".join(dates.short(day) for day in (sheet.starts_on, sheet.ends_on) if day),
        ),
        ("cout", _("The cost"), _cost(sheet)),
    )
    return [
        {"label": label, "value": value or not_yet, "change_url": url_of(slug), "change_what": label}
        for slug, label, value in shown
    ]


def _reach(sheet: Sheet) -> str:
    if not sheet.people_planned:
        return sheet.people_counting
    people = ngettext("%(count)d person", "%(count)d people", sheet.people_planned)
    return "\n".join(filter(None, [people % {"count": sheet.people_planned}, sheet.people_counting]))


def _cost(sheet: Sheet) -> str:
    if sheet.total_cents is None:
        return ""
    line = gettext("%(label)s: %(amount)s")
    lines = [
        line % {"label": row["label"], "amount": format_money(row["cents"])} for row in sheet.budget_lines
    ]
    return "\n".join([format_money(sheet.total_cents), *lines])
