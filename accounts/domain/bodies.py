"""The region's territories, organisations, bodies and seats, as the founding text lists them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction

from accounts.domain import mandates
from accounts.models import Body, Municipality, Organisation, Person, Seat, Territory
from accounts.rules import mandates as rules
from common import audit

T = TypeVar("T", bound=models.Model)


@transaction.atomic
def found_territory(
    *, by: Person | None, now: datetime, slug: str, municipalities: Iterable[str] = (), **fields: Any
) -> Territory:
    """Add an MRC and its municipalities; `fields` are those of Territory."""
    territory = _found(Territory, by=by, now=now, slug=slug, **fields)
    Municipality.objects.bulk_create(Municipality(territory=territory, name=name) for name in municipalities)
    return territory


def found_organisation(
    *, by: Person | None, now: datetime, slug: str, name: str, kind: str, **fields: Any
) -> Organisation:
    """Add an employer, partner or carrier; `fields` are those of Organisation."""
    return _found(Organisation, by=by, now=now, slug=slug, name=name, kind=kind, **fields)


def found_body(*, by: Person | None, now: datetime, slug: str, kind: str, name: str, **fields: Any) -> Body:
    """Add the Espace, the Table, a territorial concertation or the signatory."""
    return _found(Body, by=by, now=now, slug=slug, kind=kind, name=name, **fields)


def found_seat(
    *, by: Person | None, now: datetime, body: Body, composition: str, slug: str, label: str, **fields: Any
) -> Seat:
    """Add a seat of the Table to a composition (« 2024-2029 »)."""
    return _found(Seat, by=by, now=now, body=body, composition=composition, slug=slug, label=label, **fields)


@transaction.atomic
def _found(model: type[T], *, by: Person | None, now: datetime, **fields: Any) -> T:
    rules.check_may_found(mandates.acting(by, now=now))
    thing = model._default_manager.create(**fields)
    audit.record(f"{model._meta.model_name}_founded", by=by, subject=thing, now=now, slug=fields["slug"])
    return thing
