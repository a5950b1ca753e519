"""The Espace of the route tests, built once for the folder; a shelf of its pages; windows of a real Chromium."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import launched
from tests.pages import shelf, visit
from tests.routes import world
from tests.routes.conftest import rolled_back


@pytest.fixture(scope="package")
def chromium() -> Iterator[Any]:
    """One for the folder: nothing here is asynchronous, and the Espace must be made after it."""
    yield from launched()


@pytest.fixture(scope="package")
def espace(chromium: Any, django_db_setup, django_db_blocker) -> Iterator[world.World]:
    """After the browser: its event loop changes which connection Django takes, so it must be there from the start."""
    with django_db_blocker.unblock(), rolled_back() as made:
        yield made


@pytest.fixture(autouse=True)
def _at_noon(espace, db) -> Iterator[None]:
    with world.frozen():
        yield


@pytest.fixture(scope="package")
def shelved(request, tmp_path_factory) -> Iterator[shelf.Shelf]:
    """Pages asked for while this is open name the static files as production does."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if hasattr(request.config, "workerinput") else base) / "files-of-production"
    with shelf.files_of_production(folder) as files:
        opened = shelf.Shelf(files)
        yield opened
        opened.closes()


@pytest.fixture
def visitor(chromium: Any, shelved: shelf.Shelf) -> visit.Visitor:
    return visit.Visitor(chromium, shelved)
