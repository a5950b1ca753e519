"""The Table accepts the delays to answer by its own act: its secretary writes it, once, and nobody else does."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from common.dates import NBSP
from common.exceptions import BadInput, IllegalTransition, Refused
from participation.domain import accepting
from participation.domain.queries import transmissions
from participation.models import ClockAcceptance
from tests import cast
from tests.participation.web_staff import world
from tests.participation.web_staff.test_table import main_part

pytestmark = pytest.mark.django_db

API = "/api/v1/table/clock/"
TYPED = {"resolution": "2026-14", "accepted_on": "10 novembre 2026"}
SENT = {"resolution": "2026-14", "accepted_on": "2026-11-10"}
TODAY = cast.NOW.date()
NOT_SECRETARY = [
    cast.citizen,
    cast.facilitator,
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


def accepted(by=None, **changed) -> ClockAcceptance:
    values = {"accepted_on": date(2026, 11, 10), "resolution": "2026-14", "now": world.at()} | changed
    return accepting.accept(by=by or cast.secretary(), **values)


def test_the_secretary_writes_it_after_a_check_and_everybody_reads_it(client):
    before = main_part(client.get(url("seats"))).replace(NBSP, " ")
    cast.sign_in(client, cast.secretary())
    inbox = main_part(client.get(url("table_inbox")))
    check = client.post(url("clock_accept"), TYPED)
    kept = ClockAcceptance.objects.count()
    done = client.post(url("clock_accept"), TYPED | {"confirm": "1"})
    again = client.get(url("clock_accept")).status_code
    client.logout()
    page = main_part(client.get(url("seats"))).replace(NBSP, " ")

    assert url("clock_accept") in inbox
    assert "n'a pas encore accepté" in before.replace("&#x27;", "'")
    assert (check.status_code, kept, done.url, again) == (200, 0, url("seats"), 409)
    assert "10 novembre 2026 (résolution 2026-14)" in page
    assert url("clock_accept") not in page


def test_from_that_day_the_table_is_late_where_it_was_only_hoped_for():
    by = cast.secretary()
    assert transmissions.clock_in_force(TODAY) is None
    accepted(by)

    assert transmissions.clock_in_force(TODAY) == date(2026, 11, 10)
    assert transmissions.clock_in_force(date(2026, 11, 9)) is None


@pytest.mark.parametrize(
    ("by_rule", "in_force"), [("2026-11-01", date(2026, 11, 1)), ("2026-11-12", date(2026, 11, 10))]
)
def test_between_the_act_and_the_rule_the_first_day_counts(by_rule, in_force):
    world.rule("table_accepts_clock_on", by_rule)
    accepted()

    assert transmissions.clock_in_force(TODAY) == in_force


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"resolution": " "}, "resolution_missing"),
        ({"resolution": "418 555-0199"}, "public_resolution"),
        ({"accepted_on": TODAY + timedelta(days=1)}, "adopted_later"),
    ],
)
def test_no_number_and_no_day_to_come(changed, code):
    with pytest.raises(BadInput) as refused:
        accepted(**changed)

    assert (refused.value.code, ClockAcceptance.objects.count()) == (code, 0)


def test_a_day_to_come_is_said_beside_the_field(client):
    cast.sign_in(client, cast.secretary())
    page = client.post(url("clock_accept"), TYPED | {"accepted_on": "1 décembre 2026"})

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["accepted_on"])


def test_it_is_accepted_once_and_stays():
    by = cast.secretary()
    made = accepted(by)
    with pytest.raises(IllegalTransition):
        accepted(by)
    statements = (
        f"UPDATE participation_clockacceptance SET resolution = 'x' WHERE id = {made.pk}",
        f"DELETE FROM participation_clockacceptance WHERE id = {made.pk}",
        (
            "INSERT INTO participation_clockacceptance (accepted_on, resolution, written_by_id, written_at)"
            f" VALUES ('2026-11-10', 'x', {by.pk}, '2026-11-10 12:00:00+00:00')"
        ),
    )
    for statement in statements:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as raw:
            raw.execute(statement)


@pytest.mark.parametrize("who", NOT_SECRETARY)
def test_nobody_else_accepts_for_the_table(client, who):
    person = who()
    cast.sign_in(client, person)
    page = client.post(url("clock_accept"), TYPED | {"confirm": "1"})
    by_api = client.post(API, SENT, content_type="application/json")
    with pytest.raises(Refused):
        accepted(person)
    raw = (
        "INSERT INTO participation_clockacceptance (accepted_on, resolution, written_by_id, written_at)"
        f" VALUES ('2026-11-10', 'x', {person.pk}, '2026-11-10 12:00:00+00:00')"
    )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as held:
        held.execute(raw)

    assert (page.status_code, by_api.status_code, ClockAcceptance.objects.count()) == (403, 403, 0)
    assert url("clock_accept") not in client.get(url("seats")).content.decode()


def test_the_secretary_accepts_by_the_api(client):
    empty = client.get(API).json()
    cast.sign_in(client, cast.secretary())
    later = client.post(API, {**SENT, "accepted_on": "2026-12-01"}, content_type="application/json")
    made = client.post(API, SENT, content_type="application/json")
    again = client.post(API, SENT, content_type="application/json")
    client.logout()

    assert empty == {"accepted_on": None, "resolution": ""}
    assert (later.status_code, made.status_code, again.status_code) == (422, 201, 409)
    assert client.post(API, SENT, content_type="application/json").status_code == 401
    assert client.get(API).json() == SENT
