"""The people of the journey, each with their own browser."""

from types import SimpleNamespace

import pytest

from tests import cast
from tests.journey.steps import Visitor


@pytest.fixture
def espace(db) -> SimpleNamespace:
    """An author, ten other citizens spread over the MRC, and one person per other role."""
    cast.territories()
    return SimpleNamespace(
        author=Visitor(cast.citizen("Zénaïde", "la-mitis", username="zenaide", pin=cast.PIN)),
        neighbours=[Visitor(person) for person in cast.citizens(10)],
        facilitator=Visitor(cast.facilitator()),
        support=Visitor(cast.support()),
        signatory=Visitor(cast.signatory()),
        table=Visitor(cast.table_member()),
        # Somebody of the organisation that carries the initiative.
        carrier=Visitor(cast.carrier("Coordination", "cuisine-vallee")),
        outsider=Visitor(),
    )
