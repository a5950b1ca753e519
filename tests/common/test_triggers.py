import io
import threading
from datetime import UTC, datetime

import pytest
from django.core import checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import IntegrityError, connection, transaction

from common import audit, triggers
from common.models import AuditEvent
from config.management.commands.serve import Command

pytestmark = pytest.mark.database

NOW = datetime(2025, 3, 4, 12, tzinfo=UTC)


def drop_one() -> None:
    on_table = " ON common_auditevent" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER common_auditevent_no_update{on_table}")


@pytest.mark.django_db
def test_the_check_names_a_trigger_that_is_missing():
    assert checks.run_checks(tags=["database"], databases=["default"]) == []

    drop_one()

    [warning] = checks.run_checks(tags=["database"], databases=["default"])
    assert warning.id == "common.W001"
    assert "common_auditevent_no_update" in warning.msg


@pytest.mark.django_db
def test_migrating_puts_back_what_a_table_rebuild_dropped():
    drop_one()

    call_command("migrate", verbosity=0)

    assert triggers.missing("common", connection) == []


@pytest.mark.django_db
def test_starting_puts_back_only_what_is_missing_and_says_it():
    assert triggers.restore(connection) == []
    drop_one()

    assert triggers.restore(connection) == ["common_auditevent_no_update"]
    assert checks.run_checks(tags=["database"], databases=["default"]) == []


@pytest.mark.django_db
def test_the_server_puts_back_a_missing_trigger_before_it_checks():
    drop_one()
    said = io.StringIO()

    Command(stdout=said)._restore_triggers()

    assert triggers.missing("common", connection) == []
    assert "Remise en place des gardes" in said.getvalue()


@pytest.mark.django_db
def test_a_trigger_that_cannot_be_put_back_is_still_named(monkeypatch):
    drop_one()
    monkeypatch.setattr(triggers, "install", lambda app_label, connection: None)

    Command(stdout=io.StringIO())._restore_triggers()

    with pytest.raises(SystemCheckError, match="common_auditevent_no_update"):
        call_command("check", tags=["database"], databases=["default"], fail_level="WARNING")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_transactional_tests_start_empty_and_guarded(time):
    assert AuditEvent.objects.count() == 0

    audit.record("thing.done", by=None, subject="thing:1", now=NOW)

    with pytest.raises(IntegrityError):
        AuditEvent.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_a_slow_writer_is_never_left_out_of_the_seals():
    if connection.vendor != "postgresql":
        return  # SQLite has one writer at a time
    written, may_commit = threading.Event(), threading.Event()

    def write_slowly() -> None:
        with transaction.atomic():
            audit.record("slow", by=None, subject="thing:1", now=NOW)
            written.set()
            may_commit.wait(10)
        connection.close()

    writer = threading.Thread(target=write_slowly)
    writer.start()
    written.wait(10)
    audit.record("quick", by=None, subject="thing:2", now=NOW)
    while_writing = audit.chain(now=NOW)
    may_commit.set()
    writer.join(10)
    after = audit.chain(now=NOW)

    assert while_writing is None
    assert after is not None
    assert after.count == 2
