"""What the Espace sent and what the Table answered, for everybody. Nothing is removed."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.doors import capacity_of
from common import clock
from participation.domain.queries import answer_figures as figures
from participation.domain.queries import calendar as calendar_queries
from participation.domain.queries import transmissions as queries
from participation.rules import clock_words
from participation.web.pages import answer_figures as figure_page
from participation.web.pages import echoes
from participation.web.views.table import FAMILIES

PER_PAGE = 10
PILLS = {
    clock_words.ANSWERED: ("ok", "coche"),
    clock_words.WAITING: ("wait", "horloge"),
    clock_words.PAST_WISHED: ("wait", "cal"),
    clock_words.LATE: ("late", "attention"),
    clock_words.NO_CLOCK: ("", "info"),
}


def answers(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    found = queries.public_answers(today)
    accepted_on = queries.clock_in_force(today)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    echoes.put_beside(page, capacity_of(request), request.user)
    return render(
        request,
        "participation/answers.html",
        {
            "page": page,
            "cards": [_card(one) for one in page],
            "figures": _figures(found, today, is_committed=accepted_on is not None),
            "facts": _facts(found, is_committed=accepted_on is not None),
            "accepted_on": accepted_on,
            "meeting": calendar_queries.next_table_meeting(today),
        },
    )


def _figures(found: list[queries.Dossier], today: date, *, is_committed: bool) -> dict | None:
    return figure_page.page_of(figures.of(found, today=today), is_committed=is_committed) if found else None


def _card(one: queries.Dossier) -> dict:
    kind, icon_name = PILLS[one.clock.status]
    words = {
        clock_words.LATE: _("Late"),
        clock_words.PAST_WISHED: _("Wished date past"),
        clock_words.NO_CLOCK: _("For information"),
        clock_words.ANSWERED: one.latest.get_kind_display() if one.latest else _("Answered"),
    }
    return {
        "dossier": one,
        "family": FAMILIES[one.clock.status],
        "pill": {
            "kind": kind,
            "icon_name": icon_name,
            "text": words.get(one.clock.status, _("We are waiting")),
        },
        "is_waiting": one.clock.status not in (clock_words.ANSWERED, clock_words.NO_CLOCK),
    }


def _facts(found: list[queries.Dossier], *, is_committed: bool) -> list[dict]:
    def count(status: str) -> int:
        return sum(one.clock.status == status for one in found)

    late, past = count(clock_words.LATE), count(clock_words.PAST_WISHED)
    rows = [
        {"label": pgettext("how many", "Sent"), "value": len(found)},
        {"label": _("Answers"), "value": sum(one.latest is not None for one in found)},
        {"label": _("We wait, in time"), "value": count(clock_words.WAITING)},
    ]
    if is_committed:
        rows.append({"label": _("Late"), "value": late})
    if past or not is_committed:
        rows.append({"label": _("Wished date past"), "value": past})
    return rows
