"""What facilitation sees of a card and its person."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain.queries import cards as queries
from accounts.models import AccessCard, Person
from common import dates

Row = dict[str, str]


@dataclass(frozen=True)
class CardLine:
    """One person of a list. What is still to do is said in words."""

    name: str
    text: str
    url: str


@dataclass(frozen=True)
class CardPage:
    person: Person
    card: AccessCard | None
    is_open: bool
    rows: list[Row]

    @property
    def is_welcomed(self) -> bool:
        return self.person.is_welcomed

    @property
    def may_print_alone(self) -> bool:
        return self.is_open and self.card is not None

    @property
    def may_make_code(self) -> bool:
        return not self.is_open and self.card is not None


def line(person: Person) -> CardLine:
    numbers = [str(card) for card in person.live_cards]
    facts = [
        person.territory.name if person.territory else "",
        _("card %(number)s") % {"number": numbers[0]} if numbers else _("no card"),
        "" if person.has_nip else _("waits for the first visit"),
        "" if person.is_welcomed else _("waits for the welcome talk"),
    ]
    return CardLine(
        name=person.display_name,
        text=", ".join(fact for fact in facts if fact),
        url=reverse("accounts:card", args=[person.pk]),
    )


def card_page(person: Person, *, now: datetime) -> CardPage:
    card = queries.live_card(person)
    code = queries.waiting_code(person, now=now)
    rows = [
        {"label": _("Card"), "value": str(card) if card else _("None for now.")},
        {"label": _("NIP"), "value": _("Chosen.") if person.has_nip else _("Not chosen yet.")},
        {"label": _("Welcome talk"), "value": _("Done.") if person.is_welcomed else _("Not done yet.")},
        {"label": _("Borrowed name"), "value": _name(person)},
        {"label": _("MRC"), "value": person.territory.name if person.territory else _("Not said.")},
        {"label": _("Age group"), "value": str(person.get_age_group_display()) or _("Not said.")},
    ]
    if not person.has_nip:
        rows.insert(1, {"label": _("Opening code"), "value": _code(code.expires_at if code else None)})
    return CardPage(person=person, card=card, is_open=person.has_nip, rows=rows)


def _name(person: Person) -> str:
    if person.has_nip:
        return person.display_name
    return _("%(name)s, until the person chooses.") % {"name": person.display_name}


def _code(until: datetime | None) -> str:
    if until is None:
        return _("Still to be made.")
    return _("Works once, until %(moment)s.") % {"moment": dates.day_time(until)}
