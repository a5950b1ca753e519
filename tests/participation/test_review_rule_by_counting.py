"""A rule changes by a count of the citizens, by no other door of the database."""

import pytest
from django.db import IntegrityError, connection, transaction

from participation.enums import RuleChangeState
from participation.models import RuleChange
from tests import cast
from tests.cast import NOW

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("origin", [RuleChangeState.PROPOSED, RuleChangeState.COUNTING])
def test_no_update_adopts_a_rule_without_a_count(origin):
    change = RuleChange.objects.create(
        key="threshold",
        proposed_value="deux_tiers",
        reason="Pour être plus sûrs",
        proposed_by=cast.citizen(),
        proposed_at=NOW,
        state=origin,
    )

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE participation_rulechange SET state = 'adoptee' WHERE id = %s", [change.pk])

    change.refresh_from_db()
    assert change.state == origin
