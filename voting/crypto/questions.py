"""What is asked, and the record of a vote: its bytes are the reference, everything is bound to their hash."""

import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from voting.crypto import group
from voting.crypto.group import ProtocolError

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
UUID_LENGTH = 14
_UUID = re.compile(rf"[{ALPHABET}]{{{UUID_LENGTH},}}")


@dataclass(frozen=True)
class Question:
    """`least` to `most` answers are ticked; with `has_blank`, one may also choose none of them on purpose.

    Refused (ProtocolError): bounds that no ballot could meet.
    """

    text: str
    answers: tuple[str, ...]
    least: int = 1
    most: int = 1
    has_blank: bool = False

    def __post_init__(self) -> None:
        if not self.answers or not 0 <= self.least <= self.most <= len(self.answers):
            raise ProtocolError("bounds")

    @property
    def slots(self) -> int:
        """Encrypted numbers in a ballot: one an answer, and the blank one first."""
        return len(self.answers) + self.has_blank

    def check_choice(self, choice: Sequence[int]) -> None:
        """One 0 or 1 a slot, as many ones as asked; a blank stands alone. Refused (ProtocolError): choice."""
        if len(choice) != self.slots or any(one not in (0, 1) for one in choice):
            raise ProtocolError("choice")
        ticked = sum(choice[1:]) if self.has_blank else sum(choice)
        is_blank = bool(self.has_blank and choice[0])
        if ticked != 0 if is_blank else not self.least <= ticked <= self.most:
            raise ProtocolError("choice")

    def as_record(self) -> dict:
        blank = {"blank": True} if self.has_blank else {}
        bounds = {"min": self.least, "max": self.most, "question": self.text}
        return {"answers": list(self.answers), **blank, **bounds}


@dataclass(frozen=True)
class Election:
    """A vote as the protocol sees it. `content` are the exact bytes that everything is bound to."""

    content: bytes
    uuid: str
    key: int
    questions: tuple[Question, ...]
    fingerprint: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fingerprint", group.b64_of(self.content))


def new_uuid() -> str:
    return "".join(secrets.choice(ALPHABET) for _character in range(UUID_LENGTH))


def election_of(
    *, uuid: str, name: str, description: str, questions: Sequence[Question], key: int
) -> Election:
    """The record of a vote whose key is the product of its trustees' keys. Refused (ProtocolError): uuid, questions."""
    if not _UUID.fullmatch(uuid):
        raise ProtocolError("uuid")
    if not questions:
        raise ProtocolError("questions")
    record = {
        "version": 1,
        "description": description,
        "name": name,
        "group": group.NAME,
        "public_key": str(key),
        "questions": [question.as_record() for question in questions],
        "uuid": uuid,
    }
    return Election(group.compact(record), uuid, key, tuple(questions))


def read_election(content: bytes) -> Election:
    """The vote of a record written by `election_of`, or by the independent tool."""
    record = json.loads(content)
    questions = tuple(
        Question(
            text=one["question"],
            answers=tuple(one["answers"]),
            least=one["min"],
            most=one["max"],
            has_blank=one.get("blank", False),
        )
        for one in record["questions"]
    )
    return Election(content, record["uuid"], group.read_element(record["public_key"]), questions)
