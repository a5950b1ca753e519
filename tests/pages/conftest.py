"""The Espace of the route tests, built once for the folder; a shelf of its pages; windows of a real Chromium."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import launched
from tests.pages import shelf, together, visit
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


def shared_folder(request, tmp_path_factory) -> Path:
    """The same for every worker of this run."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if hasattr(request.config, "workerinput") else base


@pytest.fixture(scope="package")
def looked_at(request, tmp_path_factory) -> together.Notes:
    """The joints of the pages that a browser of this run opened."""
    return together.Notes(shared_folder(request, tmp_path_factory) / "joints-looked-at")


@pytest.fixture(scope="package")
def weighed(request, tmp_path_factory) -> together.Notes:
    """What a browser of this run weighed: « kind of page:size »."""
    return together.Notes(shared_folder(request, tmp_path_factory) / "pages-weighed")


@pytest.fixture(scope="package")
def shelved(request, tmp_path_factory) -> Iterator[shelf.Shelf]:
    """Pages asked for while this is open name the static files as production does."""
    folder = shared_folder(request, tmp_path_factory) / "files-of-production"
    with shelf.files_of_production(folder) as files:
        opened = shelf.Shelf(files)
        yield opened
        opened.closes()


@pytest.fixture
def visitor(chromium: Any, shelved: shelf.Shelf) -> visit.Visitor:
    return visit.Visitor(chromium, shelved)
