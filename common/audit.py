"""The history nobody can rewrite: append-only events, sealed in hash-chained batches.

Events are sealed by a job, not when written, so that writes never queue behind each other.
No personal data goes into `facts`: identifiers, states, counts and codes only. A ballot's event carries no actor.
"""

import hashlib
import json
from datetime import datetime
from typing import Any, Protocol

from django.db import IntegrityError, connection, models, transaction

from common.locks import AUDIT_LOCK
from common.models import AuditBatch, AuditEvent

FORBIDDEN_FACTS = frozenset({"name", "text", "choice", "pin", "email", "phone"})
GENESIS = "0" * 64


class Actor(Protocol):
    """Whoever acts: anything with a primary key."""

    pk: Any


def record(
    kind: str,
    *,
    by: Actor | None,
    subject: str | models.Model,
    now: datetime,
    capacity: str = "",
    **facts: Any,
) -> AuditEvent:
    """Add one event to the history; `by=None` is the system itself.

    Refuses (ValueError) facts that could carry personal data: see `FORBIDDEN_FACTS`.
    """
    forbidden = FORBIDDEN_FACTS.intersection(facts)
    if forbidden:
        raise ValueError(f"Personal data has no place in the audit log: {', '.join(sorted(forbidden))}")
    label = subject if isinstance(subject, str) else f"{subject._meta.label_lower}:{subject.pk}"
    return AuditEvent.objects.create(
        kind=kind,
        at=now,
        actor_id=None if by is None else by.pk,
        capacity=capacity,
        subject=label,
        facts=facts,
    )


def exists(kind: str) -> bool:
    """Whether something of that kind ever happened here."""
    return AuditEvent.objects.filter(kind=kind).exists()


def is_recorded(kind: str, *, subject: models.Model) -> bool:
    """Whether that already happened to this thing."""
    label = f"{subject._meta.label_lower}:{subject.pk}"
    return AuditEvent.objects.filter(kind=kind, subject=label).exists()


def chain(*, now: datetime) -> AuditBatch | None:
    """Seal the events not sealed yet into one batch; None when there is nothing, or when writers are busy.

    Losing the race to another process is not an error: that process sealed the same events.
    """
    upto = _settled_id()
    try:
        with transaction.atomic():
            return _seal(upto=upto, now=now)
    except IntegrityError:
        return None


def _settled_id() -> int:
    """The highest id below which no open transaction can still add an event.

    On PostgreSQL each insert holds a shared advisory lock until its commit (a trigger takes it); taking
    it exclusively proves that no writer is in flight. Only tried, never awaited: a waiting writer is worse than
    a late batch. SQLite has a single writer, so every id seen is settled.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [AUDIT_LOCK])
                row = cursor.fetchone()
                if not row or not row[0]:
                    return 0
        return AuditEvent.objects.aggregate(last=models.Max("id"))["last"] or 0


def _seal(*, upto: int, now: datetime) -> AuditBatch | None:
    last = AuditBatch.objects.order_by("-last_id").first()
    after, previous_head = (last.last_id, last.head) if last else (0, GENESIS)
    events = list(AuditEvent.objects.filter(id__gt=after, id__lte=upto).order_by("id"))
    if not events:
        return None
    return AuditBatch.objects.create(
        first_id=events[0].pk,
        last_id=events[-1].pk,
        count=len(events),
        previous_head=previous_head,
        head=_head_of(previous_head, events),
        made_at=now,
    )


def head() -> str:
    """The hash that covers everything sealed so far; printed daily, so that rewriting would show."""
    last = AuditBatch.objects.order_by("-last_id").first()
    return last.head if last else GENESIS


def verify() -> list[str]:
    """Recompute every seal; one sentence per problem, an empty list when the history is intact."""
    problems = []
    expected_previous, after = GENESIS, 0
    for batch in AuditBatch.objects.order_by("last_id").iterator():
        events = list(AuditEvent.objects.filter(id__gt=after, id__lte=batch.last_id).order_by("id"))
        if batch.previous_head != expected_previous:
            problems.append(f"batch {batch.pk} does not follow the batch before it")
        if len(events) != batch.count:
            problems.append(f"batch {batch.pk} sealed {batch.count} events, {len(events)} are there")
        elif _head_of(batch.previous_head, events) != batch.head:
            problems.append(f"batch {batch.pk} was sealed over other content than what is there")
        expected_previous, after = batch.head, batch.last_id
    return problems


def _head_of(previous_head: str, events: list[AuditEvent]) -> str:
    digest = hashlib.sha256(previous_head.encode())
    for event in events:
        digest.update(b"\n" + _canonical(event))
    return digest.hexdigest()


def _canonical(event: AuditEvent) -> bytes:
    return json.dumps(
        {
            "id": event.pk,
            "kind": event.kind,
            "at": event.at.isoformat(timespec="microseconds"),
            "actor": event.actor_id,
            "capacity": event.capacity,
            "subject": event.subject,
            "facts": event.facts,
        },
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    ).encode()
