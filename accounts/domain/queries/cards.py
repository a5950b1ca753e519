"""Who has a card or waits for one, for the people who give them."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import AccessCard, Mandate, OpeningCode, Person
from accounts.models.person import PersonQuerySet, name_key
from accounts.rules import entering
from common.exceptions import Missing


def card_people(on: date) -> PersonQuerySet:
    """Present people who do not work here: the others enter with a login name. Each has `is_welcomed`."""
    works_here = Mandate.objects.in_force(on).filter(person_id=OuterRef("pk")).exclude(role=Role.CITIZEN)
    welcomed = Mandate.objects.in_force(on).filter(person_id=OuterRef("pk"), role=Role.CITIZEN)
    live = Prefetch("cards", AccessCard.objects.filter(revoked_at__isnull=True), to_attr="live_cards")
    present = Person.objects.present().filter(~Exists(works_here), is_superuser=False)
    present = present.annotate(is_welcomed=Exists(welcomed))
    return present.select_related("territory").prefetch_related(live)


def waiting(*, on: date) -> PersonQuerySet:
    """People with a card, or signed up alone, whose first visit or welcome talk is not done; the latest first."""
    card = AccessCard.objects.filter(person_id=OuterRef("pk"), revoked_at__isnull=True)
    todo = (
        card_people(on)
        .filter(Exists(card) | Q(username__isnull=False, name_chosen_at__isnull=False))
        .filter(Q(is_welcomed=False) | Q(pk__in=Person.objects.present().without_nip()))
    )
    return todo.order_by("-joined_at", "-pk")


def find(text: str, *, on: date) -> PersonQuerySet:
    """By card number, or by any part of the borrowed name."""
    if entering.looks_like_a_number(text):
        typed = entering.squeezed(text)
        found = card_people(on).filter(cards__number=typed, cards__revoked_at__isnull=True)
    else:
        key = name_key(text)
        found = card_people(on).filter(name_key__contains=key) if key else card_people(on).none()
    return found.order_by("display_name", "pk")


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
