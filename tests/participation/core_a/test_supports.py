"""« Moi aussi » and « J'appuie »: citizens only, through every door."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.domain import mandates
from accounts.enums import Role
from accounts.models import Mandate
from common.exceptions import Refused
from participation.domain import supports
from participation.models import Initiative, RuleChange, Support
from tests import cast
from tests.cast import NOW
from tests.participation.core_a import builders

NOT_CITIZENS = {
    "facilitator": cast.facilitator,
    "support": cast.support,
    "crd_agent": cast.crd_agent,
    "mrc_resource": cast.mrc_resource,
    "signatory": cast.signatory,
    "table_member": cast.table_member,
    "carrier": cast.carrier,
    "scrutineer": cast.scrutineer,
    "admin": cast.admin,
    "superuser": cast.superuser,
    "newcomer": cast.newcomer,
}


def insert_in_sql(person, concern) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO participation_support (person_id, concern_id, given_on) VALUES (%s, %s, %s)",
            [person.pk, concern.pk, NOW.date()],
        )


def test_a_citizen_supports_once_and_takes_it_back(db):
    concern, rita = builders.concern(), cast.citizen("Rita")

    first = supports.support_concern(by=rita, concern=concern, now=NOW)
    again = supports.support_concern(by=rita, concern=concern, now=NOW)
    counted = concern.supports.count()
    supports.withdraw_support(by=rita, concern=concern, now=NOW)

    assert (first.pk, counted, concern.supports.count()) == (again.pk, 1, 0)


def test_there_is_nothing_to_take_back_from_somebody_else(db):
    concern = builders.concern()
    supports.support_concern(by=cast.citizen("Rita"), concern=concern, now=NOW)

    with pytest.raises(Refused) as refusal:
        supports.withdraw_support(by=cast.citizen("Nadia"), concern=concern, now=NOW)

    assert (refusal.value.code, concern.supports.count()) == ("support_missing", 1)


@pytest.mark.parametrize("role", sorted(NOT_CITIZENS))
@pytest.mark.database
def test_nobody_else_supports_by_the_domain_the_orm_or_sql(db, role):
    concern, idea = builders.concern(), builders.initiative()
    person = NOT_CITIZENS[role]()

    with pytest.raises(Refused) as on_concern:
        supports.support_concern(by=person, concern=concern, now=NOW)
    with pytest.raises(Refused) as on_idea:
        supports.support_initiative(by=person, initiative=idea, now=NOW)
    with pytest.raises(IntegrityError, match="support_citizens"), transaction.atomic():
        Support.objects.create(person=person, concern=concern, given_on=NOW.date())
    with pytest.raises(IntegrityError, match="support_citizens"), transaction.atomic():
        Support.objects.bulk_create([Support(person=person, initiative=idea, given_on=NOW.date())])
    with pytest.raises(IntegrityError, match="support_citizens"), transaction.atomic():
        insert_in_sql(person, concern)

    assert (on_concern.value.code, on_idea.value.code) == ("citizens_only", "citizens_only")
    assert Support.objects.count() == 0


@pytest.mark.database
def test_a_citizen_who_became_support_staff_no_longer_supports(db):
    concern, rita = builders.concern(), cast.citizen("Rita")
    mandate = Mandate.objects.get(person=rita)
    mandates.end(by=None, mandate=mandate, on=NOW.date() - timedelta(days=2), now=NOW)
    mandates.grant(
        by=None,
        person=rita,
        role=Role.SUPPORT,
        starts_on=NOW.date(),
        now=NOW,
        organisation=cast.organisation(),
    )

    with pytest.raises(Refused) as refusal:
        supports.support_concern(by=rita, concern=concern, now=NOW)
    with pytest.raises(IntegrityError, match="support_citizens"), transaction.atomic():
        insert_in_sql(rita, concern)

    assert refusal.value.code == "citizens_only"


@pytest.mark.database
def test_nobody_supports_their_own_concern_nor_moves_a_support_to_somebody_else(db):
    concern, rita = builders.concern(), cast.citizen("Rita")

    with pytest.raises(Refused) as own:
        supports.support_concern(by=concern.author, concern=concern, now=NOW)
    with pytest.raises(IntegrityError, match="support_citizens"), transaction.atomic():
        insert_in_sql(concern.author, concern)
    given = supports.support_concern(by=rita, concern=concern, now=NOW)
    with pytest.raises(IntegrityError, match="support_moves"), transaction.atomic():
        Support.objects.filter(pk=given.pk).update(person=cast.citizen("Nadia"))

    assert own.value.code == "own_concern"


def test_words_kept_for_facilitation_cannot_be_supported(db):
    word = builders.private_word()

    with pytest.raises(Refused) as refusal:
        supports.support_concern(by=cast.citizen("Rita"), concern=word, now=NOW)

    assert (refusal.value.code, refusal.value.status) == ("missing", 404)


def test_the_third_support_opens_the_discussion(db):
    idea = builders.initiative()
    states = []

    for number in range(4):
        supports.support_initiative(by=cast.citizen(f"Appui {number}"), initiative=idea, now=NOW)
        states.append(Initiative.objects.get(pk=idea.pk).state)

    assert states == ["idee", "idee", "en_deliberation", "en_deliberation"]
    assert Initiative.objects.get(pk=idea.pk).deliberation_started_at == NOW


def test_a_change_of_rule_opens_the_same_way(db):
    change = RuleChange.objects.create(
        key="quorum_min", proposed_value=9, reason="…", proposed_by=cast.citizen("Autrice"), proposed_at=NOW
    )

    for number in range(3):
        supports.support_rule_change(by=cast.citizen(f"Appui {number}"), change=change, now=NOW)

    change.refresh_from_db()
    assert (change.state, change.deliberation_started_at) == ("en_deliberation", NOW)


@pytest.mark.parametrize("state", ["en_analyse", "vote_ouvert", "retiree", "terminee"])
def test_an_initiative_further_on_is_no_longer_supported(db, state):
    idea = builders.put_at(builders.initiative(), state)

    with pytest.raises(Refused) as refusal:
        supports.support_initiative(by=cast.citizen("Rita"), initiative=idea, now=NOW)

    assert (refusal.value.code, idea.supports.count()) == ("not_open_to_support", 0)
