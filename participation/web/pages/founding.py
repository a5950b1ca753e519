"""« Where it comes from »: the law, the plans, the steps and dates of the founding text, in plain words.

The facts and their lines come from the founding text; what it does not say is not said here.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.domain.queries import calendar as queries
from participation.enums import EventScope
from participation.models import CalendarEvent
from participation.web import calendar_lines

_LINES = re.compile(r"l\.(\d+(?:-\d+)?)")


@dataclass(frozen=True)
class Piece:
    """One fact in one or two short sentences, and the lines of the founding text it comes from."""

    icon: str
    title: str
    text: str
    lines: str


PIECES = (
    Piece(
        "feuille",
        gettext_lazy("A law"),
        gettext_lazy("In 2002, Québec adopted a law against poverty and exclusion. It is called Loi 112."),
        "16-18",
    ),
    Piece(
        "cal",
        gettext_lazy("Plans"),
        gettext_lazy("Four government plans followed. The fourth one goes from 2024 to 2029."),
        "20-42",
    ),
    Piece(
        "voix",
        gettext_lazy("A target"),
        gettext_lazy("By 2029, more people who live in poverty take part where things are decided."),
        "53",
    ),
    Piece(
        "coeur",
        gettext_lazy("The Alliances"),
        gettext_lazy(
            "An Alliance pays for initiatives against poverty. Partners of the region agree on them."
        ),
        "63-64",
    ),
    Piece(
        "lieu",
        gettext_lazy("Eight MRCs"),
        gettext_lazy(
            "In each MRC, a concertation chooses its priorities. It approves the MRC's initiatives."
        ),
        "144-149",
    ),
    Piece(
        "ronde",
        gettext_lazy("A regional Table"),
        gettext_lazy("The Table approves the regional initiatives, except those of the Espace."),
        "154",
    ),
    Piece(
        "gens",
        gettext_lazy("The Espace"),
        gettext_lazy(
            "Citizens say what they live, and approve the initiatives of the Espace. They alone decide."
        ),
        "195-198",
    ),
)
# By the short name of the date in the calendar; a date without words here shows its title alone.
EXPLAINED = {
    "loi-112": gettext_lazy("Québec gives itself a law against poverty and exclusion."),
    "plan-2": gettext_lazy("Its full name speaks of solidarity and social inclusion."),
    "plan-3": gettext_lazy("Its full name speaks of economic inclusion and social participation."),
    "plan-4": gettext_lazy("It is the plan of today."),
    "evaluation": gettext_lazy("Partners look together at what was done."),
    "rapport": gettext_lazy("Partners read what the evaluation found."),
    "forum-2023": gettext_lazy("The region says what must be there for it to work."),
    "comite": gettext_lazy("Sixteen places, for MRCs and organisations. None for a citizen."),
    "preparation": gettext_lazy("The way of working from 2024 to 2029 is written."),
    "tournee": gettext_lazy("Partners hear the proposal."),
    "ca": gettext_lazy("A board of directors hears the proposal."),
    "fin-2017-2023": gettext_lazy("The actions of the third plan stop."),
    "convention": gettext_lazy("It is about the money of the fund."),
    "guide": gettext_lazy("It says how to make the new Alliances work."),
    "forum-2024": gettext_lazy("The region hears the new way of working."),
    "designation": gettext_lazy("The Table learns who sits there."),
    "depot-plan": gettext_lazy("The minister must approve it."),
    "strategie": gettext_lazy("Our own rules come from there."),
    "terr-mode": gettext_lazy("Each MRC says how it works."),
    "terr-strategie": gettext_lazy("Each MRC says how citizens take part."),
    "terr-priorites": gettext_lazy("Each MRC says what comes first."),
    "terr-plan": gettext_lazy("Each MRC writes what it will do."),
    "terr-debut": gettext_lazy("The initiatives of the plans may begin."),
    "fin-initiatives": gettext_lazy("Said for the plans of the MRCs. To confirm for the Espace."),
    "cible-3": gettext_lazy("More people who live in poverty, where things are decided."),
}
GROUPS = (
    (EventScope.QUEBEC, gettext_lazy("The law and the plans of Québec")),
    (EventScope.REGION, gettext_lazy("The steps in our region")),
    (EventScope.TERRITORY, gettext_lazy("What each MRC is asked for")),
)


def pieces() -> list[dict]:
    return [
        {"icon": one.icon, "title": one.title, "text": one.text, "source": in_the_founding_text(one.lines)}
        for one in PIECES
    ]


def steps(today: date) -> list[dict]:
    """The dates in three groups, each in order; a group without a date is not shown."""
    events = list(queries.founding())
    groups = [
        {"title": title, "items": [_step(event, today) for event in events if event.scope == scope]}
        for scope, title in GROUPS
    ]
    return [group for group in groups if group["items"]]


def _step(event: CalendarEvent, today: date) -> dict:
    explained = str(EXPLAINED.get(event.slug, ""))
    source = source_words(event.source)
    return {
        "title": event.title,
        "state": _state(event, today),
        "when": _when(event, today),
        "detail": " ".join(part for part in (explained, f"({source})" if source else "") if part),
    }


def _when(event: CalendarEvent, today: date) -> str:
    """A deadline was asked for; nobody here says whether it was kept."""
    said = calendar_lines.when(event, today)
    return _("Asked for: %(date)s") % {"date": said} if event.is_deadline else said


def _state(event: CalendarEvent, today: date) -> str:
    last = event.ends_on or event.starts_on
    if event.is_deadline or event.starts_on > today:
        return "later"
    return "done" if last < today or event.ends_on is None else "now"


def source_words(source: str) -> str:
    """« semence l.16-18 » is the founding text and its lines; any other source is named as it is."""
    found = _LINES.findall(source)
    return in_the_founding_text(*found) if found else source


def in_the_founding_text(*lines: str) -> str:
    spans = _(" and ").join(_span(one) for one in lines)
    is_one = len(lines) == 1 and "-" not in lines[0]
    pattern = _("founding text, line %(lines)s") if is_one else _("founding text, lines %(lines)s")
    return pattern % {"lines": spans}


def _span(lines: str) -> str:
    first, _dash, last = lines.partition("-")
    return _("%(first)s to %(last)s") % {"first": first, "last": last} if last else first
