"""Envelopes: what is approved, what is signed, and the part kept for new projects. Cents."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum
from django.db.models.query import QuerySet

from participation.models import FundingYear, Initiative
from participation.models.initiative import InitiativeQuerySet
from participation.rules.funding import Figures, figures_of

__all__ = ["Committed", "Figures", "figures", "years"]


@dataclass(frozen=True)
class Committed:
    new_cents: int
    maintained_cents: int


def years() -> QuerySet[FundingYear]:
    return FundingYear.objects.order_by("starts_on", "pk")


def year_of(day: date | None, *, lock: bool = False) -> FundingYear | None:
    """The envelope of that day. `lock` makes two signatures of one year wait for each other."""
    if day is None:
        return None
    found = FundingYear.objects.filter(starts_on__lte=day, ends_on__gte=day).order_by("starts_on", "pk")
    return (found.select_for_update() if lock else found).first()


def _starting_in(year: FundingYear) -> InitiativeQuerySet:
    return Initiative.objects.filter(
        current__starts_on__gte=year.starts_on, current__starts_on__lte=year.ends_on
    )


def _sums(initiatives: InitiativeQuerySet) -> Committed:
    sums = initiatives.aggregate(
        new=Sum("current__fund_cents", filter=Q(current__is_new=True)),
        maintained=Sum("current__fund_cents", filter=Q(current__is_new=False)),
    )
    return Committed(new_cents=sums["new"] or 0, maintained_cents=sums["maintained"] or 0)


def approved(year: FundingYear) -> Committed:
    """The fund's part of what the Espace approved, by the year it starts in, from the moment it is approved."""
    return _sums(_starting_in(year).approved())


def signed(year: FundingYear) -> Committed:
    """The fund's part of what the signatory signed."""
    return _sums(_starting_in(year).filter(agreement__isnull=False))


def figures(year: FundingYear) -> Figures:
    """What the page shows: approved amounts against the envelope and its reserved part."""
    committed = approved(year)
    return figures_of(year, new_cents=committed.new_cents, maintained_cents=committed.maintained_cents)
