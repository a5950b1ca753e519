"""The public board of a vote: records that are only ever added, chained by their hashes, in the protocol's archive.

Every member of the file carries the moment of its first record: a ballot has no time of its own.
"""

from dataclasses import dataclass

from voting.crypto import group
from voting.crypto.questions import Election

_BLOCK = 512
_FIXED = ((100, b"0000644"), (108, b"0000000"), (116, b"0000000"))


@dataclass(frozen=True)
class Head:
    """Where the board is: the hash of its last event ("" before the first) and how many events there are."""

    last: str = ""
    height: int = 0


def opening(timestamp: int) -> bytes:
    """The first member; `timestamp` is in seconds since 1970 and is that of every other member."""
    return _member("BELENIOS", group.compact({"version": 1, "timestamp": str(timestamp)}), timestamp)


def append(head: Head, kind: str, records: tuple[bytes, ...], *, timestamp: int) -> tuple[bytes, Head]:
    """The octets to add for one event with the records before it, and the head that follows.

    The caller serialises the appends of one board: each event names the one before it.
    """
    event: dict = {"parent": head.last} if head.last else {}
    event |= {"height": head.height, "type": kind}
    if records:
        event["payload"] = group.hex_of(records[-1])
    content = group.compact(event)
    name = group.hex_of(content)
    members = [_member(f"{group.hex_of(record)}.data.json", record, timestamp) for record in records]
    members.append(_member(f"{name}.event.json", content, timestamp))
    return b"".join(members), Head(name, head.height + 1)


def setup_records(election: Election, trustees: bytes, credentials: bytes) -> tuple[bytes, ...]:
    """What the first event comes with: the vote, the keys, the rights to vote, and their hashes."""
    hashes = {
        "election": group.hex_of(election.content),
        "trustees": group.hex_of(trustees),
        "credentials": group.hex_of(credentials),
    }
    return election.content, trustees, credentials, group.compact(hashes)


def _member(name: str, content: bytes, timestamp: int) -> bytes:
    header = bytearray(_BLOCK)
    header[: len(name)] = name.encode()
    for at, text in _FIXED:
        header[at : at + len(text)] = text
    header[124:135] = f"{len(content):011o}".encode()
    header[136:147] = f"{timestamp:011o}".encode()
    header[148:156] = b" " * 8
    header[156] = ord("0")
    header[148:156] = f"{sum(header):06o}\0 ".encode()
    return bytes(header) + content + b"\0" * (-len(content) % _BLOCK)
