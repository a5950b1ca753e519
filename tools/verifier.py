#!/usr/bin/env python3
"""Vérifie tout seul l'archive publique d'un vote (protocole Belenios v1, groupe BELENIOS-2048, questions homomorphes).

    python3 verifier.py ARCHIVE [--credentials-hash H] [--fingerprint F] [--previous OLD] [--require-result]
                                [--tracking-number T] [--json]

One file, Python's standard library only, so that anybody can run it anywhere and read it whole. It shares no code
with the site that receives the ballots. Exit 0 only when everything holds; 1 when something is wrong; 2 when the
file or an option cannot be read. `--json` prints {"verdict", "reason", "says", "result", …}.

What the archive alone cannot tell needs something written down before (the poster, the minutes): the hash of the list
of credentials, the fingerprint of the vote, an older copy of the archive. Source of the formulas: the protocol's
specification, version 1, as `belenios-tool` 2.0 implements it.
"""

import argparse
import base64
import functools
import hashlib
import itertools
import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

GROUP = "BELENIOS-2048"
P = 20694785691422546401013643657505008064922989295751104097100884787057374219242717401922237254497684338129066633138078958404960054389636289796393038773905722803605973749427671376777618898589872735865049081167099310535867780980030790491654063777173764198678527273474476341835600035698305193144284561701911000786737307333564123971732897913240474578834468260652327974647951137672658693582180046317922073668860052627186363386088796882120769432366149491002923444346373222145884100586421050242120365433561201320481118852408731077014151666200162313177169372189248078507711827842317498073276598828825169183103125680162072880719
Q = 78571733251071885079927659812671450121821421258408794611510081919805623223441
G = 2402352677501852209227687703532399932712287657378364916510075318787663274146353219320285676155269678799694668298749389095083896573425601900601068477164491735474137283104610458681314511781646755400527402889846139864532661215055797097162016168270312886432456663834863635782106154918419982534315189740658186868651151358576410138882215396016043228843603930989333662772848406593138406010231675095763777982665103606822406635076697764025346253773085133173495194248967754052573659049492477631475991575198775177711481490920456600205478127054728238140972518639858334115700568353695553423781475582491896050296680037745308460627
# SHA-256 of « p,q,g » in decimal: one wrong digit above and nothing runs.
GROUP_HASH = "db292a518337ff4ed0259cc435f3e23e764423971065fc65cf93565d5015a44d"

# No number here has more than the 617 digits of P, and no hour more than a header has room for.
DECIMAL = re.compile(r"0|[1-9][0-9]{0,616}")
STAMP = re.compile(r"0|[1-9][0-9]{0,9}")
BASE58 = re.compile(r"[1-9A-HJ-NP-Za-km-z]{14,}")
HEX = re.compile(r"[0-9a-f]{64}")
BLOCK = 512


class Wrong(Exception):
    """Something does not hold: a code for programs, a sentence for people."""

    def __init__(self, code: str, says: str) -> None:
        super().__init__(says)
        self.code, self.says = code, says


def need(holds: bool, code: str, says: str) -> None:
    if not holds:
        raise Wrong(code, says)


# --- numbers ------------------------------------------------------------------------------------------------------


def hex_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def b64_of(content: bytes) -> str:
    return base64.b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


def challenge(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big") % Q


class Powers:
    """Powers of one base, by tables of eight bits: many exponents, one base."""

    def __init__(self, base: int) -> None:
        self.rows: list[list[int]] = []
        for _byte in range(32):
            row = [1]
            for _step in range(255):
                row.append(row[-1] * base % P)
            self.rows.append(row)
            base = row[-1] * base % P

    def __call__(self, exponent: int) -> int:
        product = 1
        for row in self.rows:
            product = product * row[exponent & 255] % P
            exponent >>= 8
        return product


@functools.lru_cache(maxsize=4)
def powers_of(base: int) -> Powers:
    return Powers(base)


def check_group() -> None:
    text = f"{P},{Q},{G}".encode()
    need(hex_of(text) == GROUP_HASH and pow(G, Q, P) == 1, "group", "Les nombres du groupe sont abîmés.")


def exponent(text: object, what: str) -> int:
    need(
        isinstance(text, str) and bool(DECIMAL.fullmatch(text)),
        "number",
        f"Un nombre est mal écrit : {what}.",
    )
    value = int(str(text))
    need(value < Q, "number_range", f"Un nombre est trop grand : {what}.")
    return value


def element(text: object, what: str) -> int:
    need(
        isinstance(text, str) and bool(DECIMAL.fullmatch(text)),
        "number",
        f"Un nombre est mal écrit : {what}.",
    )
    value = int(str(text))
    need(0 < value < P and pow(value, Q, P) == 1, "not_in_group", f"Un nombre n'est pas du groupe : {what}.")
    return value


# --- records ------------------------------------------------------------------------------------------------------


def parse(content: bytes, what: str) -> object:
    """JSON without a name given twice in one object."""

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        need(len(found) == len(pairs), "field_twice", f"Un champ est écrit deux fois : {what}.")
        return found

    try:
        return json.loads(content.decode("utf-8"), object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        raise Wrong("json", f"Un élément est illisible : {what}.") from error


def compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def canonical(content: bytes, what: str) -> object:
    """The one way to write this value: no space, no other escape, no leading zero."""
    value = parse(content, what)
    says = f"Un élément n'est pas écrit de la seule façon permise : {what}."
    try:
        written = compact(value)
    except (UnicodeEncodeError, RecursionError) as error:  # half of a letter in an escape; endless nesting
        raise Wrong("not_canonical", says) from error
    need(written == content, "not_canonical", says)
    return value


def fields(value: object, names: tuple[str, ...], what: str, *, optional: tuple[str, ...] = ()) -> dict:
    """An object with exactly these fields, in this order (the optional ones may be absent)."""
    need(isinstance(value, dict), "shape", f"Un élément n'a pas la bonne forme : {what}.")
    assert isinstance(value, dict)
    wanted = tuple(name for name in names if name not in optional or name in value)
    need(tuple(value) == wanted, "fields", f"Des champs manquent, ou sont de trop : {what}.")
    return value


def is_one(value: object) -> bool:
    """Neither « true » nor « 1.0 », which Python takes for the same."""
    return type(value) is int and value == 1


def items(value: object, count: int | None, what: str) -> list:
    is_right = isinstance(value, list) and (count is None or len(value) == count)
    need(is_right, "shape", f"Un élément n'a pas la bonne forme : {what}.")
    assert isinstance(value, list)
    return value


@dataclass
class Record:
    name: str
    content: bytes

    @property
    def is_event(self) -> bool:
        return self.name.endswith(".event.json")


def records(archive: bytes) -> list[Record]:
    """The members of the file, each under the name that its content gives it."""
    need(len(archive) % BLOCK == 0 and bool(archive), "archive", "Le fichier n'est pas une archive entière.")
    found, at, mtime = [], 0, ""
    while at < len(archive):
        header = archive[at : at + BLOCK]
        size = header[124:135].decode("latin-1")
        need(bool(re.fullmatch(r"[0-7]{11}", size)), "archive", "Un en-tête de l'archive est abîmé.")
        length = int(size, 8)
        content = archive[at + BLOCK : at + BLOCK + length]
        end = at + BLOCK + -(-length // BLOCK) * BLOCK
        need(len(content) == length and end <= len(archive), "archive", "L'archive est coupée.")
        need(
            not any(archive[at + BLOCK + length : end]), "archive", "Il y a des octets cachés dans l'archive."
        )
        name = header[:100].rstrip(b"\0").decode("latin-1")
        if not found:
            mtime = first_record(name, content)
        need(header == header_of(name, length, mtime), "archive", "Un en-tête de l'archive est abîmé.")
        if found:
            digest, _dot, rest = name.partition(".")
            is_named = digest == hex_of(content) and rest in ("data.json", "event.json")
            need(is_named, "name", "Le nom d'un élément n'est pas celui de son contenu.")
        found.append(Record(name, content))
        at = end
    names = [record.name for record in found]
    need(len(set(names)) == len(names), "record_twice", "Un même élément est dans l'archive deux fois.")
    return found[1:]


def first_record(name: str, content: bytes) -> str:
    """The moment that every member carries: the ballots have no time of their own."""
    need(name == "BELENIOS", "archive", "L'archive ne commence pas comme il faut.")
    head = fields(canonical(content, "le début"), ("version", "timestamp"), "le début")
    stamp = head["timestamp"]
    is_right = is_one(head["version"]) and isinstance(stamp, str) and bool(STAMP.fullmatch(stamp))
    need(is_right, "archive", "L'archive ne commence pas comme il faut.")
    return f"{int(stamp):011o}"


def header_of(name: str, length: int, mtime: str) -> bytes:
    head = bytearray(BLOCK)
    for at, text in (
        (0, name),
        (100, "0000644"),
        (108, "0000000"),
        (116, "0000000"),
        (124, f"{length:011o}"),
    ):
        head[at : at + len(text)] = text.encode("latin-1")
    head[136 : 136 + len(mtime)] = mtime.encode()
    head[148:156] = b" " * 8
    head[156] = ord("0")
    head[148:156] = f"{sum(head):06o}\0 ".encode()
    return bytes(head)


# --- the vote -----------------------------------------------------------------------------------------------------


@dataclass
class Question:
    answers: int
    blank: bool
    least: int
    most: int

    @property
    def slots(self) -> int:
        return self.answers + self.blank


@dataclass
class Board:
    """What has been read so far."""

    uuid: str = ""
    fingerprint: str = ""
    key: int = 1
    questions: list[Question] = field(default_factory=list)
    trustees: list[int] = field(default_factory=list)
    credentials: frozenset[str] = frozenset()
    credentials_hash: str = ""
    last: dict[str, tuple[str, list]] = field(default_factory=dict)
    trackers: list[str] = field(default_factory=list)
    alphas: set[int] = field(default_factory=set)
    is_ended: bool = False
    tally: list[list[tuple[int, int]]] | None = None
    factors: dict[int, list[list[int]]] = field(default_factory=dict)
    result: list[list[int]] | None = None
    head: str = ""

    @functools.cached_property
    def powers(self) -> tuple[Powers, Powers]:
        return powers_of(G), powers_of(self.key)


def read(archive: bytes) -> Board:
    """Walk the events from the first to the last, each with the records it must come with, and nothing else."""
    check_group()
    board, waiting, height = Board(), [], 0
    for record in records(archive):
        if not record.is_event:
            waiting.append(record.content)
            continue
        names = ("parent", "height", "type", "payload")
        event = fields(
            canonical(record.content, "un événement"), names, "un événement", optional=("parent", "payload")
        )
        is_next = event.get("parent") == (board.head or None) and event["height"] == height
        need(is_next and type(event["height"]) is int, "chain", "Un événement ne suit pas celui d'avant.")
        need(None not in event.values(), "fields", "Un événement a un champ de trop.")
        step = STEPS.get(str(event["type"]))
        need(step is not None, "event_type", "Un événement est d'une sorte inconnue.")
        assert step is not None
        count, act = step
        need(len(waiting) == count, "records", "Des éléments manquent, ou sont de trop, avant un événement.")
        payload = hex_of(waiting[-1]) if count else None
        need(event.get("payload") == payload, "payload", "Un événement ne parle pas de ce qui le précède.")
        need(
            (event["type"] == "Setup") == (height == 0),
            "order",
            "La mise en place vient une seule fois, au début.",
        )
        act(board, waiting)
        board.head, waiting, height = hex_of(record.content), [], height + 1
    need(height > 0, "empty", "L'archive ne contient aucun vote.")
    need(not waiting, "records", "Il reste des éléments dont aucun événement ne parle.")
    return board


def set_up(board: Board, data: list[bytes]) -> None:
    election, trustees, credentials, setup = data
    told = fields(
        canonical(setup, "la mise en place"), ("election", "trustees", "credentials"), "la mise en place"
    )
    hashes = [hex_of(content) for content in (election, trustees, credentials)]
    need(list(told.values()) == hashes, "setup", "La mise en place ne parle pas de ce vote.")
    read_election(board, election)
    read_trustees(board, trustees)
    read_credentials(board, credentials)


def read_election(board: Board, content: bytes) -> None:
    names = (
        "version",
        "description",
        "name",
        "group",
        "public_key",
        "questions",
        "uuid",
        "administrator",
        "credential_authority",
    )
    election = fields(parse(content, "le vote"), names, "le vote", optional=names[-2:])
    need(
        is_one(election["version"]) and election["group"] == GROUP,
        "protocol",
        "Ce protocole n'est pas celui d'ici.",
    )
    uuid = election["uuid"]
    need(isinstance(uuid, str) and bool(BASE58.fullmatch(uuid)), "uuid", "Le numéro du vote est mal écrit.")
    board.uuid, board.fingerprint = uuid, b64_of(content)
    board.key = element(election["public_key"], "la clé du vote")
    board.questions = [
        read_question(question) for question in items(election["questions"], None, "les questions")
    ]
    need(bool(board.questions), "questions", "Le vote n'a pas de question.")


def read_question(value: object) -> Question:
    names = ("answers", "blank", "min", "max", "question")
    question = fields(value, names, "une question", optional=("blank",))
    answers = items(question["answers"], None, "les réponses")
    texts = [*answers, question["question"]]
    need(all(isinstance(text, str) for text in texts), "shape", "Une question n'a pas la bonne forme.")
    least, most, blank = question["min"], question["max"], question.get("blank", False)
    is_counted = all(type(number) is int for number in (least, most)) and isinstance(blank, bool)
    need(is_counted, "shape", "Une question n'a pas la bonne forme.")
    need(
        0 <= least <= most <= len(answers), "bounds", "Une question demande un nombre impossible de réponses."
    )
    return Question(len(answers), blank, least, most)


def read_trustees(board: Board, content: bytes) -> None:
    product = 1
    for trustee in items(canonical(content, "les clés"), None, "les clés"):
        kind, value = items(trustee, 2, "une clé")
        need(kind == "Single", "trustee_kind", "Une clé est d'une sorte inconnue.")
        told = fields(value, ("pok", "public_key", "name"), "une clé", optional=("name",))
        need(isinstance(told.get("name", ""), str), "shape", "Une clé n'a pas la bonne forme.")
        key = element(told["public_key"], "une clé")
        proof = fields(told["pok"], ("challenge", "response"), "la preuve d'une clé")
        c, z = (
            exponent(proof["challenge"], "la preuve d'une clé"),
            exponent(proof["response"], "la preuve d'une clé"),
        )
        commitment = pow(G, z, P) * pow(key, c, P) % P
        is_known = challenge(f"pok|{GROUP}|{key}|{commitment}") == c
        need(is_known, "trustee_proof", "La preuve d'une clé est fausse.")
        need(key not in board.trustees, "trustee_twice", "La même clé est comptée deux fois.")
        board.trustees.append(key)
        product = product * key % P
    need(bool(board.trustees), "trustees", "Aucune clé ne ferme l'urne.")
    need(
        product == board.key, "election_key", "La clé du vote n'est pas celle des personnes qui surveillent."
    )


def read_credentials(board: Board, content: bytes) -> None:
    listed = items(canonical(content, "la liste des droits"), None, "la liste des droits")
    keys = [element(text, "la liste des droits") for text in listed]
    is_ascending = all(one < next_one for one, next_one in itertools.pairwise(keys))
    need(is_ascending, "credentials_order", "La liste des droits de vote n'est pas en ordre, ou se répète.")
    board.credentials, board.credentials_hash = frozenset(listed), hex_of(content)


# --- ballots ------------------------------------------------------------------------------------------------------


def receive(board: Board, data: list[bytes]) -> None:
    need(not board.is_ended, "late_ballot", "Un bulletin arrive après la fin du vote.")
    content = data[0]
    names = ("election_uuid", "election_hash", "credential", "answers", "signature")
    ballot = fields(canonical(content, "un bulletin"), names, "un bulletin")
    is_ours = ballot["election_uuid"] == board.uuid and ballot["election_hash"] == board.fingerprint
    need(is_ours, "other_election", "Un bulletin est d'un autre vote.")
    credential = ballot["credential"]
    is_listed = isinstance(credential, str) and credential in board.credentials
    need(is_listed, "credential", "Un bulletin n'a pas de droit de vote dans la liste.")
    check_signature(ballot)
    answers = items(ballot["answers"], len(board.questions), "un bulletin")
    start = f"{board.fingerprint}|{credential}"
    pairs = [
        read_answer(board, question, answer, start)
        for question, answer in zip(board.questions, answers, strict=True)
    ]
    for alpha, _beta in (pair for answer in pairs for pair in answer):
        need(
            alpha not in board.alphas,
            "replay",
            "Un bulletin est la copie d'un autre, ou d'une partie d'un autre.",
        )
        board.alphas.add(alpha)
    tracker = b64_of(content)
    board.trackers.append(tracker)
    board.last[credential] = (tracker, pairs)


def check_signature(ballot: dict) -> None:
    signature = fields(ballot["signature"], ("hash", "proof"), "une signature")
    proof = fields(signature["proof"], ("challenge", "response"), "une signature")
    signed = b64_of(compact({name: value for name, value in ballot.items() if name != "signature"}))
    need(signature["hash"] == signed, "signature_hash", "Une signature n'est pas celle de ce bulletin.")
    c, z = exponent(proof["challenge"], "une signature"), exponent(proof["response"], "une signature")
    commitment = pow(G, z, P) * pow(int(ballot["credential"]), c, P) % P
    need(challenge(f"sig|{signed}|{commitment}") == c, "signature", "Une signature est fausse.")


def read_answer(board: Board, question: Question, value: object, start: str) -> list[tuple[int, int]]:
    names = ("choices", "individual_proofs", "overall_proof", "blank_proof")
    answer = fields(value, names[:4] if question.blank else names[:3], "une réponse")
    pairs = [
        (element(choice["alpha"], "un bulletin"), element(choice["beta"], "un bulletin"))
        for one in items(answer["choices"], question.slots, "une réponse")
        for choice in [fields(one, ("alpha", "beta"), "une réponse")]
    ]
    proofs = items(answer["individual_proofs"], question.slots, "une réponse")
    for pair, proof in zip(pairs, proofs, strict=True):
        check_one_of(board, f"prove|{start}|{pair[0]},{pair[1]}|", [(pair, 0), (pair, 1)], proof)
    whole = f"{start}|" + ",".join(f"{alpha},{beta}" for alpha, beta in pairs)
    total = functools.reduce(times, pairs[1:] if question.blank else pairs, (1, 1))
    counts = [(total, number) for number in range(question.least, question.most + 1)]
    if question.blank:
        check_one_of(board, f"bproof0|{whole}|", [(pairs[0], 0), (total, 0)], answer["blank_proof"])
        check_one_of(board, f"bproof1|{whole}|", [(pairs[0], 1), *counts], answer["overall_proof"])
    else:
        check_one_of(board, f"prove|{whole}|{total[0]},{total[1]}|", counts, answer["overall_proof"])
    return pairs


def times(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] * other[0] % P, one[1] * other[1] % P


def check_one_of(board: Board, label: str, claims: list[tuple[tuple[int, int], int]], value: object) -> None:
    """One of these (encrypted, number) holds, without telling which."""
    of_g, of_key = board.powers
    said, total = [], 0
    for ((alpha, beta), number), one in zip(claims, items(value, len(claims), "une preuve"), strict=True):
        proof = fields(one, ("challenge", "response"), "une preuve")
        c, z = exponent(proof["challenge"], "une preuve"), exponent(proof["response"], "une preuve")
        a = of_g(z) * pow(alpha, c, P) % P
        b = of_key(z) * pow(beta, c, P) * of_g(-number * c % Q) % P
        said.append(f"{a},{b}")
        total = (total + c) % Q
    need(challenge(label + ",".join(said)) == total, "proof", "La preuve d'un bulletin est fausse.")


# --- counting -----------------------------------------------------------------------------------------------------


def end(board: Board, data: list[bytes]) -> None:
    need(not board.is_ended, "end_twice", "Le vote finit deux fois.")
    board.is_ended = True


def add_up(board: Board, data: list[bytes]) -> None:
    need(board.is_ended and board.tally is None, "tally_order", "L'addition n'est pas à sa place.")
    encrypted, sized = data
    kept = [pairs for _tracker, pairs in board.last.values()]
    board.tally = [
        [
            functools.reduce(times, (pairs[number][slot] for pairs in kept), (1, 1))
            for slot in range(question.slots)
        ]
        for number, question in enumerate(board.questions)
    ]
    ours = [[{"alpha": str(alpha), "beta": str(beta)} for alpha, beta in answer] for answer in board.tally]
    need(compact(ours) == encrypted, "tally", "L'addition publiée n'est pas celle des bulletins.")
    told = {"num_tallied": len(kept), "total_weight": len(kept), "encrypted_tally": hex_of(encrypted)}
    need(compact(told) == sized, "tally_size", "Le nombre de bulletins additionnés est faux.")


def decrypt(board: Board, data: list[bytes]) -> None:
    need(
        board.tally is not None and board.result is None,
        "decryption_order",
        "Une ouverture n'est pas à sa place.",
    )
    partial, owned = data
    told = fields(canonical(owned, "une ouverture"), ("owner", "payload"), "une ouverture")
    owner = told["owner"]
    is_known = type(owner) is int and 1 <= owner <= len(board.trustees)
    need(is_known and told["payload"] == hex_of(partial), "owner", "Une ouverture n'est de personne.")
    need(owner not in board.factors, "decryption_twice", "La même clé ouvre deux fois.")
    shares = fields(
        canonical(partial, "une ouverture"), ("decryption_factors", "decryption_proofs"), "une ouverture"
    )
    board.factors[owner] = check_factors(board, board.trustees[owner - 1], shares)


def check_factors(board: Board, key: int, shares: dict) -> list[list[int]]:
    assert board.tally is not None
    all_factors = items(shares["decryption_factors"], len(board.tally), "une ouverture")
    all_proofs = items(shares["decryption_proofs"], len(board.tally), "une ouverture")
    found = []
    for answer, factors, proofs in zip(board.tally, all_factors, all_proofs, strict=True):
        row = []
        pairs = zip(
            answer,
            items(factors, len(answer), "une ouverture"),
            items(proofs, len(answer), "une ouverture"),
            strict=True,
        )
        for (alpha, _beta), text, one in pairs:
            factor = element(text, "une ouverture")
            proof = fields(one, ("challenge", "response"), "une ouverture")
            c, z = exponent(proof["challenge"], "une ouverture"), exponent(proof["response"], "une ouverture")
            a = pow(G, z, P) * pow(key, c, P) % P
            b = pow(alpha, z, P) * pow(factor, c, P) % P
            is_right = challenge(f"decrypt|{board.fingerprint}|{key}|{a},{b}") == c
            need(is_right, "decryption_proof", "La preuve d'une ouverture est fausse.")
            row.append(factor)
        found.append(row)
    return found


def conclude(board: Board, data: list[bytes]) -> None:
    need(board.result is None, "result_twice", "Le vote a deux résultats.")
    need(board.tally is not None, "result_order", "Le résultat n'est pas à sa place.")
    assert board.tally is not None
    need(
        len(board.factors) == len(board.trustees), "keys_missing", "Le résultat vient avant toutes les clés."
    )
    known, power = {}, 1
    for count in range(len(board.last) + 1):
        known[power] = count
        power = power * G % P
    board.result = []
    for number, answer in enumerate(board.tally):
        row = []
        for slot, (_alpha, beta) in enumerate(answer):
            opened = functools.reduce(
                lambda one, other: one * other % P,
                (board.factors[owner][number][slot] for owner in board.factors),
            )
            count = known.get(beta * pow(opened, -1, P) % P)
            need(count is not None, "uncountable", "Le total ouvert n'est pas un nombre de bulletins.")
            row.append(count)
        board.result.append(row)
    need(
        compact({"result": board.result}) == data[0],
        "result",
        "Le résultat publié n'est pas celui des bulletins.",
    )


STEPS = {
    "Setup": (4, set_up),
    "Ballot": (1, receive),
    "EndBallots": (0, end),
    "EncryptedTally": (2, add_up),
    "PartialDecryption": (2, decrypt),
    "Result": (1, conclude),
}


# --- for people ---------------------------------------------------------------------------------------------------


def verify(
    archive: bytes,
    *,
    previous: bytes = b"",
    credentials_hash: str = "",
    fingerprint: str = "",
    require_result: bool = False,
) -> Board:
    """Read everything, then compare with what was written down before. Raises Wrong at the first thing that does not hold."""
    board = read(archive)
    if previous:
        need(
            archive.startswith(previous),
            "rewritten",
            "L'archive d'avant n'est pas le début de celle-ci : elle a été refaite.",
        )
    if credentials_hash:
        need(
            board.credentials_hash == credentials_hash.strip().lower(),
            "credentials_hash",
            "La liste des droits n'est pas celle qui a été affichée.",
        )
    if fingerprint:
        need(
            board.fingerprint == fingerprint.strip().rstrip("="),
            "fingerprint",
            "L'empreinte du vote n'est pas celle qui a été affichée.",
        )
    need(not require_result or board.result is not None, "no_result", "Ce vote n'a pas encore de résultat.")
    return board


def report(board: Board, tracking_number: str) -> dict:
    counted = {tracker for tracker, _pairs in board.last.values()}
    told = {
        "uuid": board.uuid,
        "fingerprint": board.fingerprint,
        "credentials_hash": board.credentials_hash,
        "head": board.head,
        "registered": len(board.credentials),
        "ballots": len(board.trackers),
        "voters": len(board.last),
        "trustees": len(board.trustees),
        "is_ended": board.is_ended,
        "result": board.result,
    }
    if tracking_number:
        number = tracking_number.strip().rstrip("=")
        told["tracking_number"] = (
            "counted" if number in counted else "replaced" if number in board.trackers else "absent"
        )
    return told


SAID = {
    "counted": "est dans l'urne, et il est compté",
    "replaced": "est dans l'urne, mais un autre du même droit l'a remplacé",
    "absent": "n'est pas dans l'urne",
}


def say(told: dict) -> None:
    print("Tout se tient : les clés, la liste, chaque bulletin, l'ordre et les calculs.")
    print(
        f"Droits de vote : {told['registered']}. Bulletins : {told['ballots']}, de {told['voters']} personnes. Clés : {told['trustees']}."
    )
    if told["result"] is None:
        print(
            "Le vote est fini, mais pas encore ouvert." if told["is_ended"] else "Le vote n'est pas fini.",
            "Il n'y a pas de résultat à vérifier.",
        )
    else:
        for number, row in enumerate(told["result"], start=1):
            print(f"Résultat, question {number} : {', '.join(map(str, row))}")
    print(
        f"Empreinte du vote : {told['fingerprint']}\nListe des droits : {told['credentials_hash']}\nDernier événement : {told['head']}"
    )
    if "tracking_number" in told:
        print(f"Ton bulletin {SAID[told['tracking_number']]}.")


def main(arguments: list[str] | None = None) -> int:
    options = argparse.ArgumentParser(description="Vérifie l'archive publique d'un vote.")
    options.add_argument("archive")
    options.add_argument(
        "--credentials-hash", default="", help="l'empreinte de la liste des droits, lue sur l'affiche"
    )
    options.add_argument("--fingerprint", default="", help="l'empreinte du vote, lue sur l'affiche")
    options.add_argument("--previous", default="", help="une copie plus ancienne de la même archive")
    options.add_argument("--require-result", action="store_true", help="refuser une archive sans résultat")
    options.add_argument("--tracking-number", default="", help="le numéro de suivi de ton bulletin")
    options.add_argument("--json", action="store_true", help="répondre pour un programme")
    chosen = options.parse_args(arguments)
    try:
        archive, previous = (
            Path(path).read_bytes() if path else b"" for path in (chosen.archive, chosen.previous)
        )
    except OSError:
        print("Ce fichier ne peut pas être lu.", file=sys.stderr)
        return 2
    try:
        need(bool(previous) or not chosen.previous, "rewritten", "L'archive d'avant est vide.")
        board = verify(
            archive,
            previous=previous,
            credentials_hash=chosen.credentials_hash,
            fingerprint=chosen.fingerprint,
            require_result=chosen.require_result,
        )
    except Wrong as wrong:
        if chosen.json:
            print(
                json.dumps(
                    {"verdict": "refused", "reason": wrong.code, "says": wrong.says, "result": None},
                    ensure_ascii=False,
                )
            )
        else:
            print(f"REFUSÉ. {wrong.says} ({wrong.code})")
        return 1
    told = report(board, chosen.tracking_number)
    if chosen.json:
        print(json.dumps({"verdict": "accepted", "reason": "", "says": "", **told}, ensure_ascii=False))
    else:
        say(told)
    return 1 if told.get("tracking_number") == "absent" else 0


if __name__ == "__main__":
    sys.exit(main())
