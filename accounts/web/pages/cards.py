"""What facilitation sees of a card and its person."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain.queries import cards as queries
from accounts.domain.queries import welcomes
from accounts.enums import ContactPath
from accounts.models import AccessCard, ContactDetails, Person, Welcome
from accounts.rules.visibility import shown_name
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
    is_noted: bool = False

    @property
    def is_welcomed(self) -> bool:
        return self.person.is_welcomed

    @property
    def may_print_alone(self) -> bool:
        return self.is_open and self.card is not None

    @property
    def may_make_code(self) -> bool:
        return not self.is_open and self.card is not None and not self.is_welcomed

    @property
    def needs_two(self) -> bool:
        """Whoever made this code alone could vote with it."""
        return not self.is_open and self.is_welcomed


def line(person: Person) -> CardLine:
    numbers = [str(card) for card in person.live_cards]
    facts = [
        person.territory.name if person.territory else "",
        _("card %(number)s") % {"number": numbers[0]} if numbers else _("no card"),
        "" if person.has_nip else _("waits for the first visit"),
        "" if person.is_welcomed else _("waits for the welcome talk"),
        _("wants to be called") if _waits_for_a_call(person) else "",
    ]
    return CardLine(
        name=person.display_name,
        text=", ".join(fact for fact in facts if fact),
        url=reverse("accounts:card", args=[person.pk]),
    )


def _waits_for_a_call(person: Person) -> bool:
    return not person.is_welcomed and person.contact_path == ContactPath.PHONE


def reach_rows(person: Person, details: ContactDetails | None) -> list[Row]:
    """How the person wants to be told things, with what that needs."""
    rows = [{"label": _("To be told things"), "value": str(ContactPath(person.contact_path).label)}]
    if details and details.phone:
        may = _("a message may be left") if details.may_leave_message else _("leave no message")
        ask = [_("ask for %(name)s") % {"name": details.call_name}] if details.call_name else []
        rows.append({"label": _("Phone"), "value": ", ".join((details.phone, *ask, may))})
    if details and details.postal_address:
        rows.append({"label": _("Postal address"), "value": details.postal_address})
    if person.email:
        rows.append({"label": _("E-mail"), "value": person.email})
    return rows


def card_page(person: Person, *, now: datetime) -> CardPage:
    card = queries.live_card(person)
    code = queries.waiting_code(person, now=now)
    noted = None if person.is_welcomed else welcomes.of_person(person)
    rows = [
        {"label": _("Card"), "value": str(card) if card else _("None for now.")},
        {"label": _("NIP"), "value": _("Chosen.") if person.has_nip else _("Not chosen yet.")},
        {"label": _("Welcome talk"), "value": _welcome(person, noted)},
        {"label": _("Borrowed name"), "value": _name(person)},
        {"label": _("MRC"), "value": person.territory.name if person.territory else _("Not said.")},
        {"label": _("Age group"), "value": str(person.get_age_group_display()) or _("Not said.")},
    ]
    if not person.has_nip:
        rows.insert(1, {"label": _("Opening code"), "value": _code(code.expires_at if code else None)})
    return CardPage(person=person, card=card, is_open=person.has_nip, rows=rows, is_noted=bool(noted))


def _welcome(person: Person, noted: Welcome | None) -> str:
    if person.is_welcomed:
        return _("Done.")
    if noted is None:
        return _("Not done yet.")
    words = {"name": shown_name(noted.held_by), "day": dates.short(dates.local_day(noted.held_at))}
    return _("Noted by %(name)s on %(day)s. Somebody of another employer must confirm it.") % words


def _name(person: Person) -> str:
    if person.has_nip:
        return person.display_name
    return _("%(name)s, until the person chooses.") % {"name": person.display_name}


def _code(until: datetime | None) -> str:
    if until is None:
        return _("Still to be made.")
    return _("Works once, until %(moment)s.") % {"moment": dates.day_time(until)}
