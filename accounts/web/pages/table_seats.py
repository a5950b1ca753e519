"""The seats of the Table as the administration sees them."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain.queries import seats as queries
from accounts.domain.queries.seats import SeatRow
from accounts.models import Seat
from accounts.web.pages import mandates as mandate_pages


@dataclass(frozen=True)
class SeatLine:
    """A seat, who holds it, and where to read more."""

    label: str
    who: str
    url: str
    is_vacant: bool


def line(row: SeatRow) -> SeatLine:
    return SeatLine(
        label=row.seat.label,
        who=row.holder or (_("vacant") if row.is_vacant else _("not known yet")),
        url=reverse("accounts:table_seat", args=[row.seat.pk]),
        is_vacant=row.is_vacant,
    )


def parity_rows(rows: list[SeatRow]) -> list[dict]:
    """Seats, and those that somebody holds, on each side."""
    seats, filled = queries.parity(), queries.filled(rows)
    return [
        {"label": _("Seats"), "value": f"{filled.total} / {seats.total}", "detail": _("held")},
        {
            "label": _("Institutions"),
            "value": f"{filled.institutional} / {seats.institutional}",
            "detail": _("held"),
        },
        {"label": _("Community"), "value": f"{filled.community} / {seats.community}", "detail": _("held")},
    ]


def history(seat: Seat, *, on: date) -> list[mandate_pages.MandateLine]:
    return mandate_pages.lines(queries.mandates_of(seat), on=on)
