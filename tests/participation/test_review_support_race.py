"""Two supports given at the same instant: the last one needed opens the discussion, and none is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from participation.domain import initiatives, supports
from participation.enums import InitiativeState
from tests import cast
from tests.cast import NOW
from tests.participation.core_a import builders


@pytest.mark.django_db(transaction=True)
def test_supports_given_together_open_the_discussion():
    author = cast.citizen()
    made = initiatives.propose(
        by=author, sheet=builders.sheet(), from_concerns=[builders.concern(author)], now=NOW
    )
    people = [cast.citizen(f"Voisine {number}") for number in range(3)]

    def give(person):
        try:
            supports.support_initiative(by=person, initiative=made, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(give, people))

    made.refresh_from_db()
    assert (made.supports.count(), made.state) == (3, InitiativeState.DELIBERATING)
