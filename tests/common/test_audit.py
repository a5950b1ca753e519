from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from common import audit, triggers
from common.models import AuditBatch, AuditEvent

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOW = datetime(2025, 3, 4, 12, tzinfo=UTC)
LEA = SimpleNamespace(pk=7)


def record(kind: str = "thing.done", **facts: object) -> AuditEvent:
    return audit.record(kind, by=LEA, subject="thing:1", now=NOW, **facts)


def test_an_event_says_who_what_when_and_in_which_capacity():
    event = audit.record("thing.done", by=LEA, subject="thing:1", now=NOW, capacity="citizen", count=3)

    event.refresh_from_db()
    assert (event.kind, event.actor_id, event.capacity, event.subject, event.at, event.facts) == (
        "thing.done", 7, "citizen", "thing:1", NOW, {"count": 3},
    )  # fmt: skip


def test_the_system_acts_without_an_actor_and_an_object_gives_its_own_label():
    batch = AuditBatch(pk=5)

    event = audit.record("batch.made", by=None, subject=batch, now=NOW)

    assert (event.actor_id, event.subject) == (None, "common.auditbatch:5")


@pytest.mark.parametrize("fact", sorted(audit.FORBIDDEN_FACTS))
def test_personal_facts_are_refused(fact):
    with pytest.raises(ValueError, match=fact):
        record(**{fact: "x"})

    assert AuditEvent.objects.count() == 0


def test_sealing_covers_each_event_once_and_follows_the_previous_seal():
    record(), record()
    first = audit.chain(now=NOW)
    third = record()
    second = audit.chain(now=NOW + timedelta(minutes=1))

    assert first.count == 2
    assert (second.first_id, second.last_id, second.previous_head) == (third.pk, third.pk, first.head)
    assert audit.chain(now=NOW) is None
    assert audit.head() == second.head
    assert audit.verify() == []


def test_an_empty_history_is_intact():
    assert audit.chain(now=NOW) is None
    assert audit.head() == audit.GENESIS
    assert audit.verify() == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE common_auditevent SET kind = 'other'",
        "DELETE FROM common_auditevent",
        "UPDATE common_auditbatch SET count = 9",
        "DELETE FROM common_auditbatch",
    ],
)
def test_the_database_refuses_to_rewrite_history(sql):
    record()
    audit.chain(now=NOW)

    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)

    assert audit.verify() == []


def test_the_orm_cannot_rewrite_history_either():
    event = record()

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        event.save()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        event.delete()


def test_replacing_a_row_is_refused_on_sqlite():
    if connection.vendor != "sqlite":
        return
    event = record()

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "REPLACE INTO common_auditevent (id, kind, at, capacity, subject, facts)"
            " VALUES (%s, 'other', '2025-01-01', '', '', '{}')",
            [event.pk],
        )


@pytest.mark.parametrize(
    ("sql", "problem"),
    [
        ("UPDATE common_auditevent SET kind = 'other'", "sealed over other content"),
        ("DELETE FROM common_auditevent", "sealed 2 events, 0 are there"),
        ("UPDATE common_auditbatch SET previous_head = 'x'", "does not follow"),
    ],
)
def test_whoever_lifts_the_triggers_to_rewrite_is_found_out(sql, problem):
    record(), record()
    audit.chain(now=NOW)

    with triggers.lifted(connection), connection.cursor() as cursor:
        cursor.execute(sql)

    assert problem in audit.verify()[0]
    with pytest.raises(CommandError, match=problem):
        call_command("audit", "verify")


def test_the_commands_seal_verify_and_print_the_head(capsys):
    record()

    call_command("audit", "chain")
    call_command("audit", "verify")
    call_command("audit", "head")

    assert capsys.readouterr().out.splitlines() == [
        "sealed 1 events",
        f"intact, head {audit.head()}",
        audit.head(),
    ]
