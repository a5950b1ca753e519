"""Which dossiers the Table talks about, at which meeting. `domain.transmissions` says these verbs with the others."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit, dates
from common.exceptions import BadInput, IllegalTransition, Missing
from participation.domain import stages
from participation.domain.queries import calendar
from participation.enums import EventScope, TransmissionState
from participation.models import AgendaItem, CalendarEvent, Transmission
from participation.rules import responses


@transaction.atomic
def put_on_agenda(
    *, by: Person, transmission: Transmission, now: datetime, meeting: CalendarEvent | None = None
) -> Transmission:
    """The Table will talk about it: at that meeting, or the next one when its day is known.

    Refused: anybody but the Table; what is not acknowledged, is answered or already on that agenda; a meeting that is
    over or is not the Table's.
    """
    today = dates.local_day(now)
    responses.check_answers_for_the_table(people.capacity(by, on=today))
    if meeting is None:
        meeting = calendar.next_table_meeting(today)
    elif meeting.scope != EventScope.TABLE or meeting.starts_on < today or meeting.is_cancelled:
        raise BadInput("meeting", _("Choose a meeting of the Table that is to come."))
    known = meeting is not None and transmission.agenda.filter(meeting=meeting).exists()
    if transmission.state != TransmissionState.ON_AGENDA or known or meeting is None:
        stages.move(transmission, to=TransmissionState.ON_AGENDA, by=by, now=now)
    if meeting is not None and not known:
        AgendaItem.objects.create(meeting=meeting, transmission=transmission, added_by=by, added_at=now)
        audit.record("agenda.added", by=by, subject=transmission, now=now, meeting=meeting.slug)
    return transmission


@transaction.atomic
def take_off_agenda(*, by: Person, transmission: Transmission, meeting: CalendarEvent, now: datetime) -> None:
    """Not at that meeting after all. It stays on the Table's agenda: another meeting may be chosen.

    Refused: anybody but the Table; a meeting that is over; what is not on that agenda (404).
    """
    today = dates.local_day(now)
    responses.check_answers_for_the_table(people.capacity(by, on=today))
    if meeting.starts_on < today:
        raise IllegalTransition("meeting_over", _("This meeting is over. Its agenda stays."))
    removed, _rows = AgendaItem.objects.filter(meeting=meeting, transmission=transmission).delete()
    if not removed:
        raise Missing("missing", _("This is not here."))
    audit.record("agenda.removed", by=by, subject=transmission, now=now, meeting=meeting.slug)
