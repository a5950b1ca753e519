"""Archives of votes taken apart and put together again, to try every way of cheating on them."""

import base64
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from tools import verifier

VECTORS = Path(__file__).resolve().parent.parent / "data" / "vectors"
BLOCK = 512


def vector(name: str) -> bytes:
    """The archive that the independent tool made; `name` is « v1 », « v2 » or « v3 »."""
    return next(VECTORS.glob(f"{name}-*/*.bel")).read_bytes()


def expected(name: str) -> dict:
    return json.loads(next(VECTORS.glob(f"{name}-*/expected.json")).read_text())


def casts(name: str) -> list[dict]:
    return json.loads(next(VECTORS.glob(f"{name}-*/private/casts.json")).read_text())


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


@dataclass
class Step:
    """One event with the records that come before it."""

    kind: str
    data: list[bytes]
    # What the event says besides, or instead.
    extra: dict = field(default_factory=dict)


class Archive:
    """An archive as a list of steps; `bytes()` chains them again by their hashes, so that only the content is wrong."""

    def __init__(self, content: bytes) -> None:
        records = list(members(content))
        self.head = records[0][1]
        self.stamp = int(json.loads(self.head)["timestamp"])
        self.steps: list[Step] = []
        waiting: list[bytes] = []
        for name, record in records[1:]:
            if name.endswith(".event.json"):
                self.steps.append(Step(json.loads(record)["type"], waiting))
                waiting = []
            else:
                waiting.append(record)

    def of(self, kind: str) -> list[Step]:
        return [step for step in self.steps if step.kind == kind]

    def bytes(self) -> bytes:
        parts, parent = [member("BELENIOS", self.head, self.stamp)], None
        for height, step in enumerate(self.steps):
            parts += [member(f"{digest(record)}.data.json", record, self.stamp) for record in step.data]
            event = {"parent": parent} if parent else {}
            event |= {"height": height, "type": step.kind}
            event |= {"payload": digest(step.data[-1])} if step.data else {}
            event |= step.extra
            content = compact(event)
            parent = digest(content)
            parts.append(member(f"{parent}.event.json", content, self.stamp))
        return b"".join(parts)


def members(content: bytes):
    at = 0
    while at < len(content):
        name = content[at : at + 100].rstrip(b"\0").decode()
        length = int(content[at + 124 : at + 135], 8)
        yield name, content[at + BLOCK : at + BLOCK + length]
        at += BLOCK + -(-length // BLOCK) * BLOCK


def member(name: str, content: bytes, stamp: int) -> bytes:
    return header(name, len(content), stamp) + content + b"\0" * (-len(content) % BLOCK)


def header(name: str, length: int, stamp: int) -> bytes:
    head = bytearray(BLOCK)
    for at, text in ((0, name), (100, "0000644"), (108, "0000000"), (116, "0000000")):
        head[at : at + len(text)] = text.encode()
    head[124:135], head[136:147] = f"{length:011o}".encode(), f"{stamp:011o}".encode()
    head[148:156], head[156] = b" " * 8, ord("0")
    head[148:156] = f"{sum(head):06o}\0 ".encode()
    return bytes(head)


def signed_again(ballot: dict, *, credential: str, uuid: str) -> bytes:
    """The ballot with a right signature over its new content: whoever holds the credential could send it."""
    secret = (
        int.from_bytes(hashlib.pbkdf2_hmac("sha256", credential.encode(), uuid.encode(), 1000), "big")
        % verifier.Q
    )
    bare = {name: value for name, value in ballot.items() if name != "signature"}
    signed = base64.b64encode(hashlib.sha256(compact(bare)).digest()).decode().rstrip("=")
    nonce = 123_456_789
    challenge = verifier.challenge(f"sig|{signed}|{pow(verifier.G, nonce, verifier.P)}")
    proof = {"challenge": str(challenge), "response": str((nonce - secret * challenge) % verifier.Q)}
    return compact(bare | {"signature": {"hash": signed, "proof": proof}})
