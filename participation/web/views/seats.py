"""The seats of the regional Table: which ones, and what we know of who sits there. No person's name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.domain.queries import seats as queries
from accounts.domain.queries.seats import SeatRow
from accounts.doors import capacity_of
from accounts.enums import SeatGroup
from common import clock, dates
from participation.domain.queries import accepting, transmissions
from participation.rules import accepting as rules


def seats(request: HttpRequest) -> HttpResponse:
    rows = queries.current_seats(on=clock.today())
    groups = [
        {"label": group.label, "rows": [_row(row) for row in rows if row.seat.group == group]}
        for group in SeatGroup
    ]
    parity, own = queries.parity(), accepting.acceptance()
    return render(
        request,
        "participation/seats.html",
        {
            "groups": [group for group in groups if group["rows"]],
            "parity": parity,
            "facts": [
                {"label": _("Seats"), "value": parity.total},
                {"label": _("Institutions"), "value": parity.institutional},
                {"label": _("Community"), "value": parity.community},
            ],
            "filled": queries.filled(rows),
            "vacant": sum(row.is_vacant for row in rows),
            "years": rows[0].seat.composition if rows else "",
            "is_all_known": not any(row.is_unknown for row in rows),
            "history": queries.history(),
            "accepted_on": transmissions.clock_in_force(clock.today()),
            "acceptance": own,
            "may_accept": rules.may_accept(capacity_of(request), is_accepted=own is not None),
        },
    )


def _row(row: SeatRow) -> dict[str, str]:
    """« Pas encore connu » is not « vacant »: we only say that a seat is empty when somebody left it."""
    if row.is_unknown:
        return {"seat": row.seat.label, "who": _("not known yet")}
    who = row.public_holder or (_("vacant") if row.is_vacant else _("held"))
    return {"seat": row.seat.label, "who": ", ".join([who, *_term(row)])}


def _term(row: SeatRow) -> list[str]:
    """« depuis le …, jusqu'au … »: a term ends with the composition of the Table, unless it was ended before."""
    if row.term is None:
        return []
    said = [_("since %(day)s") % {"day": dates.short(row.term.starts_on)}]
    if row.term.ends_on is not None:
        said.append(_("until %(day)s") % {"day": dates.short(row.term.ends_on)})
    return said
