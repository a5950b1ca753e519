"""What goes to the Table: prepared, reread by a citizen, voted when it must be, sent, answered."""

from datetime import datetime

from accounts.models import Person
from common.plain_words import sentences
from participation.domain import transmissions
from participation.enums import ResponseKind
from participation.rules.commitments import Promised
from scenario import dates, rows
from scenario.chronology import HOUR, MINUTE, Chronology
from scenario.timeline import Timeline
from scenario.world import World

NOUNS = {"initiative": "initiatives", "issue": "issues", "concern": "concerns"}


def schedule(timeline: Timeline, times: Chronology) -> None:
    for row in times.pack.transmissions:
        sent = times.sent_at(row)
        timeline.add(times.prepared_at(row), f"{row.id} prepared", _prepare(row))
        # Before any vote: what a citizen rereads is what the Espace votes on.
        timeline.add(times.prepared_at(row) + 10 * MINUTE, f"{row.id} reread", _reread(row))
        timeline.add(sent, f"{row.id} sent", _send(row))
        for place, response in enumerate(row.responses):
            at = dates.at(response.on, "11:00") + place * HOUR
            timeline.add(at, f"{row.id} {response.kind}", _respond(row, response))


def _prepare(row: rows.TransmissionRow):
    def run(world: World, now: datetime) -> None:
        source = world.get(NOUNS[row.source_kind], row.source)
        made = transmissions.prepare(
            by=world.facilitator(),
            kind=row.kind,
            title=row.title,
            body=row.body,
            expects=row.expects,
            now=now,
            **{row.source_kind: source},
        )
        world.put("transmissions", row.id, made)

    return run


def _reread(row: rows.TransmissionRow):
    def run(world: World, now: datetime) -> None:
        reader = world.citizens()[0]
        transmissions.reread(by=reader, transmission=world.get("transmissions", row.id), now=now)

    return run


def _send(row: rows.TransmissionRow):
    def run(world: World, now: datetime) -> None:
        transmissions.send(by=world.facilitator(), transmission=world.get("transmissions", row.id), now=now)

    return run


def _respond(row: rows.TransmissionRow, response: rows.ResponseRow):
    def run(world: World, now: datetime) -> None:
        by, sent = world.person(response.by), world.get("transmissions", row.id)
        if response.kind == ResponseKind.ACKNOWLEDGED:
            transmissions.acknowledge(by=by, transmission=sent, now=now)
            return
        transmissions.respond(
            by=by,
            transmission=sent,
            kind=response.kind,
            reason=response.reason,
            plain_words=response.plain or response.reason,
            commitments=_promised(response, by),
            now=now,
        )

    return run


def _promised(response: rows.ResponseRow, by: Person) -> list[Promised]:
    """What the reason commits to: its sentence that holds a date to come."""
    found = []
    for sentence in sentences(response.reason):
        later = (day for day in dates.days_in_words(sentence) if day > response.on)
        found += [Promised(sentence, str(by), day) for day in later][:1]
    return found
