"""The part of an envelope reserved for new projects, in cents and exact proportions (founding text, l.66)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.rules.capacity import Capacity
from common.exceptions import Refused
from participation.models import FundingYear


def check_is_signatory(capacity: Capacity) -> None:
    if not capacity.is_signatory:
        raise Refused("signatory_only", _("Only the signatory partner checks the rules of the fund."))


def check_is_carrier(capacity: Capacity) -> None:
    if not capacity.is_carrier:
        raise Refused("carrier_only", _("Only the organisation that carries it does this."))


@dataclass(frozen=True)
class Figures:
    """Cents. `remaining_cents` is negative when more is approved than the envelope holds."""

    committed_cents: int
    committed_new_cents: int
    remaining_cents: int
    reserved_new_cents: int
    reserve_met: bool


def reserved_cents(year: FundingYear) -> int:
    """Rounded up to the cent: the reserve is never short."""
    return -(-year.envelope_cents * year.reserved_new_num // year.reserved_new_den)


def figures_of(year: FundingYear, *, new_cents: int, maintained_cents: int) -> Figures:
    """`reserve_met`: maintained projects leave the reserved part whole."""
    committed = new_cents + maintained_cents
    return Figures(
        committed_cents=committed,
        committed_new_cents=new_cents,
        remaining_cents=year.envelope_cents - committed,
        reserved_new_cents=reserved_cents(year),
        reserve_met=maintained_cents <= year.envelope_cents - reserved_cents(year),
    )


def check_may_engage(
    year: FundingYear | None, *, signed_new_cents: int, signed_maintained_cents: int
) -> None:
    """The amounts include the agreement about to be signed. A vote is never blocked by this; a signature is."""
    if year is None:
        raise Refused(
            "funding_year_missing", _("Set the envelope and its reserved part for that year first.")
        )
    figures = figures_of(year, new_cents=signed_new_cents, maintained_cents=signed_maintained_cents)
    if not figures.reserve_met:
        raise Refused("reserved_part_taken", _("The part reserved for new projects would be used."))
    if figures.remaining_cents < 0:
        raise Refused("envelope_exceeded", _("The envelope of that year is not large enough."))
