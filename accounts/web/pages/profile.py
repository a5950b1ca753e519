"""My page, in words."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain import contacts
from accounts.domain.queries.cards import live_card
from accounts.enums import ContactPath
from accounts.models import Person
from accounts.rules import naming
from accounts.rules.capacity import Capacity
from accounts.rules.second_step import must_prove
from common.exceptions import Refused

Row = dict[str, str]


@dataclass(frozen=True)
class ProfilePage:
    """`may_change`: somebody who works here changes neither name nor password by themself."""

    rows: list[Row]
    may_change: bool
    works_here: bool


def profile_page(capacity: Capacity) -> ProfilePage:
    person = capacity.person
    assert person is not None
    may_change = _may_change(capacity)
    card = live_card(person)
    name = {
        "label": _("Borrowed name") if may_change else _("Name that others see"),
        "value": person.display_name,
    }
    nip = {"label": _("NIP"), "value": _("You alone know it.")}
    if may_change:
        name |= {"change_url": reverse("accounts:profile_name"), "change_what": _("my borrowed name")}
        nip |= {"change_url": reverse("accounts:profile_pin"), "change_what": _("my NIP")}
    rows = [name, {"label": _("MRC"), "value": person.territory.name if person.territory else _("Not said.")}]
    if may_change:
        age = str(person.get_age_group_display()) or _("Not said.")
        rows += [{"label": _("Age group"), "value": age}]
        rows += [{"label": _("Card"), "value": str(card) if card else _("None for now.")}, nip]
    rows += [
        {
            "label": _("To be told things"),
            "value": _reach_words(person),
            "change_url": reverse("accounts:contact"),
            "change_what": _("how to reach me"),
        }
    ]
    return ProfilePage(rows=rows, may_change=may_change, works_here=must_prove(capacity))


def _reach_words(person: Person) -> str:
    """« par téléphone: 418 555-0142 »: the path, and what it follows."""
    path = str(ContactPath(person.contact_path).label)
    details = contacts.details_of(person)
    followed = {
        ContactPath.PHONE: details.phone if details else "",
        ContactPath.POST: details.postal_address if details else "",
        ContactPath.EMAIL: person.email,
    }.get(ContactPath(person.contact_path), "")
    return _("%(path)s: %(detail)s") % {"path": path, "detail": followed} if followed else path


def _may_change(capacity: Capacity) -> bool:
    try:
        naming.check_may_rename(capacity)
    except Refused:
        return False
    return True
