"""The order of what happened, before any proof is looked at: it costs nothing and refuses most of what is wrong."""

from dataclasses import dataclass, field

from voting.crypto import group
from voting.crypto.verification.records import Record, canonical, fields, need

# How many records come before each event.
_RECORDS = {
    "Setup": 4,
    "Ballot": 1,
    "EndBallots": 0,
    "EncryptedTally": 2,
    "PartialDecryption": 2,
    "Result": 1,
}


@dataclass
class Story:
    """The records of each event, sorted by what they are."""

    setup: list[bytes] = field(default_factory=list)
    ballots: list[bytes] = field(default_factory=list)
    is_ended: bool = False
    tally: list[bytes] = field(default_factory=list)
    shares: list[list[bytes]] = field(default_factory=list)
    result: list[bytes] = field(default_factory=list)
    head: str = ""

    def add(self, kind: str, data: list[bytes]) -> None:
        need((kind == "Setup") != bool(self.setup), "order")
        match kind:
            case "Setup":
                self.setup = data
            case "Ballot":
                need(not self.is_ended, "late_ballot")
                self.ballots += data
            case "EndBallots":
                need(not self.is_ended, "end_twice")
                self.is_ended = True
            case "EncryptedTally":
                need(self.is_ended and not self.tally, "tally_order")
                self.tally = data
            case "PartialDecryption":
                need(bool(self.tally) and not self.result, "decryption_order")
                self.shares.append(data)
            case _:
                need(not self.result, "result_twice")
                need(bool(self.tally), "result_order")
                self.result = data


def read_story(records: list[Record]) -> Story:
    """Each event names the one before it and the last of its records; nothing stands outside of an event.

    Refused (Wrong): chain, event_type, records, payload, order, late_ballot, end_twice, tally_order, decryption_order,
    result_twice, result_order, empty.
    """
    story, waiting, height = Story(), [], 0
    for record in records:
        if not record.is_event:
            waiting.append(record.content)
            continue
        names = ("parent", "height", "type", "payload")
        event = fields(canonical(record.content), names, optional=("parent", "payload"))
        is_next = type(event["height"]) is int and event["height"] == height
        need(is_next and event.get("parent") == (story.head or None), "chain")
        kind = event["type"]
        need(isinstance(kind, str) and kind in _RECORDS, "event_type")
        need(len(waiting) == _RECORDS[kind], "records")
        need(event.get("payload") == (group.hex_of(waiting[-1]) if waiting else None), "payload")
        need(None not in event.values(), "fields")
        story.add(kind, waiting)
        story.head, waiting, height = record.digest, [], height + 1
    need(height > 0, "empty")
    need(not waiting, "records")
    return story
