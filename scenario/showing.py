"""What the pack does not tell and a visitor should see: a workshop, a welcome that waits, lines in a journal, words by phone."""

from datetime import datetime, timedelta
from uuid import UUID

from accounts.domain import batches, cards, contacts, disputes, journal, people, welcomes
from accounts.domain.queries import territories
from accounts.enums import AgeGroup, ContactPath, IdentityPart, Via
from participation.domain import helping
from participation.enums import HelpedWish
from scenario import showing_talk, showing_texts
from scenario.names import WELCOMED_NAME
from scenario.world import World

WORKSHOP = UUID("00000000-0000-4000-8000-000000000001")
WORKSHOP_CARDS = 4
# Told by phone, written by a worker: the first is in order, the second was not said like this.
BY_PHONE = (
    "Ma laveuse est brisée depuis deux mois. Réparer coûte presque le prix d'une neuve.",
    "À la buanderie, il faut maintenant payer avec un téléphone. Je n'en ai pas.",
)


def show(world: World, *, now: datetime) -> None:
    """In the past days, by the pack's facilitators. A pack with only one of them shows no waiting welcome."""
    _workshop(world, now=now - timedelta(days=6))
    _lines(world, now=now)
    _welcome(world, now=now - timedelta(days=1))
    _written_by_phone(world, now=now)
    showing_talk.show(world, now=now - timedelta(days=1))
    showing_texts.show(world, now=now)


def _workshop(world: World, *, now: datetime) -> None:
    """Cards printed and not opened yet: their codes are lost, as they are when the page is left."""
    place = territories.west_to_east().first()
    batches.prepare(by=world.facilitator(), count=WORKSHOP_CARDS, territory=place, once=WORKSHOP, now=now)


def _lines(world: World, *, now: datetime) -> None:
    """A worker wrote down again how to reach the first citizen of the pack, then called: both are in their journal."""
    person, worker = world.citizens()[0], world.facilitator()
    known = contacts.details_of(person)
    contacts.choose(
        by=worker,
        person=person,
        path=ContactPath(person.contact_path),
        phone=known.phone if known else "",
        may_leave_message=True,
        now=now - timedelta(days=3),
    )
    journal.note_look(person=person, viewer=worker, part=IdentityPart.CONTACT, now=now - timedelta(days=2))
    disputes.mark_seen(person=person, now=now - timedelta(days=1))


def _welcome(world: World, *, now: datetime) -> None:
    """Somebody of another employer held the talk: facilitation reads it and answers."""
    holder = world.other_facilitator()
    if holder is None:
        return
    person = people.register(
        by=holder,
        display_name=WELCOMED_NAME,
        territory=territories.west_to_east().first(),
        age_group=AgeGroup.FROM_25,
        now=now,
    )
    cards.issue_card(by=holder, person=person, now=now)
    welcomes.hold(by=holder, person=person, now=now)


def _written_by_phone(world: World, *, now: datetime) -> None:
    """The first citizen finds « Ce ne sont pas mes mots » beside theirs; another one already said so, and waits for a call."""
    worker = world.facilitator()
    for person, text in zip(world.citizens()[:2], BY_PHONE, strict=False):
        said = helping.record_concern(
            by=worker, person=person, text=text, via=Via.PHONE, has_agreed=True, now=now - timedelta(days=2)
        )
    helping.not_my_words(
        by=said.person, contribution=said, wish=HelpedWish.CORRECT, now=now - timedelta(hours=20)
    )
