"""The technical administration notes who sits at the Table, as the Table and its bodies decide."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.domain import seats as verbs
from accounts.domain.queries import seats as queries
from accounts.enums import SeatGroup
from accounts.web.mandate_forms import AppointForm
from accounts.web.pages import table_seats as pages
from accounts.web.views.mandates import technical_only
from common import clock
from common.forms import posted
from common.two_steps import ask_then_check


@technical_only
def table_seats(request: HttpRequest) -> HttpResponse:
    rows = queries.current_seats(on=clock.today())
    groups = [
        {"label": group.label, "lines": [pages.line(row) for row in rows if row.seat.group == group]}
        for group in SeatGroup
    ]
    context = {
        "groups": [group for group in groups if group["lines"]],
        "facts": pages.parity_rows(rows),
        "vacant": sum(row.is_vacant for row in rows),
        "past": queries.history(),
    }
    return render(request, "accounts/mandates/seats.html", context)


@technical_only
def table_seat(request: HttpRequest, pk: int) -> HttpResponse:
    seat = queries.of_pk(pk)
    return render(
        request,
        "accounts/mandates/seat.html",
        {"seat": seat, "lines": pages.history(seat, on=clock.today())},
    )


@technical_only
@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """For somebody new, or in the place of who holds it: one act, one reason."""
    seat = queries.of_pk(pk)
    form = AppointForm(posted(request), today=clock.today())
    back = reverse("accounts:table_seat", args=[pk])
    return ask_then_check(
        request,
        form,
        lambda: verbs.appoint(
            by=request.user,
            seat=seat,
            person=form.found(),
            now=clock.now(),
            **{name: form.cleaned_data[name] for name in ("starts_on", "organisation", "profile", "reason")},
        ),
        rows=lambda: [{"label": _("Seat"), "value": seat.label}, *form.rows()],
        then=lambda _mandate: back,
        check={
            "title": _("Check the appointment"),
            "submit": _("Give this seat"),
            "lead": _("Whoever holds the seat leaves it the day before."),
        },
        codes=("mandate_excludes", "mandate_exists", "own_mandate", "seat_taken", "mandate_ended"),
        said=_("The seat is given."),
        title=_("Appoint to a seat"),
        submit=_("Check"),
        about=seat.label,
        crumb_url=back,
        crumb_label=seat.label,
    )
