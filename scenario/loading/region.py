"""Territories, organisations, bodies, seats, funding years: what is there before anybody speaks."""

from datetime import datetime

from accounts.domain import bodies
from accounts.enums import BodyKind
from participation.models import FundingYear
from scenario import rows
from scenario.chronology import Chronology
from scenario.timeline import SETUP, Timeline
from scenario.world import World

ESPACE_NAME = "Espace régional de participation citoyenne"
SIGNATORY_ROLE = "partenaire_signataire"
HUNDRED = 100


def schedule(timeline: Timeline, times: Chronology) -> None:
    at = times.first_moment()
    timeline.add(at, "territories", _territories, order=SETUP)
    timeline.add(at, "organisations", _organisations, order=SETUP)
    timeline.add(at, "bodies", _bodies, order=SETUP)
    timeline.add(at, "funding years", _funding_years, order=SETUP)


def _territories(world: World, now: datetime) -> None:
    for position, row in enumerate(world.pack.territories, start=1):
        made = bodies.found_territory(
            by=None,
            now=now,
            slug=row.id,
            municipalities=row.municipalities,
            code=row.code,
            name=row.name,
            official_name=row.official_name,
            label_de=row.label_de,
            seat=row.seat,
            position=position,
            population=row.population,
            cdc_name=row.cdc_name,
        )
        world.put("territories", row.id, made)


def _organisations(world: World, now: datetime) -> None:
    for row in world.pack.organisations:
        made = bodies.found_organisation(
            by=None,
            now=now,
            slug=row.id,
            name=row.name,
            kind=row.kind,
            short_name=row.short_name,
            mission=row.mission,
            territory=world.get("territories", row.territory) if row.territory else None,
        )
        world.put("organisations", row.id, made)


def _bodies(world: World, now: datetime) -> None:
    bodies.found_body(
        by=None, now=now, slug="espace", kind=BodyKind.ESPACE, name=ESPACE_NAME, short_name="l'Espace"
    )
    for territory in world.pack.territories:
        bodies.found_body(
            by=None,
            now=now,
            slug=f"concertation-{territory.id}",
            kind=BodyKind.TERRITORIAL,
            name=f"Concertation territoriale {territory.label_de}",
            territory=world.get("territories", territory.id),
        )
    for row in world.pack.organisations:
        if row.role == SIGNATORY_ROLE:
            organisation = world.get("organisations", row.id)
            bodies.found_body(
                by=None,
                now=now,
                slug="signataire",
                kind=BodyKind.SIGNATORY,
                name=row.name,
                organisation=organisation,
            )
    name, short = world.pack.table_name
    table = bodies.found_body(
        by=None, now=now, slug="table", kind=BodyKind.TABLE, name=name, short_name=short
    )
    for composition in world.pack.compositions:
        _seats(world, table, composition, now=now)


def _seats(world: World, table, composition: rows.CompositionRow, *, now: datetime) -> None:
    for position, row in enumerate(composition.seats, start=1):
        made = bodies.found_seat(
            by=None,
            now=now,
            body=table,
            composition=composition.id,
            is_current=composition.is_active,
            slug=row.id,
            label=row.label,
            holder_label=row.holder,
            group=row.group,
            parity_group=row.parity_group,
            territory=world.get("territories", row.territory) if row.territory else None,
            position=position,
        )
        if composition.is_active:
            world.put("seats", row.id, made)


def _funding_years(world: World, now: datetime) -> None:
    for row in world.pack.funding_years:
        share = row.reserved_share_new
        is_round = (share * HUNDRED).denominator == 1
        label = row.id if not world.pack.weeks else f"{row.starts_on.year}-{row.ends_on.year}"
        made = FundingYear.objects.create(
            label=label,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            envelope_cents=row.envelope * HUNDRED,
            reserved_new_num=int(share * HUNDRED) if is_round else share.numerator,
            reserved_new_den=HUNDRED if is_round else share.denominator,
            is_fictional=row.is_fictional,
        )
        world.put("funding_years", row.id, made)
