"""Dates to come: facilitation writes the Espace's, the secretary the Table's, nobody else any."""

from datetime import date

import pytest
from django.urls import reverse

from common.exceptions import BadInput
from participation.domain import calendar
from participation.domain.queries import calendar as queries
from participation.models import CalendarEvent
from tests import cast
from tests.participation.web_staff import world
from tests.participation.web_staff.test_table import main_part

pytestmark = pytest.mark.django_db

API = "/api/v1/calendar/"
PERIOD = {
    "kind": "periode",
    "title": "Votes de l'hiver",
    "starts_on": "1 février 2027",
    "ends_on": "12 février 2027",
}
OF_TABLE = {"title": "Rencontre d'hiver de la Table", "starts_on": "10 février 2027"}
OTHERS = [
    cast.citizen,
    cast.table_member,
    cast.signatory,
    cast.mrc_resource,
    cast.crd_agent,
    cast.support,
    cast.admin,
]


@pytest.fixture(autouse=True)
def _day():
    cast.territories()
    with world.frozen():
        yield


def url(name: str, *args) -> str:
    return reverse(f"participation:{name}", args=args)


def written(**changed):
    values = {"by": None, "kind": "periode", "title": "Votes", "starts_on": date(2027, 2, 1)}
    values |= {"ends_on": date(2027, 2, 12), "now": world.at()} | changed
    values["by"] = values["by"] or cast.facilitator()
    return calendar.plan(**values)


def test_facilitation_writes_a_period_that_ready_votes_wait_for(client):
    cast.sign_in(client, cast.facilitator())
    check = client.post(url("calendar_plan"), PERIOD)
    kept = CalendarEvent.objects.count()
    done = client.post(url("calendar_plan"), PERIOD | {"confirm": "1"})
    client.logout()

    assert (check.status_code, kept, done.url) == (200, 0, url("calendar"))
    assert queries.next_voting_period(world.at().date()) == CalendarEvent.objects.get()
    assert "Votes de l&#x27;hiver" in main_part(client.get(url("calendar")))


@pytest.mark.parametrize(("kind", "is_meeting"), [("rencontre", True), ("atelier", False)])
def test_a_workshop_is_no_meeting_of_the_espace(client, kind, is_meeting):
    cast.sign_in(client, cast.facilitator())
    typed = {"kind": kind, "title": "À Mont-Joli", "starts_on": "20 janvier 2027", "confirm": "1"}
    client.post(url("calendar_plan"), typed)

    assert (queries.next_espace_meeting(world.at().date()) is not None) == is_meeting
    assert list(queries.upcoming(world.at().date())) == [CalendarEvent.objects.get()]


def test_two_workshops_share_a_day_two_meetings_do_not():
    day = {"starts_on": date(2027, 1, 20), "ends_on": None}
    by = cast.facilitator()
    for _time in range(2):
        written(by=by, kind="atelier", **day)
    written(by=by, kind="rencontre", **day)
    with pytest.raises(BadInput) as refused:
        written(by=by, kind="rencontre", **day)

    assert refused.value.code == "already_there"
    assert CalendarEvent.objects.count() == 3


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": " "}, "title_missing"),
        ({"title": "Appelle le 418 555-0199"}, "public_title"),
        ({"kind": "fete"}, "unknown_kind"),
        ({"starts_on": date(2026, 11, 1)}, "day_over"),
        ({"ends_on": None}, "last_day_missing"),
        ({"ends_on": date(2027, 1, 31)}, "ends_before_it_starts"),
        ({"ends_on": date(2027, 2, 5)}, "period_too_short"),
        ({"starts_on": date(2026, 11, 17)}, "period_too_close"),
    ],
)
def test_what_would_leave_no_time_or_name_somebody_is_refused(changed, code):
    with pytest.raises(BadInput) as refused:
        written(**changed)

    assert (refused.value.code, CalendarEvent.objects.count()) == (code, 0)


def test_two_periods_never_meet():
    by = cast.facilitator()
    written(by=by)
    with pytest.raises(BadInput) as refused:
        written(by=by, starts_on=date(2027, 2, 12), ends_on=date(2027, 2, 28))

    assert refused.value.code == "another_period"


def test_what_is_wrong_is_said_beside_the_field(client):
    cast.sign_in(client, cast.facilitator())
    short = client.post(url("calendar_plan"), PERIOD | {"ends_on": "3 février 2027"})
    lasting = client.post(url("calendar_plan"), PERIOD | {"kind": "atelier"})

    assert [(one.status_code, list(one.context["form"].errors)) for one in (short, lasting)] == [
        (422, ["ends_on"]),
        (422, ["ends_on"]),
    ]


def test_the_secretary_writes_a_meeting_of_the_table_and_its_agenda_begins(client):
    cast.sign_in(client, cast.secretary())
    inbox = main_part(client.get(url("table_inbox")))
    done = client.post(url("table_meeting_plan"), OF_TABLE | {"confirm": "1"})
    made = CalendarEvent.objects.get()

    assert url("table_meeting_plan") in inbox
    assert (done.url, made.scope) == (url("meeting", made.slug), "table")
    assert queries.next_table_meeting(world.at().date()) == made
    assert client.get(done.url).status_code == 200


@pytest.mark.parametrize("who", [*OTHERS, cast.secretary])
def test_nobody_but_facilitation_writes_for_the_espace(client, who):
    cast.sign_in(client, who())
    page = client.post(url("calendar_plan"), PERIOD | {"confirm": "1"})
    sent = {**PERIOD, "starts_on": "2027-02-01", "ends_on": "2027-02-12"}
    by_api = client.post(API, sent, content_type="application/json")

    assert (page.status_code, by_api.status_code, CalendarEvent.objects.count()) == (403, 403, 0)
    assert url("calendar_plan") not in client.get(url("calendar")).content.decode()


@pytest.mark.parametrize("who", [*OTHERS, cast.facilitator])
def test_nobody_but_the_secretary_writes_for_the_table(client, who):
    cast.sign_in(client, who())
    page = client.post(url("table_meeting_plan"), OF_TABLE | {"confirm": "1"})
    sent = {"kind": "table", "title": "Table", "starts_on": "2027-02-10"}
    by_api = client.post(API, sent, content_type="application/json")

    assert (page.status_code, by_api.status_code, CalendarEvent.objects.count()) == (403, 403, 0)


def test_each_writes_its_own_by_the_api(client):
    cast.sign_in(client, cast.secretary())
    sent = {"kind": "table", "title": "Table", "starts_on": "2027-02-10"}
    made = client.post(API, sent, content_type="application/json")
    over = client.post(API, {**sent, "starts_on": "2026-01-10"}, content_type="application/json")
    cast.sign_in(client, cast.facilitator())
    sent = {"kind": "periode", "title": "Votes", "starts_on": "2027-02-01", "ends_on": "2027-02-12"}
    period = client.post(API, sent, content_type="application/json")
    client.logout()

    assert (made.status_code, over.status_code, period.status_code) == (201, 422, 201)
    assert client.post(API, sent, content_type="application/json").status_code == 401
    assert [one["slug"] for one in client.get(API).json()] == [period.json()["slug"], made.json()["slug"]]
