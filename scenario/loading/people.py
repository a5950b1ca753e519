"""Everybody, registered before the first word; citizens welcomed by facilitation, the others mandated."""

from datetime import datetime

from accounts.domain import contacts, interests, mandates, people, welcomes
from accounts.enums import ContactPath, Role
from accounts.models import Person
from common.dates import local_day
from scenario import dates, rows
from scenario.chronology import HOUR, Chronology
from scenario.names import login_names
from scenario.timeline import SETUP, Timeline
from scenario.world import World


def schedule(timeline: Timeline, times: Chronology) -> None:
    at = times.first_moment() + HOUR
    names = login_names(times.pack.people)
    # Facilitation first: it welcomes the citizens.
    for row in sorted(times.pack.people, key=lambda row: row.is_citizen):
        timeline.add(at, f"person {row.id}", _register(row, names[row.id]), order=SETUP)
    for row in times.pack.people:
        if row.has_left:
            timeline.add(_leaving_at(row, times), f"{row.id} leaves", _leave(row))


def _register(row: rows.PersonRow, login: str):
    def run(world: World, now: datetime) -> None:
        person = people.register(
            by=None,
            display_name=row.display,
            territory=world.get("territories", row.territory) if row.territory else None,
            municipality=row.municipality,
            age_group=row.age_group,
            contact_path=row.channel,
            username=login,
            now=now,
        )
        world.put("people", row.id, person)
        _keep_details(person, row.channel, now=now)
        if row.is_citizen:
            _welcome(world, row, person, now=now)
        else:
            _mandate(world, row, person, now=now)
        for organisation, kind in row.interests:
            tied_to = world.get("organisations", organisation)
            interests.declare(by=person, person=person, organisation=tied_to, kind=kind, now=now)

    return run


def _keep_details(person: Person, path: str, *, now: datetime) -> None:
    """Invented details, so that whoever chose a call or a letter can be reached; 555 numbers belong to nobody."""
    if path == ContactPath.PHONE:
        contacts.choose(by=None, person=person, path=path, phone=f"418 555-{person.pk % 10000:04d}", now=now)
    elif path == ContactPath.POST:
        address = f"{person.pk}, rang du Fleuve\n{person.municipality}".strip()
        contacts.choose(by=None, person=person, path=path, postal_address=address, now=now)


def _welcome(world: World, row: rows.PersonRow, person: Person, *, now: datetime) -> None:
    """Held by facilitation, seconded by another employer; by the system in a pack where nobody could."""
    if not row.is_welcomed:
        return
    second = world.second()
    if second is None:
        people.welcome(by=None, person=person, now=now)
        return
    people.welcome(by=world.facilitator(), person=person, now=now)
    welcomes.second(by=second, welcome=person.welcomes.waiting().get(), now=now)


def _mandate(world: World, row: rows.PersonRow, person: Person, *, now: datetime) -> None:
    is_of_a_territory = row.role == Role.MRC_RESOURCE and row.territory
    mandates.grant(
        by=None,
        person=person,
        role=row.role,
        starts_on=local_day(now),
        now=now,
        organisation=world.get("organisations", row.organisation) if row.organisation else None,
        territory=world.get("territories", row.territory) if is_of_a_territory else None,
        seat=world.get("seats", row.seat) if row.seat else None,
        profile=row.profile,
    )


def _leaving_at(row: rows.PersonRow, times: Chronology) -> datetime:
    """Two days after their last word."""
    words = [times.posted_at[concern.id] for concern in times.pack.concerns if concern.author == row.id]
    words += [said.at for thread in times.pack.threads for said in thread.messages if said.author == row.id]
    return dates.plus_days(max(words, default=times.first_moment() + HOUR), 2)


def _leave(row: rows.PersonRow):
    def run(world: World, now: datetime) -> None:
        person = world.person(row.id)
        people.leave(by=person, person=person, now=now)

    return run
