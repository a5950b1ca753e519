"""One verification: the replay and its checks in one transaction that is always undone."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction
from django.test import override_settings
from django.utils import translation

from common.exceptions import Refused
from scenario.chronology import Chronology
from scenario.loading import schedule_all
from scenario.pack_reader import Pack
from scenario.timeline import Act, Timeline
from scenario.verification import attempts, figures, moves, rules, talk, transmissions, votes
from scenario.verification.report import Report
from scenario.world import NotThere, World

CHECKS = (votes, attempts, transmissions, figures, talk, moves, rules)
MEMORY_CACHE = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "scenario"}
}
PLAIN_STATIC = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


def verify(pack: Pack) -> Report:
    """Replay the pack with its own dates in the current database, check, and leave nothing."""
    report, world = Report(), World(pack)
    timeline, times = Timeline(), Chronology(pack, pack.today)
    schedule_all(timeline, times)
    report.expects("acts", len(timeline.acts))
    for check in CHECKS:
        check.schedule(timeline, times, report)
    with _apart(), transaction.atomic():
        timeline.run(world, until=pack.today, on_failure=lambda act, error: _note(report, act, error))
        transaction.set_rollback(True)
    return report


@contextmanager
def _apart() -> Iterator[None]:
    """Pages answer to the replay in French, without the deployment's cache, host names or compiled files."""
    logging.disable(logging.CRITICAL)  # refusals are expected here, and a breakdown is told as a difference
    with (
        override_settings(
            CACHES=MEMORY_CACHE,
            SESSION_ENGINE="django.contrib.sessions.backends.db",
            STORAGES=settings.STORAGES | PLAIN_STATIC,
            ALLOWED_HOSTS=["*"],
            SECURE_SSL_REDIRECT=False,
        ),
        translation.override(settings.LANGUAGE_CODE),
    ):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # WhiteNoise has no compiled files to serve here
                yield
        finally:
            logging.disable(logging.NOTSET)


def _note(report: Report, act: Act, error: Exception) -> None:
    """An act of the pack that could not be done, or a check that could not look."""
    if isinstance(error, NotThere):
        found = f"{error} is missing"
    elif isinstance(error, Refused):
        found = f"refused, {error}"
    else:
        found = f"{type(error).__name__}: {error}"
    report.differ(act.noun, act.label, "done", "yes", found)
