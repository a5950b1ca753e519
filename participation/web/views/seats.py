"""The seats of the regional Table."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.domain.queries import seats as queries
from accounts.enums import SeatGroup
from common import clock


def seats(request: HttpRequest) -> HttpResponse:
    rows = queries.current_seats(on=clock.today())
    groups = [
        {"label": group.label, "rows": [row for row in rows if row.seat.group == group]}
        for group in SeatGroup
    ]
    return render(
        request,
        "participation/seats.html",
        {
            "groups": [group for group in groups if group["rows"]],
            "parity": queries.parity(),
            "history": queries.history(),
        },
    )
