"""The seats of the regional Table: who holds them, and whether both halves weigh the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import ParityGroup, SeatGroup
from accounts.models import Mandate, Person, Seat
from common.exceptions import Missing


@dataclass(frozen=True)
class SeatRow:
    """A seat on a day. `holder` is who sits there: a body by right, else the people mandated.

    `was_held`: somebody is known to have sat there before.
    """

    seat: Seat
    holders: tuple[Person, ...]
    was_held: bool = False
    standing: tuple[Mandate, ...] = ()

    @property
    def public_holder(self) -> str:
        """What everybody reads: the body by right, else the organisation and the function. Never a name."""
        said = (
            part for mandate in self.standing for part in (str(mandate.organisation or ""), mandate.profile)
        )
        return self.seat.holder_label or ", ".join(filter(None, said))

    @property
    def holder(self) -> str:
        return self.seat.holder_label or ", ".join(person.display_name for person in self.holders)

    @property
    def term(self) -> Mandate | None:
        """The mandate of who sits there, with its first and last days; none for a body that holds the seat by right."""
        return self.standing[-1] if self.standing and not self.seat.holder_label else None

    @property
    def is_vacant(self) -> bool:
        """Somebody held it and nobody does any more. A seat we never knew anything of is not vacant."""
        return self.was_held and not self.holder

    @property
    def is_unknown(self) -> bool:
        """Nobody has told us yet who sits there."""
        return not self.holder and not self.was_held


@dataclass(frozen=True)
class Parity:
    """Numbers of seats; the signatory leads and is counted apart."""

    institutional: int
    community: int
    signatory: int
    total: int

    @property
    def is_equal(self) -> bool:
        return self.institutional == self.community


@dataclass(frozen=True)
class Composition:
    """A past composition of the Table, by its years."""

    years: str
    seats: tuple[Seat, ...]


def current_seats(*, on: date) -> list[SeatRow]:
    """The seats of the current composition, as listed by the founding text (two queries)."""
    begun = Mandate.objects.filter(starts_on__lte=on).select_related("person", "organisation")
    seats = (
        Seat.objects.current()
        .select_related("territory")
        .prefetch_related(Prefetch("mandates", queryset=begun.order_by("starts_on", "pk"), to_attr="begun"))
        .as_listed()
    )
    return [_row(seat, on) for seat in seats]


def _row(seat: Seat, on: date) -> SeatRow:
    begun: list[Mandate] = seat.begun  # type: ignore[attr-defined]
    standing = tuple(_standing(begun, on))
    people = tuple(mandate.person for mandate in standing)
    return SeatRow(seat=seat, holders=people, was_held=bool(begun), standing=standing)


def _standing(mandates: Iterable[Mandate], on: date) -> Iterable[Mandate]:
    for mandate in mandates:
        if mandate.person.left_at is None and (mandate.ends_on is None or mandate.ends_on >= on):
            yield mandate


def filled(rows: Iterable[SeatRow]) -> Parity:
    """Among seats, those that a body or somebody holds, on each side."""
    held = [row.seat for row in rows if row.holder]
    return Parity(
        institutional=sum(seat.parity_group == ParityGroup.INSTITUTIONAL for seat in held),
        community=sum(seat.parity_group == ParityGroup.COMMUNITY for seat in held),
        signatory=sum(seat.group == SeatGroup.SIGNATORY for seat in held),
        total=len(held),
    )


def of_pk(pk: int) -> Seat:
    """Refused (Missing): no such seat."""
    found = Seat.objects.filter(pk=pk).first()
    if found is None:
        raise Missing("missing", _("This is not here."))
    return found


def mandates_of(seat: Seat) -> list[Mandate]:
    """Everybody who held it, the latest first."""
    listed = Mandate.objects.filter(seat=seat).order_by("-starts_on", "-pk")
    return list(
        listed.select_related("person", "organisation", "territory", "seat", "granted_by", "ended_by")
    )


def parity() -> Parity:
    """Institutional and community seats of the current composition, the signatory outside."""
    return Parity(
        **Seat.objects.current().aggregate(
            institutional=Count("pk", filter=Q(parity_group=ParityGroup.INSTITUTIONAL)),
            community=Count("pk", filter=Q(parity_group=ParityGroup.COMMUNITY)),
            signatory=Count("pk", filter=Q(group=SeatGroup.SIGNATORY)),
            total=Count("pk"),
        )
    )


def history() -> list[Composition]:
    """Past compositions, the most recent first."""
    past = Seat.objects.filter(is_current=False).order_by("-composition", "position", "pk")
    return [
        Composition(years=years, seats=tuple(seats))
        for years, seats in groupby(past, key=lambda seat: seat.composition)
    ]
