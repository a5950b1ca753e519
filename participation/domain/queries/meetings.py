"""Meetings of the Table, with what each one talks about."""

from dataclasses import dataclass
from datetime import date

from django.db.models.query import QuerySet
from django.utils.translation import gettext_lazy as _

from common.exceptions import Missing
from participation.domain.queries import answers, transmissions
from participation.domain.queries.transmissions import Dossier
from participation.enums import DatePrecision, EventScope
from participation.models import AgendaItem, AnswerDraft, CalendarEvent


@dataclass(frozen=True)
class OnAgenda:
    """One dossier of the agenda, with the answer in the making."""

    dossier: Dossier
    draft: AnswerDraft | None


def meetings(today: date) -> QuerySet[CalendarEvent]:
    """The Table's meetings to come, the nearest first."""
    return CalendarEvent.objects.table_meetings().filter(starts_on__gte=today).in_order()


def find(slug: str) -> CalendarEvent:
    of_the_table = CalendarEvent.objects.filter(scope=EventScope.TABLE, precision=DatePrecision.DAY)
    found = of_the_table.filter(slug=slug).first()
    if found is None:
        raise Missing("missing", _("This is not here."))
    return found


def agenda(meeting: CalendarEvent, *, today: date) -> list[OnAgenda]:
    """In the order it was put there."""
    listed = AgendaItem.objects.filter(meeting=meeting).order_by("added_at", "pk")
    pks = list(listed.values_list("transmission_id", flat=True))
    found = {one.transmission.pk: one for one in transmissions.dossiers(pks, today=today)}
    drafts = answers.open_drafts(pks)
    return [OnAgenda(found[pk], drafts.get(pk)) for pk in pks]


def may_be_added(meeting: CalendarEvent, *, today: date) -> list[Dossier]:
    """Acknowledged, not answered, and not on this agenda yet; decisions of the Espace are not discussed."""
    on_it = set(AgendaItem.objects.filter(meeting=meeting).values_list("transmission_id", flat=True))
    return [
        one
        for one in transmissions.inbox(today)
        if one.acknowledged_on and not one.is_decision and one.transmission.pk not in on_it
    ]
