"""What a person may do comes from their mandates of the day, and from nothing else."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone, translation

from accounts.domain import mandates, people
from accounts.domain.queries.people import capacity, citizens, decisional_people, holders
from accounts.enums import Role
from accounts.models import Person
from tests import cast

ON = timezone.localdate(cast.NOW)

# maker, roles, member, votes from 16, role on the badge, employer on the badge
TRUTH = [
    (cast.citizen, {Role.CITIZEN}, True, True, "citizen", ""),
    (cast.newcomer, set(), False, False, "", ""),
    (cast.facilitator, {Role.FACILITATOR}, True, False, "facilitation", "CRD"),
    (cast.support, {Role.SUPPORT}, True, False, "travail de rue", "Maison rivage"),
    (cast.crd_agent, {Role.CRD_AGENT}, True, False, "social development officer", "CRD"),
    (cast.mrc_resource, {Role.MRC_RESOURCE}, True, False, "MRC resource", "MRC de Témiscouata"),
    (cast.signatory, {Role.SIGNATORY}, False, False, "signatory partner", "CRD"),
    (cast.table_member, {Role.TABLE_MEMBER}, False, False, "Table member", "seat: Logement"),
    (cast.scrutineer, {Role.SCRUTINEER}, False, False, "scrutineer", "Maison rivage"),
    (cast.carrier, {Role.CARRIER}, False, False, "carrier organisation", "Cuisine vallee"),
    (cast.admin, {Role.ADMIN}, False, False, "technical administration", "CRD"),
    (cast.superuser, set(), False, False, "", ""),
]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.django_db
@pytest.mark.parametrize(("make", "roles", "member", "votes", "label", "employer"), TRUTH)
def test_each_role_gives_exactly_its_own_rights(
    make, roles, member, votes, label, employer, django_assert_num_queries
):
    person = make()

    with django_assert_num_queries(1):
        result = capacity(person, on=ON)
        shown = (result.role_label, result.badge_employer)

    assert result.roles == roles
    assert result.is_member == member
    assert result.may_vote_from(16) == votes
    assert shown == (label, employer)
    assert (person in decisional_people(on=ON, min_voting_age=16)) == votes
    assert [
        result.is_citizen,
        result.is_facilitator,
        result.is_support,
        result.is_signatory,
        result.is_table,
    ] == [
        role in roles
        for role in (Role.CITIZEN, Role.FACILITATOR, Role.SUPPORT, Role.SIGNATORY, Role.TABLE_MEMBER)
    ]
    assert [result.is_crd_agent, result.is_mrc_resource, result.is_carrier, result.is_admin] == [
        role in roles for role in (Role.CRD_AGENT, Role.MRC_RESOURCE, Role.CARRIER, Role.ADMIN)
    ]


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_nobody_may_do_anything_and_costs_no_query(nobody):
    result = capacity(nobody, on=ON)

    assert (result.person, result.roles, result.is_member, result.may_vote_from(0)) == (
        None,
        set(),
        False,
        False,
    )


@pytest.mark.django_db
def test_a_mandate_counts_on_both_its_first_and_its_last_day():
    person = cast.newcomer()
    first, last = date(2026, 3, 1), date(2026, 3, 31)
    mandates.grant(by=None, person=person, role=Role.CITIZEN, starts_on=first, ends_on=last, now=cast.NOW)

    held = [
        capacity(person, on=day).is_citizen
        for day in (first - timedelta(1), first, last, last + timedelta(1))
    ]

    assert held == [False, True, True, False]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("age", "min_voting_age", "decides"),
    [
        ("14-15", 14, True),
        ("14-15", 16, False),
        ("16-17", 16, True),
        ("16-17", 17, False),
        ("16-17", 18, False),
        ("18-24", 18, True),
        ("65+", 16, True),
    ],
)
def test_only_those_surely_old_enough_decide(age, min_voting_age, decides):
    person = cast.citizen(age=age)

    assert decisional_people(on=ON, min_voting_age=min_voting_age).filter(pk=person.pk).exists() == decides
    assert capacity(person, on=ON).may_vote_from(min_voting_age) == decides


@pytest.mark.django_db
def test_an_unknown_age_never_decides():
    person = cast.citizen()
    Person.objects.filter(pk=person.pk).update(age_group="")

    assert list(decisional_people(on=ON, min_voting_age=16)) == []
    assert capacity(Person.objects.get(pk=person.pk), on=ON).may_vote_from(0) is False


@pytest.mark.django_db
def test_the_roll_is_one_query_and_leaves_out_who_left_or_is_closed(django_assert_num_queries):
    stays, leaves, closed = cast.citizens(3)
    cast.facilitator()
    people.leave(by=leaves, person=leaves, now=cast.NOW)
    Person.objects.filter(pk=closed.pk).update(is_active=False)

    with django_assert_num_queries(1):
        roll = list(decisional_people(on=ON, min_voting_age=16))

    assert roll == [stays]
    assert list(citizens(ON)) == [stays]
    assert capacity(Person.objects.get(pk=closed.pk), on=ON).roles == set()


@pytest.mark.django_db
def test_holders_lists_the_people_of_one_role():
    facilitator = cast.facilitator()
    cast.support()

    assert list(holders(Role.FACILITATOR, on=ON)) == [facilitator]
