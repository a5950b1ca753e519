"""A date of the calendar moves or is cancelled in public, with a reason; those who were told are told again."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from common import clock
from common.exceptions import BadInput, IllegalTransition, Refused
from common.models import AuditEvent
from participation.domain import moving_dates, telling, transmissions
from participation.domain.calendar import add_event, plan
from participation.domain.queries import calendar as queries
from participation.enums import EventScope, NoticeKind
from participation.models import CalendarEvent, DateChange, Notice
from participation.rules import notice_words
from tests import cast
from tests.participation.core_b import sendings
from tests.participation.web_staff import world

NOW = world.NOW
pytestmark = pytest.mark.django_db
DAY = (NOW + timedelta(days=9)).date()
LATER = DAY + timedelta(days=7)
WHY = "La salle n'est pas libre."


def meeting(scope: str = EventScope.ESPACE, **changed) -> CalendarEvent:
    values = {"slug": f"{scope}-{DAY}", "title": "Rencontre de la salle", "starts_on": DAY} | changed
    return add_event(by=None, scope=scope, now=NOW, **values)


def moved(event: CalendarEvent, by=None, **changed) -> DateChange:
    values = {"starts_on": LATER, "reason": WHY, "now": NOW} | changed
    return moving_dates.move(by=by or cast.facilitator(), event=event, **values)


def test_it_moves_with_its_reason_and_both_days_stay_readable(client):
    event = meeting()

    moved(event)

    with clock.frozen(NOW):
        page = client.get(reverse("participation:calendar")).content.decode()
        diary = client.get(reverse("participation:calendar_ics")).content.decode()
        told = client.get(reverse("participation-api:calendar")).json()[0]
    assert event.starts_on == LATER
    assert ("pas libre" in page, f"DTSTART;VALUE=DATE:{LATER:%Y%m%d}" in diary) == (True, True)
    assert ("SEQUENCE:1" in diary, "STATUS:CANCELLED" in diary) == (True, False)
    assert told["changes"] == [{"from_on": str(DAY), "to_on": str(LATER), "reason": WHY}]
    event_of_it = AuditEvent.objects.get(kind="calendar.moved")
    assert event_of_it.facts == {"from_on": str(DAY), "to_on": str(LATER)}


def test_a_cancelled_meeting_stays_written_and_is_no_longer_the_next_one(client):
    event = meeting()

    moving_dates.cancel(by=cast.crd_agent(), event=event, reason=WHY, now=NOW)

    with clock.frozen(NOW):
        diary = client.get(reverse("participation:calendar_ics")).content.decode()
        page = client.get(reverse("participation:calendar")).content.decode()
    assert queries.next_espace_meeting(NOW.date()) is None
    assert ("STATUS:CANCELLED" in diary, "SEQUENCE:1" in diary, "Annulé" in page) == (True, True, True)
    with pytest.raises(IllegalTransition):
        moved(event)
    made = plan(by=cast.facilitator(), kind="rencontre", title="Une autre", starts_on=DAY, now=NOW)
    assert queries.next_espace_meeting(NOW.date()) == made


def test_those_who_were_told_are_told_again_and_nobody_else():
    event, ginette = meeting(), cast.citizen("Ginette")
    telling.remind_of_meetings(now=NOW, citizens=[ginette.pk])
    cast.citizen("Lise")

    moved(event)
    moving_dates.cancel(by=cast.facilitator(), event=event, reason=WHY, now=NOW)

    waiting = Notice.objects.filter(kind=NoticeKind.MEETING).waiting()
    [told] = waiting
    assert (told.person, told.words) == (ginette, WHY)
    assert "annulé" in notice_words.sentence(told, sees_private=True)
    assert Notice.objects.filter(kind=NoticeKind.MEETING, outcome="remplacee").count() == 2
    first = Notice.objects.filter(state=f"{LATER}:{DAY}").get()
    assert str(DAY.day) in notice_words.sentence(first, sees_private=True)


def test_a_meeting_of_the_table_is_its_secretarys_and_keeps_its_agenda():
    event, seat = meeting(EventScope.TABLE), cast.table_member()
    sent = sendings.sent(now=NOW - timedelta(days=30))
    transmissions.acknowledge(by=seat, transmission=sent, now=NOW)
    transmissions.put_on_agenda(by=seat, transmission=sent, meeting=event, now=NOW)
    due = sent.due_on

    for person in (cast.facilitator(), cast.crd_agent(), seat):
        with pytest.raises(Refused):
            moved(event, by=person)
    moved(event, by=cast.secretary())

    sent.refresh_from_db()
    assert (event.starts_on, event.agenda.get().transmission, sent.due_on) == (LATER, sent, due)
    assert Notice.objects.filter(kind=NoticeKind.MEETING, person=seat).count() == 1


@pytest.mark.parametrize(
    "who", [cast.citizen, cast.support, cast.mrc_resource, cast.signatory, cast.table_member, cast.secretary]
)
def test_nobody_else_moves_nor_cancels_by_any_door(who, client):
    event, person = meeting(), who()
    cast.sign_in(client, person)

    with pytest.raises(Refused):
        moved(event, by=person)
    with pytest.raises(Refused):
        moving_dates.cancel(by=person, event=event, reason=WHY, now=NOW)
    with clock.frozen(NOW):
        statuses = [
            client.get(reverse("participation:calendar_change", args=[event.slug])).status_code,
            client.post(reverse("participation-api:calendar-move", args=[event.slug])).status_code,
            client.post(reverse("participation-api:calendar-cancel", args=[event.slug])).status_code,
        ]
    assert statuses == [403] * 3


def test_neither_a_founding_date_nor_a_period_to_vote_nor_what_is_over_moves():
    founding = meeting(slug="plan", is_founding=True)
    period = meeting(slug="vote-hiver", ends_on=LATER, precision="range")
    over = meeting(slug="espace-hier", starts_on=NOW.date() - timedelta(days=1))

    codes = []
    for event in (founding, period, over):
        with pytest.raises(Refused) as refused:
            moved(event)
        codes.append(refused.value.code)
    assert codes == ["founding_dates_never_move", "period_stays", "day_is_over"]


@pytest.mark.parametrize(
    "changed",
    [
        {"starts_on": DAY},
        {"starts_on": date(2020, 1, 1)},
        {"reason": " "},
        {"reason": "Appelez le 418 555-1234."},
    ],
)
def test_the_same_day_a_past_one_no_reason_or_a_phone_are_refused(changed):
    with pytest.raises(BadInput):
        moved(meeting(), **changed)


def test_the_database_wants_a_reason_and_keeps_it():
    event = meeting()
    founding = meeting(slug="plan", is_founding=True)
    rows = CalendarEvent.objects.filter(pk=event.pk)

    for forged in ({"starts_on": LATER}, {"is_cancelled": True}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**forged)
    with pytest.raises(DatabaseError), transaction.atomic():
        CalendarEvent.objects.filter(pk=founding.pk).update(starts_on=LATER)
    moved(event)
    with pytest.raises(DatabaseError), transaction.atomic():
        DateChange.objects.update(reason="Autre")


def test_by_the_page_checked_then_written(client):
    event, typed = meeting(), {"kind": "deplacee", "starts_on": str(LATER), "reason": WHY}
    cast.sign_in(client, cast.facilitator())
    address = reverse("participation:calendar_change", args=[event.slug])

    with clock.frozen(NOW):
        door = client.get(reverse("participation:calendar")).content.decode()
        without = client.post(address, {**typed, "reason": ""})
        checked = client.post(address, typed)
        still = CalendarEvent.objects.get().starts_on
        done = client.post(address, {**typed, "confirm": "1"})

    event.refresh_from_db()
    assert (address in door, without.status_code, checked.status_code, still) == (True, 422, 200, DAY)
    assert (done.status_code, event.starts_on) == (302, LATER)


def test_what_is_late_stays_in_the_calendar(client):
    meeting(EventScope.TABLE, slug="table-1", starts_on=(NOW - timedelta(days=60)).date())
    sent = sendings.sent(now=NOW - timedelta(days=90))
    with clock.frozen(NOW):
        before = client.get(reverse("participation:calendar")).content.decode()
    with clock.frozen(NOW + timedelta(days=400)):
        page = client.get(reverse("participation:calendar")).content.decode()
        diary = client.get(reverse("participation:calendar_ics")).content.decode()

    assert (sent.title in before, sent.title in page) == (True, True)
    assert sent.title in diary.replace("\r\n ", "")
