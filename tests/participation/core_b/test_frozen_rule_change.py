"""What a vote is about does not change under it, whatever the door."""

import pytest
from django.db import IntegrityError, connection, transaction

from participation.domain import decisions
from participation.enums import RuleChangeState
from participation.models import RuleChange
from tests import cast
from tests.participation.core_b import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def write(change: RuleChange, value: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE participation_rulechange SET proposed_value = %s WHERE id = %s", [str(value), change.pk]
        )


def test_raw_sql_changes_a_proposal_before_its_vote_and_not_during_it():
    people = scenes.espace()
    scenes.established()
    change = scenes.rule_change(people)

    write(change, 15)
    decisions.put_rule_change_to_vote(
        by=cast.facilitator(),
        change=change,
        opens_at=scenes.on(23),
        closes_at=scenes.on(34, 20),
        now=scenes.on(20),
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        write(change, 12)

    change.refresh_from_db()
    assert (change.state, change.proposed_value) == (RuleChangeState.VOTE_ANNOUNCED, 15)
