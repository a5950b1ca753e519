"""What the vote is: what is asked, whose keys close the urn, which rights to vote exist."""

import itertools
import re
from dataclasses import dataclass

from voting.crypto import group
from voting.crypto.verification import numbers
from voting.crypto.verification.records import canonical, fields, items, need, parse

_UUID = re.compile(r"[1-9A-HJ-NP-Za-km-z]{14,}")
_ELECTION = ("version", "description", "name", "group", "public_key", "questions", "uuid")
_OPTIONAL = ("administrator", "credential_authority")


@dataclass(frozen=True)
class Question:
    answers: int
    has_blank: bool
    least: int
    most: int

    @property
    def slots(self) -> int:
        return self.answers + self.has_blank


@dataclass(frozen=True)
class Vote:
    """What a ballot is checked against."""

    uuid: str
    fingerprint: str
    key: int
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Setup:
    vote: Vote
    trustees: tuple[int, ...]
    credentials: frozenset[str]
    credentials_hash: str


def read_setup(data: list[bytes]) -> Setup:
    """The first event's records. Refused (Wrong): setup, and what each record is refused for."""
    election, trustees, credentials, setup = data
    told = fields(canonical(setup), ("election", "trustees", "credentials"))
    need(list(told.values()) == [group.hex_of(record) for record in data[:3]], "setup")
    vote = read_vote(election)
    keys = read_trustees(trustees)
    product = group.number(1)
    for key in keys:
        product = product * key % group.P
    need(product == vote.key, "election_key")
    return Setup(vote, keys, read_credentials(credentials), group.hex_of(credentials))


def read_vote(content: bytes) -> Vote:
    """Refused (Wrong): protocol, uuid, questions, shape, fields, bounds, number, not_in_group."""
    election = fields(parse(content), _ELECTION + _OPTIONAL, optional=_OPTIONAL)
    is_ours = type(election["version"]) is int and election["version"] == 1
    need(is_ours and election["group"] == group.NAME, "protocol")
    uuid = election["uuid"]
    need(isinstance(uuid, str) and _UUID.fullmatch(uuid) is not None, "uuid")
    key = numbers.member(election["public_key"])
    questions = tuple(_question(one) for one in items(election["questions"]))
    need(bool(questions), "questions")
    return Vote(uuid, group.b64_of(content), key, questions)


def _question(value: object) -> Question:
    """Only questions whose ballots can be added up: one that needs a mix has another field."""
    question = fields(value, ("answers", "blank", "min", "max", "question"), optional=("blank",))
    answers = items(question["answers"])
    need(all(isinstance(text, str) for text in [*answers, question["question"]]), "shape")
    least, most, has_blank = question["min"], question["max"], question.get("blank", False)
    need(type(least) is int and type(most) is int and isinstance(has_blank, bool), "shape")
    need(0 <= least <= most <= len(answers), "bounds")
    return Question(len(answers), has_blank, least, most)


def read_trustees(content: bytes) -> tuple[int, ...]:
    """Each key once, with the proof that somebody knows its other half.

    Refused (Wrong): trustee_kind, trustee_proof, trustee_twice, trustees.
    """
    found: list[int] = []
    for trustee in items(canonical(content)):
        kind, value = items(trustee, 2)
        need(kind == "Single", "trustee_kind")
        told = fields(value, ("pok", "public_key", "name"), optional=("name",))
        need(isinstance(told.get("name", ""), str), "shape")
        key = numbers.member(told["public_key"])
        c, z = numbers.proof(told["pok"])
        commitment = group.powers_of(group.G)(z) * group.power(key, c) % group.P
        need(group.challenge(f"pok|{group.NAME}|{key}|{commitment}") == c, "trustee_proof")
        need(key not in found, "trustee_twice")
        found.append(key)
    need(bool(found), "trustees")
    return tuple(found)


def read_credentials(content: bytes) -> frozenset[str]:
    """Each right once, in ascending order: no order tells who is who. Refused (Wrong): credentials_order, not_in_group."""
    listed = items(canonical(content))
    values = [numbers.candidate(text) for text in listed]
    need(all(one < following for one, following in itertools.pairwise(values)), "credentials_order")
    need(numbers.all_members(values), "not_in_group")
    return frozenset(listed)
