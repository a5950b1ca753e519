"""Nobody but a count of the citizens approves: not by the domain, not by the ORM, not in SQL."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from common.exceptions import Refused
from participation.domain import decisions, initiatives, reviews, stages
from participation.models import Decision, Initiative
from participation.rules import lifecycles
from tests import cast
from tests.cast import NOW
from tests.participation.core_a import builders
from voting.domain import casting
from voting.enums import Choice

pytestmark = pytest.mark.database

STATES = [state for state in lifecycles.NEXT["initiative"] if state != "approuvee"]
STAFF = {
    "table_member": cast.table_member,
    "signatory": cast.signatory,
    "facilitator": cast.facilitator,
    "support": cast.support,
    "carrier": cast.carrier,
    "scrutineer": cast.scrutineer,
    "admin": cast.admin,
}


def refused(act) -> str:
    """The first word of the database's refusal."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        act()
    return str(error.value).split(":")[0]


def sql(statement: str, params: list) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def set_state(initiative: Initiative, state: str):
    return lambda: sql("UPDATE participation_initiative SET state = %s WHERE id = %s", [state, initiative.pk])


def announced(voters: list) -> Decision:
    """An eligible initiative whose vote is announced."""
    checked = builders.in_review(now=NOW)
    reviews.review(
        by=cast.signatory(), initiative=checked, result="admissible", plain_reason="", rule_cited="", now=NOW
    )
    opens_at = NOW + timedelta(days=4)
    return decisions.put_to_vote(
        by=cast.facilitator(),
        initiative=checked,
        opens_at=opens_at,
        closes_at=opens_at + timedelta(days=10),
        now=NOW,
    )


def counted(choice: str) -> Decision:
    """The same vote, closed and counted, everybody having chosen the same."""
    voters = cast.citizens(8)
    decision = announced(voters)
    for person in voters:
        casting.cast(by=person, vote=decision.vote, choice=choice, now=NOW + timedelta(days=5))
    decisions.settle(now=NOW + timedelta(days=14, minutes=1))
    decision.refresh_from_db()
    return decision


@pytest.mark.parametrize("role", sorted(STAFF))
def test_no_role_approves_through_the_domain_from_any_state(db, role):
    initiative = builders.initiative()
    person = STAFF[role]()
    outcomes = set()

    for state in STATES:
        builders.put_at(initiative, state)
        for to in ("approuvee", "non_approuvee"):
            if (state, to, role) == ("cherche_porteur", "approuvee", "facilitator") or state == to:
                continue  # the Espace has approved already: the database still asks for its count (below)
            with pytest.raises(Refused) as refusal:
                stages.move(initiative, to=to, by=person, now=NOW)
            outcomes.add(refusal.value.code)
        assert Initiative.objects.get(pk=initiative.pk).state == state

    assert outcomes <= {"illegal_transition", "not_your_move"}


@pytest.mark.parametrize("state", STATES)
def test_the_orm_and_sql_cannot_approve_without_a_count(db, state):
    initiative = builders.put_at(builders.initiative(), state)

    by_orm = refused(lambda: Initiative.objects.filter(pk=initiative.pk).update(state="approuvee"))
    by_sql = refused(set_state(initiative, "approuvee"))

    assert (by_orm, by_sql) == ("initiative_approved", "initiative_approved")
    assert Initiative.objects.get(pk=initiative.pk).state == state


@pytest.mark.parametrize("state", [state for state in STATES if state != "non_approuvee"])
def test_the_orm_and_sql_cannot_say_no_without_a_count(db, state):
    initiative = builders.put_at(builders.initiative(), state)

    assert refused(set_state(initiative, "non_approuvee")) == "initiative_not_approved"
    assert Initiative.objects.get(pk=initiative.pk).state == state


@pytest.mark.parametrize(
    "state", ["cherche_porteur", "protocole_signe", "en_realisation", "bilan_recu", "terminee"]
)
def test_no_step_after_an_approval_is_reached_around_it(db, state):
    initiative = builders.put_at(builders.initiative(), "admissible")

    assert refused(set_state(initiative, state)) == "initiative_after"


def test_an_initiative_is_not_born_approved(db):
    def insert():
        Initiative.objects.create(state="approuvee", scope="regionale", title="Cachée", proposed_at=NOW)

    assert refused(insert) == "initiative_born"


def test_a_facilitator_cannot_confirm_a_carrier_for_what_was_never_approved(db):
    initiative = builders.put_at(builders.initiative(), "cherche_porteur")

    code = refused(
        lambda: initiatives.confirm_carrier(
            by=cast.facilitator(), initiative=initiative, carrier=cast.organisation("cuisine-vallee"), now=NOW
        )
    )

    assert code == "initiative_approved"


def test_the_citizens_count_approves(db):
    decision = counted(Choice.FOR)

    assert decision.outcome == "approuvee"
    assert Initiative.objects.get(pk=decision.initiative_id).state == "approuvee"


def test_the_citizens_count_says_no_and_sql_cannot_turn_it_round(db):
    decision = counted(Choice.AGAINST)
    initiative = Initiative.objects.get(pk=decision.initiative_id)

    assert initiative.state == "non_approuvee"
    assert refused(set_state(initiative, "approuvee")) == "initiative_approved"


@pytest.mark.parametrize("column", ["outcome", "recorded_at"])
def test_an_outcome_is_written_once(db, column):
    decision = counted(Choice.FOR)
    value = {"outcome": "", "recorded_at": NOW}[column]

    assert (
        refused(lambda: Decision.objects.filter(pk=decision.pk).update(**{column: value}))
        == "decision_outcome"
    )


def test_a_decision_keeps_its_subject_and_is_never_deleted_nor_invented(db):
    decision = announced(cast.citizens(8))
    rows = Decision.objects.filter(pk=decision.pk)
    other = builders.initiative(cast.citizen("Autre"))

    assert refused(lambda: rows.update(outcome="approuvee")) == "decision_outcome"
    assert refused(lambda: rows.update(initiative=other)) == "decision_subject"
    assert refused(lambda: rows._raw_delete(rows.db)) == "decision_kept"


def test_the_text_does_not_change_once_its_vote_is_announced(db):
    decision = announced(cast.citizens(8))
    initiative = Initiative.objects.get(pk=decision.initiative_id)
    author = initiative.authors.get()

    with pytest.raises(Refused) as refusal:
        initiatives.revise(by=author, initiative=initiative, sheet=builders.sheet(), reason="Mieux.", now=NOW)
    by_orm = refused(lambda: Initiative.objects.filter(pk=initiative.pk).update(current=None))

    assert (refusal.value.code, by_orm) == ("text_fixed", "initiative_frozen")
    assert initiative.versions.count() == 1
