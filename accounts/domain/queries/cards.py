"""Who has a card or waits for one, for the people who give them."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import AccessCard, Mandate, OpeningCode, Person
from accounts.models.person import PersonQuerySet, name_key
from accounts.rules import entering
from common.exceptions import Missing

SHOWN = 20


def card_people(on: date) -> PersonQuerySet:
    """Present people who do not work here: the others enter with a login name."""
    works_here = Mandate.objects.in_force(on).filter(person_id=OuterRef("pk")).exclude(role=Role.CITIZEN)
    live = Prefetch("cards", AccessCard.objects.filter(revoked_at__isnull=True), to_attr="live_cards")
    present = Person.objects.present().filter(~Exists(works_here), is_superuser=False)
    return present.select_related("territory").prefetch_related(live)


def waiting_for_first_visit(*, on: date) -> list[Person]:
    """The latest people who have a card and no NIP yet."""
    card = AccessCard.objects.filter(person_id=OuterRef("pk"), revoked_at__isnull=True)
    unopened = card_people(on).without_nip().filter(Exists(card))
    return list(unopened.order_by("-joined_at", "-pk")[:SHOWN])


def find(text: str, *, on: date) -> list[Person]:
    """By card number, or by the beginning of a word of the borrowed name."""
    if entering.looks_like_a_number(text):
        typed = entering.squeezed(text)
        found = card_people(on).filter(cards__number=typed, cards__revoked_at__isnull=True)
    else:
        key = name_key(text)
        found = card_people(on).filter(name_key__contains=key) if key else card_people(on).none()
    return list(found.order_by("display_name", "pk")[:SHOWN])


def of_person(pk: int, *, on: date) -> Person:
    """Refused (Missing): nobody there, somebody who left, somebody who works here."""
    person = card_people(on).filter(pk=pk).first()
    if person is None:
        raise Missing("missing", _("This is not here."))
    return person


def live_card(person: Person) -> AccessCard | None:
    return person.cards.filter(revoked_at__isnull=True).first()


def waiting_code(person: Person, *, now: datetime) -> OpeningCode | None:
    """The opening code that still opens the person's card."""
    return OpeningCode.objects.live(now).filter(card__person=person).first()
