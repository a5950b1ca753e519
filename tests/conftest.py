"""Shared by every test: triggers that survive flushes, no silent skip, a real browser and a real server."""

import gc
import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

from common import triggers
from common.live.hub import current_hub
from config import pytest_env
from tests import fresh_database

IS_NIGHT = os.environ.get("NIGHT") == "1"
REQUIRES_ALL = os.environ.get("REQUIRE_ALL") == "1"
# What kills Redis starts its own beside the PostgreSQL of the run.
IS_PRODUCTION = bool(os.environ.get("DATABASE_URL") and shutil.which("redis-server"))
SKIPPED: list[str] = []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """`night` runs only with `./run test --night` (NIGHT=1); `production` only on PostgreSQL, beside a redis-server."""
    away = set() if IS_NIGHT else {"night"}
    if not IS_PRODUCTION:
        away.add("production")
    late = [item for item in items if any(item.get_closest_marker(name) for name in away)]
    if late:
        config.hook.pytest_deselected(items=late)
        items[:] = [item for item in items if item not in late]


def pytest_collection_finish(session: pytest.Session) -> None:
    """Seven thousand collected tests live to the end: the collector need not walk through them again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """A skipped test proves nothing: with REQUIRE_ALL=1 it counts as a failure, unless it needs an outside oracle."""
    if report.skipped and not hasattr(report, "wasxfail") and "oracle" not in report.keywords:
        SKIPPED.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    if REQUIRES_ALL and SKIPPED and exitstatus == 0 and not hasattr(session.config, "workerinput"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if REQUIRES_ALL and SKIPPED:
        terminalreporter.section("REQUIRE_ALL: these were skipped, which fails the run", red=True)
        for nodeid in SKIPPED:
            terminalreporter.line(nodeid)
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, [])]
    weights = [said for report in reports for key, said in report.user_properties if key == "weight"]
    if weights:
        terminalreporter.section("weight of pages (limits: first visit 45 KB, next page 12 KB)")
        for said in sorted(weights):
            terminalreporter.line(said)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Whether the database of the tests is already migrated: a copy of the one kept from a former run."""
    file = fresh_database.test_file()
    return file is not None and fresh_database.copied_to(file)


@pytest.fixture(scope="session")
def django_db_setup(django_db_keepdb: bool, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    file = fresh_database.test_file()
    if file is not None and not django_db_keepdb:
        with django_db_blocker.unblock():
            fresh_database.keep()
    yield
    if file is not None and django_db_keepdb:
        file.unlink(missing_ok=True)


_flush = TransactionTestCase._fixture_teardown


def _flush_without_triggers(self: TransactionTestCase) -> None:
    """Append-only tables refuse to be emptied: their triggers step aside for the flush between two tests."""
    with triggers.lifted(connection):
        _flush(self)


TransactionTestCase._fixture_teardown = _flush_without_triggers  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _clean_surroundings() -> Iterator[None]:
    """No rate limit, cached page, live hub or language leaks from one test to the next."""
    pytest_env.new_cache_scope()
    # A request in English leaves its language to the thread that answered it.
    translation.deactivate()
    yield
    if current_hub.cache_info().currsize:
        hub = current_hub()
        if hasattr(hub, "stop"):
            hub.stop()
        current_hub.cache_clear()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A headless Chromium from the system; one per module, so that its event loop is gone before async tests run."""
    yield from launched()


def launched() -> Iterator[Any]:
    path = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    if not Path(path).exists():
        pytest.skip("no Chromium: apt-get install chromium, or set CHROMIUM to its path")
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; Django would then refuse synchronous queries in tests.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """A fresh browser window, in French, with no memory."""
    context = chromium.new_context(locale="fr-CA")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def live_site(transactional_db: None) -> Iterator[str]:
    """The address of a real server (pages, sockets, static files) on the test database."""
    import uvicorn

    from config import sockets
    from config.asgi import build

    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    server = uvicorn.Server(
        uvicorn.Config(
            build(origins=[address]),
            **sockets.options(log_level="error", timeout_graceful_shutdown=1),
        )
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 10
    while not server.started:
        assert time.monotonic() < deadline, "the test server did not start"
        time.sleep(0.02)
    yield address
    server.should_exit = True
    thread.join(timeout=10)
    listener.close()


def pytest_configure(config: pytest.Config) -> None:
    """Votes that a test announces need no season of scrutineers, unless the test is marked `scrutineers`.

    What scrutineers change has its own tests; the demonstration has its season (`tests.scenario.conftest`).
    """
    from participation.rules import vote_rules  # once the settings are read
    from voting.enums import Custody

    vote_rules.CUSTODY = Custody.PLATFORM


@pytest.fixture(autouse=True)
def _votes_of_scrutineers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.node.get_closest_marker("scrutineers") is not None:
        from participation.rules import vote_rules
        from voting.enums import Custody

        monkeypatch.setattr(vote_rules, "CUSTODY", Custody.SCRUTINEERS)
