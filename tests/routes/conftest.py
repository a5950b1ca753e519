"""The Espace is built once for the whole folder, then each test is undone on its own."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction

from tests.routes import world


@contextmanager
def rolled_back() -> Iterator[world.World]:
    """An Espace that disappears at the end."""
    block = transaction.atomic()
    # As for a TestCase's own: a test inside it may still open a durable block.
    block._from_testcase = True
    with block:
        yield world.build()
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def espace(django_db_setup, django_db_blocker) -> Iterator[world.World]:
    with django_db_blocker.unblock(), rolled_back() as made:
        yield made


@pytest.fixture(autouse=True)
def _at_noon(db, espace) -> Iterator[None]:
    with world.frozen():
        yield
