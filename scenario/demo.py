"""Loading the demonstration: the pack, moved to today, through the domain, in one transaction."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain import cards, factors, opening_codes, people, second_step
from accounts.domain.queries import territories
from accounts.enums import AgeGroup
from accounts.models import Person
from common import audit
from common.context import DEMO_EVENT, forget_demo
from common.exceptions import IllegalTransition
from scenario import shifting, showing, showing_answers, showing_table, showing_votes
from scenario.accounts import CITIZEN_PIN, STAFF_PASSWORD, STAFF_SECRET
from scenario.chronology import Chronology
from scenario.loading import schedule_all
from scenario.names import WAITING_CARD, WAITING_CODE, WAITING_NAME, card_number
from scenario.pack_reader import OWN_PACK, Pack, read
from scenario.timeline import Act, Timeline
from scenario.world import World
from voting.models import Scrutineer


class DemoFailed(Exception):
    """One act of the pack was refused: nothing is loaded."""


@transaction.atomic
def load(*, now: datetime, pack: Pack | None = None, force: bool = False) -> World:
    """Fill the database with the region of the pack, as it is at `now`. Nothing is ever deleted.

    Refused: people already there, unless `force`. Any refusal on the way leaves the database as it was.
    """
    if not force and Person.objects.exists():
        raise IllegalTransition("not_empty", _("There are already people here. Nothing was loaded."))
    pack = pack or read(OWN_PACK)
    pack = pack.shifted(shifting.weeks_to(pack, now=now))
    timeline, world = Timeline(), World(pack)
    schedule_all(timeline, Chronology(pack, now))
    showing_votes.schedule(timeline, Chronology(pack, now))
    showing_answers.schedule(timeline, now=now)
    showing_table.schedule(timeline, now=now)
    timeline.run(world, until=now, on_failure=_stop)
    _give_cards_and_pins(world, now=now)
    showing_answers.show(world, now=now)
    _leave_a_card_waiting(now=now)
    showing.show(world, now=now)
    showing_table.show(world, now=now)
    audit.record(DEMO_EVENT, by=None, subject="demo", now=now, weeks=pack.weeks)
    transaction.on_commit(forget_demo)
    return world


def _stop(act: Act, error: Exception) -> None:
    raise DemoFailed(f"{act.label}: {error}") from error


def _give_cards_and_pins(world: World, *, now: datetime) -> None:
    """A card for each citizen who is here; one hash per kind of NIP: hashing is slow on purpose."""
    citizens, staff = [], []
    for place, row in enumerate(world.pack.people):
        person = world.person(row.id)
        (citizens if row.is_citizen else staff).append(person.pk)
        if row.is_citizen and not row.has_left:
            cards.issue_card(by=None, person=person, number=card_number(place), now=now)
    staff.extend(Scrutineer.objects.values_list("person_id", flat=True))
    for person in Person.objects.filter(pk__in=staff).order_by("pk"):
        factors.keep_application(person, secret=STAFF_SECRET, now=now)
        # Nobody reads them: they only spare a newcomer the page that makes some.
        second_step.make_recovery_codes(person=person, now=now)
    Person.objects.filter(pk__in=citizens).update(password=make_password(CITIZEN_PIN))
    Person.objects.filter(pk__in=staff).update(password=make_password(STAFF_PASSWORD))


def _leave_a_card_waiting(*, now: datetime) -> None:
    """Somebody who has received a card and a slip, and has not come yet: try a first visit with it."""
    person = people.register(
        by=None,
        display_name=WAITING_NAME,
        territory=territories.west_to_east().last(),
        age_group=AgeGroup.FROM_35,
        now=now,
    )
    card = cards.issue_card(by=None, person=person, number=WAITING_CARD, now=now)
    opening_codes.issue_opening_code(by=None, card=card, digits=WAITING_CODE, now=now)
