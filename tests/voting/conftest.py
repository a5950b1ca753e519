"""The clock of the pages stands at the middle of the open vote unless a test moves it."""

from collections.abc import Iterator

import pytest

from common import clock
from tests.voting import ballots


@pytest.fixture(autouse=True)
def _during_the_vote() -> Iterator[None]:
    with clock.frozen(ballots.NOW):
        yield
