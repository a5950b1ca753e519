"""Appointing to the seats of the Table: one holder at a time, until the last day of the composition."""

import html
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.domain import bodies, mandates, seats
from accounts.domain.queries.people import capacity
from accounts.enums import Role
from accounts.models import Mandate, Person, Seat
from common import clock
from common.exceptions import Refused
from common.models import AuditEvent
from tests import cast

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(cast.NOW)
PUBLIC = "/table-regionale/"
LAST_DAY = date(2029, 12, 31)


def refusal_of(**kwargs) -> str:
    with pytest.raises(Refused) as caught:
        appoint(**kwargs)
    return caught.value.code


def appoint(by, seat, person, on=TODAY, **more) -> Mandate:
    said = {"reason": "Décision du 12 novembre."} | more
    return seats.appoint(by=by, seat=seat, person=person, starts_on=on, now=cast.NOW, **said)


def words(response) -> str:
    return html.unescape(response.content.decode()).replace("\u00a0", " ")


def path(seat: Seat) -> str:
    return f"/administration/sieges/{seat.pk}/nommer/"


@pytest.fixture
def technical():
    return cast.admin()


@pytest.fixture
def seat():
    return cast.seat()


@pytest.fixture
def brise():
    return cast.newcomer("Brise", None, username="brise")


def test_a_seat_and_the_role_are_one_mandate_until_the_end_of_the_composition(technical, seat, brise):
    given = appoint(technical, seat, brise, organisation=cast.organisation(), profile="direction générale")

    assert (given.role, given.seat, given.starts_on, given.ends_on) == (
        Role.TABLE_MEMBER,
        seat,
        TODAY,
        LAST_DAY,
    )
    assert capacity(brise, on=LAST_DAY).is_table
    assert not capacity(brise, on=LAST_DAY + timedelta(1)).is_table
    event = AuditEvent.objects.get(subject=f"accounts.mandate:{given.pk}")
    assert (event.kind, event.facts["ends_on"]) == ("mandate_granted", "2029-12-31")


def test_a_composition_without_years_binds_nothing(technical, brise):
    other = bodies.found_seat(
        by=None, now=cast.NOW, body=cast.table(), composition="transition", slug="t-x", label="Essai"
    )

    assert appoint(technical, other, brise).ends_on is None


def test_whoever_holds_the_seat_leaves_it_the_day_before(technical, seat, brise):
    first = appoint(technical, seat, cast.newcomer("Lune", None), on=TODAY - timedelta(40))

    second = appoint(technical, seat, brise, on=TODAY + timedelta(3))

    first.refresh_from_db()
    assert (first.ends_on, first.ended_by, first.end_reason) == (
        TODAY + timedelta(2),
        technical,
        "Décision du 12 novembre.",
    )
    assert (second.starts_on, second.ends_on) == (TODAY + timedelta(3), LAST_DAY)


def test_a_holder_who_began_that_day_or_later_is_not_replaced_and_nothing_changes(technical, seat, brise):
    held = appoint(technical, seat, cast.newcomer("Lune", None), on=TODAY)

    codes = [refusal_of(by=technical, seat=seat, person=brise, on=TODAY - timedelta(days)) for days in (0, 5)]

    held.refresh_from_db()
    assert (codes, held.ends_on) == (["dates"] * 2, LAST_DAY)
    assert not brise.mandates.exists()


def test_who_is_appointed_and_by_whom(technical, seat, brise):
    past = bodies.found_seat(
        by=None,
        now=cast.NOW,
        body=cast.table(),
        composition="2017-2023",
        slug="t-ancien",
        label="Ancien",
        is_current=False,
    )
    elsewhere = cast.table_member("Siège Jeunesse", seat_slug="t-jeunes", label="Jeunesse")

    assert refusal_of(by=technical, seat=past, person=brise) == "seat_of_the_past"
    assert refusal_of(by=technical, seat=seat, person=cast.citizen()) == "mandate_excludes"
    assert refusal_of(by=technical, seat=seat, person=technical) == "own_mandate"
    assert refusal_of(by=technical, seat=seat, person=elsewhere) == "mandate_exists"
    assert refusal_of(by=technical, seat=seat, person=brise, reason="  ") == "reason"
    assert refusal_of(by=technical, seat=seat, person=brise, on=date(2030, 1, 1)) == "dates"
    for other in (cast.facilitator(), cast.secretary(), cast.signatory(), cast.citizen("Ciel")):
        assert refusal_of(by=other, seat=seat, person=brise) == "not_allowed"
    assert not Mandate.objects.filter(seat=seat).exists()


def test_whoever_holds_a_seat_is_not_taken_off_it_by_themself(seat, brise):
    """An administrator who also sits at the Table does not replace themself."""
    both = cast.admin("Deux rôles")
    appoint(None, seat, both, on=TODAY - timedelta(9))

    assert refusal_of(by=both, seat=seat, person=brise) == "own_mandate"


def test_a_term_ends_with_the_composition_or_before(seat, brise):
    given = {"person": brise, "role": Role.TABLE_MEMBER, "seat": seat, "starts_on": TODAY, "now": cast.NOW}

    with pytest.raises(Refused) as caught:
        mandates.grant(by=None, ends_on=LAST_DAY + timedelta(1), **given)
    shorter = mandates.grant(by=None, ends_on=date(2027, 6, 30), **given)

    assert (caught.value.code, shorter.ends_on) == ("dates", date(2027, 6, 30))


def test_a_seat_taken_on_these_days_is_refused_by_the_rule(technical, seat, brise):
    appoint(technical, seat, cast.newcomer("Lune", None))

    with pytest.raises(Refused) as caught:
        mandates.grant(
            by=technical,
            person=brise,
            role=Role.TABLE_MEMBER,
            seat=seat,
            starts_on=TODAY,
            reason="x",
            now=cast.NOW,
        )

    assert caught.value.code == "seat_taken"


@pytest.mark.database
def test_the_database_keeps_one_holder_per_seat(technical, seat, brise):
    held = appoint(technical, seat, cast.newcomer("Lune", None))
    free = cast.seat("t-vide", "Petite enfance")
    beside = Mandate.objects.create(
        person=brise, role=Role.TABLE_MEMBER, starts_on=LAST_DAY + timedelta(1), seat=seat
    )
    insert = (
        "INSERT INTO accounts_mandate (person_id, role, starts_on, ends_on, seat_id, profile, reason, end_reason)"
        " VALUES (%s, 'table_member', %s, %s, %s, '', 'x', '')"
    )

    for starts, ends in ((TODAY, None), (TODAY - timedelta(9), TODAY), (LAST_DAY, LAST_DAY)):
        values = [cast.newcomer("Autre", None).pk, starts, ends, seat.pk]
        with (
            pytest.raises(IntegrityError, match="seat_taken"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(insert, values)
    with connection.cursor() as cursor:
        cursor.execute(insert, [cast.newcomer("Autre", None).pk, TODAY, None, free.pk])
    assert Mandate.objects.filter(seat=free).count() == 1
    with pytest.raises(IntegrityError, match="mandate_frozen"), transaction.atomic():
        Mandate.objects.filter(pk=held.pk).update(seat=cast.seat("t-libre", "Libre"))
    assert {one.pk for one in Mandate.objects.filter(seat=seat)} == {held.pk, beside.pk}


# The pages.


def typed(**more):
    return {"login": "brise", "starts_on": clock.today().isoformat(), "reason": "Nommée."} | more


def test_the_page_checks_then_appoints(client, technical, seat, brise):
    cast.sign_in(client, technical)
    checked = client.post(path(seat), typed())
    between = brise.mandates.count()

    done = client.post(path(seat), typed(confirm="1"))

    assert (checked.status_code, between, done.status_code) == (200, 0, 302)
    assert "la veille" in words(checked)
    given = brise.mandates.get()
    assert (given.seat, given.granted_by, given.ends_on) == (seat, technical, LAST_DAY)
    assert "31 décembre 2029" in words(client.get(f"/administration/sieges/{seat.pk}/"))


def test_the_page_refuses_with_a_sentence(client, technical, seat, brise):
    cast.sign_in(client, technical)
    cast.citizen("Lune", username="lune")
    Person.objects.filter(pk=technical.pk).update(username="technique")

    for more in ({"reason": ""}, {"login": "personne"}, {"login": "lune"}, {"login": "technique"}):
        refused = client.post(path(seat), typed(confirm="1", **more))
        assert refused.status_code == 422
        assert 'id="erreurs"' in words(refused)
    assert not Mandate.objects.filter(seat=seat).exists()


def test_nobody_else_appoints(client, seat, brise):
    for who in (cast.facilitator(), cast.secretary(), cast.signatory(), cast.crd_agent(), cast.citizen()):
        cast.sign_in(client, who)
        assert client.post(path(seat), typed(confirm="1")).status_code == 403
    client.logout()
    assert client.post(path(seat), typed(confirm="1")).status_code in (302, 401)
    assert not Mandate.objects.filter(seat=seat).exists()


def said_of(client, label="Logement") -> str:
    rows = [row for group in client.get(PUBLIC).context["groups"] for row in group["rows"]]
    return next(row["who"] for row in rows if row["seat"] == label).replace("\u00a0", " ")


def test_everybody_reads_since_when_and_until_when(client, technical, seat, brise):
    appoint(technical, seat, brise, on=date(2026, 11, 3), organisation=cast.organisation(), profile="préfète")

    said = said_of(client)

    assert said.endswith("préfète, depuis le 3 novembre 2026, jusqu'au 31 décembre 2029")
    assert "Brise" not in words(client.get(PUBLIC))


def test_a_term_without_a_known_end_says_only_since_when(client, brise):
    other = bodies.found_seat(
        by=None,
        now=cast.NOW,
        body=cast.table(),
        composition="transition",
        slug="t-x",
        label="Essai",
        group="communaute",
        parity_group="communaute",
    )
    appoint(None, other, brise, on=cast.STARTS_ON)

    assert said_of(client, "Essai") == "pourvu, depuis le 5 janvier 2026"


def test_a_finished_term_leaves_a_vacant_seat(client, technical, seat, brise, monkeypatch):
    appoint(technical, seat, brise, on=date(2026, 11, 3))
    before = said_of(client)

    monkeypatch.setattr(clock, "today", lambda: date(2029, 12, 31))
    last = said_of(client)
    monkeypatch.setattr(clock, "today", lambda: date(2030, 1, 1))

    assert before == last != "vacant"
    assert said_of(client) == "vacant"
    assert "1 siège est vacant" in words(client.get(PUBLIC))


def test_a_seat_of_a_body_by_right_has_no_dates(client):
    bodies.found_seat(
        by=None,
        now=cast.NOW,
        body=cast.table(),
        composition="2024-2029",
        slug="t-signataire",
        label="Signataire",
        holder_label="CRD",
        group="signataire",
    )

    assert said_of(client, "Signataire") == "CRD"
