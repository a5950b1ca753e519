"""The members of the file, and JSON that hides nothing."""

import json
import re
from dataclasses import dataclass

from voting.crypto import group

_BLOCK = 512
_SIZE = re.compile(rb"[0-7]{11}")
# As many octal digits as a header has room for.
_STAMP = re.compile(r"0|[1-9][0-9]{0,9}")
_KINDS = ("data.json", "event.json")


class Wrong(Exception):
    """Something does not hold. `code` says what, and nothing of a ballot is in it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def need(holds: bool, code: str) -> None:
    if not holds:
        raise Wrong(code)


@dataclass(frozen=True, slots=True)
class Record:
    digest: str
    content: bytes
    is_event: bool


def records(archive: bytes) -> list[Record]:
    """Every member after the first, under the name that its content gives it.

    Refused (Wrong): archive, name, record_twice, json, not_canonical, shape, fields.
    """
    need(bool(archive) and len(archive) % _BLOCK == 0, "archive")
    _name, content, at = _member(archive, 0)
    stamp = _stamp(content)
    need(archive[:_BLOCK] == _header(b"BELENIOS", len(content), stamp), "archive")
    found: list[Record] = []
    seen: set[str] = set()
    while at < len(archive):
        start = at
        name, content, at = _member(archive, start)
        need(archive[start : start + _BLOCK] == _header(name, len(content), stamp), "archive")
        digest, _dot, kind = name.decode("latin-1").partition(".")
        need(digest == group.hex_of(content) and kind in _KINDS, "name")
        need(digest not in seen, "record_twice")
        seen.add(digest)
        found.append(Record(digest, content, kind == _KINDS[1]))
    return found


def _member(archive: bytes, at: int) -> tuple[bytes, bytes, int]:
    """The name and the content of the member that starts here, and where the next one starts."""
    size = archive[at + 124 : at + 135]
    need(_SIZE.fullmatch(size) is not None, "archive")
    start, length = at + _BLOCK, int(size, 8)
    end = start + -(-length // _BLOCK) * _BLOCK
    need(end <= len(archive), "archive")
    need(not any(archive[start + length : end]), "archive")
    return archive[at : at + 100].rstrip(b"\0"), archive[start : start + length], end


def _header(name: bytes, length: int, stamp: int) -> bytes:
    """The only header such a member may have: a ballot has no hour of its own."""
    head = b"".join(
        (
            name.ljust(100, b"\0"),
            b"0000644\0" + b"0000000\0" * 2,
            b"%011o\0%011o\0" % (length, stamp),
            b" " * 8 + b"0",
        )
    ).ljust(_BLOCK, b"\0")
    return head[:148] + b"%06o\0 " % sum(head) + head[156:]


def _stamp(content: bytes) -> int:
    head = fields(canonical(content), ("version", "timestamp"))
    stamp = head["timestamp"]
    need(type(head["version"]) is int and head["version"] == 1, "archive")
    need(isinstance(stamp, str) and _STAMP.fullmatch(stamp) is not None, "archive")
    return int(stamp)


# --- JSON -------------------------------------------------------------------------------------------------------------


def parse(content: bytes) -> object:
    """Refused (Wrong): json, field_twice."""
    try:
        return json.loads(content.decode(), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Wrong("json") from error


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    need(len(found) == len(pairs), "field_twice")
    return found


def canonical(content: bytes) -> object:
    """A value written in the only way allowed. Refused (Wrong): json, field_twice, not_canonical."""
    value = parse(content)
    try:
        written = group.compact(value)
    except (UnicodeEncodeError, RecursionError) as error:  # half of a letter in an escape; endless nesting
        raise Wrong("not_canonical") from error
    need(written == content, "not_canonical")
    return value


def fields(value: object, names: tuple[str, ...], *, optional: tuple[str, ...] = ()) -> dict:
    """An object with exactly these fields in this order; the optional ones may be absent. Refused (Wrong): shape, fields."""
    if not isinstance(value, dict):
        raise Wrong("shape")
    wanted = tuple(name for name in names if name in value or name not in optional) if optional else names
    need(tuple(value) == wanted, "fields")
    return value


def items(value: object, count: int | None = None) -> list:
    """Refused (Wrong): shape."""
    if not isinstance(value, list) or (count is not None and len(value) != count):
        raise Wrong("shape")
    return value
