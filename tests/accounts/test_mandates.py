"""Deciding and supporting exclude each other, whoever writes and by whichever way."""

import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.domain import cards, mandates, people
from accounts.domain.queries.people import capacity
from accounts.enums import Role
from accounts.models import Mandate, Person
from accounts.rules import mandates as rules
from common.exceptions import Refused
from common.models import AuditEvent
from tests import cast

TODAY = timezone.localdate(cast.NOW)
OTHER_ROLES = [role for role in Role if role not in (Role.CITIZEN, Role.MRC_RESOURCE, Role.TABLE_MEMBER)]


def refusal_of(act, *args, **kwargs) -> str:
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return caught.value.code


@pytest.mark.django_db
@pytest.mark.parametrize("role", OTHER_ROLES)
def test_a_citizen_is_given_no_other_role_on_the_same_days(role):
    person = cast.citizen()

    code = refusal_of(mandates.grant, by=None, person=person, role=role, starts_on=TODAY, now=cast.NOW)

    assert code == "mandate_excludes"
    assert [mandate.role for mandate in person.mandates.all()] == [Role.CITIZEN]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "make", [cast.facilitator, cast.support, cast.mrc_resource, cast.table_member, cast.admin]
)
def test_nobody_who_holds_a_role_becomes_a_citizen(make):
    person = make()
    person.age_group = "65+"

    assert refusal_of(people.welcome, by=None, person=person, now=cast.NOW) == "mandate_excludes"


@pytest.mark.django_db
def test_a_role_may_follow_the_citizen_mandate_from_the_day_after():
    person = cast.citizen()
    mandate = person.mandates.get()
    mandates.end(by=None, mandate=mandate, on=TODAY, now=cast.NOW)

    same_day = refusal_of(
        mandates.grant, by=None, person=person, role=Role.SUPPORT, starts_on=TODAY, now=cast.NOW
    )
    mandates.grant(by=None, person=person, role=Role.SUPPORT, starts_on=TODAY + timedelta(1), now=cast.NOW)

    assert same_day == "mandate_excludes"
    assert capacity(person, on=TODAY).roles == {Role.CITIZEN}
    assert capacity(person, on=TODAY + timedelta(1)).roles == {Role.SUPPORT}


@pytest.mark.django_db
def test_two_roles_that_do_not_decide_may_be_held_together():
    person = cast.signatory()

    mandates.grant(
        by=None, person=person, role=Role.TABLE_MEMBER, seat=cast.seat(), starts_on=TODAY, now=cast.NOW
    )

    assert capacity(person, on=TODAY).roles == {Role.SIGNATORY, Role.TABLE_MEMBER}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "extra", "code"),
    [
        (Role.MRC_RESOURCE, {}, "territory_missing"),
        (Role.TABLE_MEMBER, {}, "seat_missing"),
        (Role.SUPPORT, {"ends_on": TODAY - timedelta(1)}, "dates"),
    ],
)
def test_a_mandate_lacks_nothing_its_role_needs(role, extra, code):
    person = cast.newcomer()
    mandate = {"role": role, "starts_on": TODAY, **extra}

    assert refusal_of(mandates.grant, by=None, person=person, now=cast.NOW, **mandate) == code
    assert rules.may_grant(person, **mandate) is False


@pytest.mark.django_db
def test_only_the_administration_gives_roles_and_only_a_facilitator_welcomes():
    admin, facilitator, citizen = cast.admin(), cast.facilitator(), cast.citizen()
    person = cast.newcomer()
    role = {"person": person, "role": Role.SUPPORT, "starts_on": TODAY, "now": cast.NOW, "reason": "Relève."}

    assert refusal_of(mandates.grant, by=citizen, **role) == "not_allowed"
    assert refusal_of(mandates.grant, by=facilitator, **role) == "not_allowed"
    assert refusal_of(mandates.grant, by=admin, **{**role, "role": Role.CITIZEN}) == "welcome_needed"
    assert refusal_of(mandates.grant, by=admin, **{**role, "person": admin}) == "own_mandate"
    assert refusal_of(people.welcome, by=admin, person=person, now=cast.NOW) == "not_facilitator"
    assert refusal_of(people.welcome, by=citizen, person=person, now=cast.NOW) == "not_facilitator"

    cards.issue_card(by=cast.second_facilitator(), person=person, now=cast.NOW)
    people.welcome(by=facilitator, person=person, now=cast.NOW)

    assert capacity(person, on=TODAY).roles == {Role.CITIZEN}
    assert person.mandates.get().granted_by == facilitator


@pytest.mark.django_db
def test_giving_and_ending_are_written_in_the_history_without_a_name():
    admin, person = cast.admin(), cast.newcomer()
    mandate = mandates.grant(
        by=admin, person=person, role=Role.SUPPORT, starts_on=TODAY, now=cast.NOW, reason="Relève."
    )
    mandates.end(by=admin, mandate=mandate, on=TODAY, now=cast.NOW, reason="Fin du contrat.")

    events = AuditEvent.objects.filter(subject=f"accounts.mandate:{mandate.pk}").order_by("pk")

    assert [(event.kind, event.actor_id) for event in events] == [
        ("mandate_granted", admin.pk),
        ("mandate_ended", admin.pk),
    ]
    assert events[1].facts == {"person_id": person.pk, "ends_on": "2026-11-15"}


@pytest.mark.django_db
def test_a_mandate_ends_neither_before_it_begins_nor_later_than_it_did():
    mandate = cast.support().mandates.get()

    assert refusal_of(mandates.end, by=None, mandate=mandate, on=date(2026, 1, 4), now=cast.NOW) == "dates"

    mandates.end(by=None, mandate=mandate, on=TODAY, now=cast.NOW)

    later = refusal_of(mandates.end, by=None, mandate=mandate, on=TODAY + timedelta(1), now=cast.NOW)
    assert later == "mandate_ended"


# The database has the last word.


def insert_raw(person: Person, role: str, starts_on: date, ends_on: date | None = None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_mandate (person_id, role, starts_on, ends_on, profile) VALUES (%s, %s, %s, %s, '')",
            [person.pk, role, starts_on, ends_on],
        )


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.parametrize(("make", "role"), [(cast.citizen, Role.SUPPORT), (cast.support, Role.CITIZEN)])
def test_the_database_refuses_opposite_mandates_by_orm_and_by_raw_sql(make, role):
    person = make()

    with pytest.raises(IntegrityError, match="mandate_excludes"), transaction.atomic():
        Mandate.objects.create(person=person, role=role, starts_on=TODAY)
    with pytest.raises(IntegrityError, match="mandate_excludes"), transaction.atomic():
        Mandate.objects.bulk_create([Mandate(person=person, role=role, starts_on=TODAY)])
    with pytest.raises(IntegrityError, match="mandate_excludes"):
        insert_raw(person, role, TODAY)
    with pytest.raises(IntegrityError, match="mandate_excludes"):
        # One shared day is enough: the first one.
        insert_raw(person, role, date(2025, 1, 1), cast.STARTS_ON)

    insert_raw(person, role, date(2025, 1, 1), cast.STARTS_ON - timedelta(1))

    assert person.mandates.count() == 2


@pytest.mark.database
@pytest.mark.django_db
def test_the_database_refuses_to_turn_a_mandate_into_its_opposite():
    person, other = cast.citizen(), cast.support()
    ended = Mandate.objects.create(
        person=person, role=Role.SUPPORT, starts_on=date(2025, 1, 1), ends_on=date(2025, 2, 1)
    )

    for changes in ({"ends_on": None}, {"ends_on": TODAY}):
        # Two triggers refuse it; which one speaks first depends on the database.
        with pytest.raises(IntegrityError, match=r"mandate_excludes|mandate_reopened"), transaction.atomic():
            Mandate.objects.filter(pk=ended.pk).update(end_reason="x", **changes)
    with pytest.raises(IntegrityError, match=r"mandate_excludes|mandate_frozen"), transaction.atomic():
        other.mandates.update(person=person)


@pytest.mark.database
@pytest.mark.django_db
def test_the_database_keeps_every_mandate():
    mandate = cast.support().mandates.get()

    with pytest.raises(IntegrityError, match="mandate_kept"), transaction.atomic():
        mandate.delete()
    with pytest.raises(IntegrityError, match="mandate_kept"), transaction.atomic():
        Mandate.objects.filter(pk=mandate.pk)._raw_delete("default")

    assert Mandate.objects.filter(pk=mandate.pk).exists()


@pytest.mark.database
@pytest.mark.django_db
def test_a_superuser_never_decides_and_a_citizen_never_becomes_one():
    superuser, citizen, facilitator = cast.superuser(), cast.citizen(), cast.facilitator()

    with pytest.raises(IntegrityError, match="mandate_superuser"), transaction.atomic():
        Mandate.objects.create(person=superuser, role=Role.CITIZEN, starts_on=TODAY)
    with pytest.raises(IntegrityError, match="person_superuser"), transaction.atomic():
        Person.objects.filter(pk=citizen.pk).update(is_superuser=True)

    Person.objects.filter(pk=facilitator.pk).update(is_superuser=True)
    Mandate.objects.create(person=superuser, role=Role.ADMIN, starts_on=TODAY)

    assert Person.objects.filter(is_superuser=True).count() == 2


@pytest.mark.django_db
def test_what_only_the_database_sees_comes_back_as_a_plain_conflict(monkeypatch):
    person = cast.citizen()
    # As if another writer had come in between the rule and the insert.
    monkeypatch.setattr(rules, "check_roles_exclude", lambda *args, **kwargs: None)

    code = refusal_of(
        mandates.grant, by=None, person=person, role=Role.SUPPORT, starts_on=TODAY, now=cast.NOW
    )

    assert code == "conflict"
    assert person.mandates.count() == 1


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_two_opposite_mandates_given_at_once_never_both_stand():
    people_at_risk = [cast.newcomer(f"Personne {n}") for n in range(5)]
    for person in people_at_risk:
        barrier = threading.Barrier(2)
        threads = [
            threading.Thread(target=_give, args=(person, role, barrier))
            for role in (Role.CITIZEN, Role.SUPPORT)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert [person.mandates.count() for person in people_at_risk] == [1] * 5


def _give(person: Person, role: Role, barrier: threading.Barrier) -> None:
    try:
        barrier.wait(timeout=10)
        Mandate.objects.create(person=person, role=role, starts_on=TODAY)
    except IntegrityError:
        pass
    finally:
        connection.close()
