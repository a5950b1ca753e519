"""Shared by every test: triggers that survive flushes, no silent skip, a real browser and a real server."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from common import triggers
from common.live.hub import current_hub
from config import pytest_env

IS_NIGHT = os.environ.get("NIGHT") == "1"
REQUIRES_ALL = os.environ.get("REQUIRE_ALL") == "1"
SKIPPED: list[str] = []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests marked `night` run only with `./run test --night` (NIGHT=1)."""
    if IS_NIGHT:
        return
    late = [item for item in items if item.get_closest_marker("night")]
    if late:
        config.hook.pytest_deselected(items=late)
        items[:] = [item for item in items if item not in late]


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


_flush = TransactionTestCase._fixture_teardown


def _flush_without_triggers(self: TransactionTestCase) -> None:
    """Append-only tables refuse to be emptied: their triggers step aside for the flush between two tests."""
    with triggers.lifted(connection):
        _flush(self)


TransactionTestCase._fixture_teardown = _flush_without_triggers  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _clean_surroundings() -> Iterator[None]:
    """No rate limit, cached page or live hub leaks from one test to the next."""
    pytest_env.new_cache_scope()
    yield
    if current_hub.cache_info().currsize:
        hub = current_hub()
        if hasattr(hub, "stop"):
            hub.stop()
        current_hub.cache_clear()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A headless Chromium from the system; one per module, so that its event loop is gone before async tests run."""
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

    from config.asgi import build

    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    server = uvicorn.Server(
        uvicorn.Config(
            build(origins=[address]),
            lifespan="off",
            log_level="error",
            access_log=False,
            ws_max_size=65_536,
            ws_per_message_deflate=False,
            timeout_graceful_shutdown=1,
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
