"""Encrypt and sign a ballot, and check one before it is received.

Each answer is an encrypted 0 or 1, with the proof that it is one of the two, and the proof that as many answers as asked
are ticked. A proof that « one of these numbers is inside » simulates all alternatives but the true one.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from voting.crypto import group, keys
from voting.crypto.group import ProtocolError
from voting.crypto.questions import Election, Question

MAX_BYTES = 256 * 1024
Pair = tuple[int, int]


@dataclass(frozen=True)
class _Secret:
    """What the voter alone knows of one encrypted number: what it is, and the randomness that hides it."""

    value: int
    randomness: int


@dataclass(frozen=True)
class Ballot:
    """A received ballot: its exact bytes, whose right it uses, and the encrypted numbers to add up."""

    content: bytes
    credential: int
    answers: tuple[tuple[Pair, ...], ...]

    @property
    def tracking_number(self) -> str:
        return group.b64_of(self.content)


def create(*, election: Election, credential: str, choices: Sequence[Sequence[int]]) -> bytes:
    """The signed ballot of these choices, one row of 0 and 1 a question.

    Refused (ProtocolError): choice, credential.
    """
    if len(choices) != len(election.questions):
        raise ProtocolError("choice")
    for question, choice in zip(election.questions, choices, strict=True):
        question.check_choice(choice)
    secret = keys.credential_secret(keys.read_credential(credential), election.uuid)
    public = group.powers_of(group.G)(secret)
    start = f"{election.fingerprint}|{public}"
    answers = [
        _answer(election.key, question, choice, start)
        for question, choice in zip(election.questions, choices, strict=True)
    ]
    ballot = {
        "election_uuid": election.uuid,
        "election_hash": election.fingerprint,
        "credential": str(public),
        "answers": answers,
    }
    return group.compact(ballot | {"signature": _sign(group.b64_of(group.compact(ballot)), secret)})


def _sign(signed: str, secret: int) -> dict:
    nonce = group.random_exponent()
    challenge = group.challenge(f"sig|{signed}|{group.powers_of(group.G)(nonce)}")
    response = (nonce - secret * challenge) % group.Q
    return {"hash": signed, "proof": {"challenge": str(challenge), "response": str(response)}}


def _answer(key: int, question: Question, choice: Sequence[int], start: str) -> dict:
    secrets_ = [_Secret(value, group.random_exponent()) for value in choice]
    pairs = [_encrypt(key, one) for one in secrets_]
    individual = [
        _prove(key, f"prove|{start}|{alpha},{beta}|", [(one, 0), (one, 1)], one.value)
        for one, (alpha, beta) in zip(secrets_, pairs, strict=True)
    ]
    whole = f"{start}|" + ",".join(f"{alpha},{beta}" for alpha, beta in pairs)
    real = secrets_[1:] if question.has_blank else secrets_
    total = _Secret(sum(one.value for one in real), sum(one.randomness for one in real) % group.Q)
    counts = [(total, number) for number in range(question.least, question.most + 1)]
    answer: dict = {
        "choices": [{"alpha": str(alpha), "beta": str(beta)} for alpha, beta in pairs],
        "individual_proofs": individual,
    }
    if not question.has_blank:
        alpha, beta = _encrypt(key, total)
        label = f"prove|{whole}|{alpha},{beta}|"
        return answer | {"overall_proof": _prove(key, label, counts, total.value - question.least)}
    blank = secrets_[0]
    overall_at = 0 if blank.value else 1 + total.value - question.least
    overall = _prove(key, f"bproof1|{whole}|", [(blank, 1), *counts], overall_at)
    no_blank_or_nothing = _prove(key, f"bproof0|{whole}|", [(blank, 0), (total, 0)], blank.value)
    return answer | {"overall_proof": overall, "blank_proof": no_blank_or_nothing}


def _encrypt(key: int, one: _Secret) -> Pair:
    of_g, of_key = group.powers_of(group.G), group.powers_of(key)
    return of_g(one.randomness), of_key(one.randomness) * of_g(one.value) % group.P


def _prove(key: int, label: str, claims: list[tuple[_Secret, int]], true_at: int) -> list[dict]:
    """One proof for « this encrypted number is that », one of the claims being true, without telling which."""
    of_g, of_key = group.powers_of(group.G), group.powers_of(key)
    nonce, challenges, responses, said = group.random_exponent(), [], [], []
    for at, (one, number) in enumerate(claims):
        if at == true_at:
            challenges.append(0)
            responses.append(nonce)
            said.append(f"{of_g(nonce)},{of_key(nonce)}")
            continue
        c, z = group.random_exponent(), group.random_exponent()
        raised = (z + one.randomness * c) % group.Q
        shift = (one.value - number) * c % group.Q
        challenges.append(c)
        responses.append(z)
        said.append(f"{of_g(raised)},{of_key(raised) * of_g(shift) % group.P}")
    true = claims[true_at][0]
    challenges[true_at] = (group.challenge(label + ",".join(said)) - sum(challenges)) % group.Q
    responses[true_at] = (nonce - true.randomness * challenges[true_at]) % group.Q
    return [{"challenge": str(c), "response": str(z)} for c, z in zip(challenges, responses, strict=True)]


# --- before receiving -------------------------------------------------------------------------------------------------


def receive(*, election: Election, content: bytes) -> Ballot:
    """Every check that needs this ballot alone. The caller still checks, in the transaction that appends it: the
    credential is on the list and is the voter's own, no encrypted number was seen before on this board, the vote is open.

    Refused (ProtocolError): size, json, not_canonical, fields, other_election, number, range, not_in_group, shape,
    signature, proof.
    """
    if len(content) > MAX_BYTES:
        raise ProtocolError("size")
    ballot = _parsed(content)
    _fields(ballot, ("election_uuid", "election_hash", "credential", "answers", "signature"))
    if (ballot["election_uuid"], ballot["election_hash"]) != (election.uuid, election.fingerprint):
        raise ProtocolError("other_election")
    public = group.read_candidate(ballot["credential"])
    raised = group.raising(public, 2)
    if raised(group.Q) != 1:
        raise ProtocolError("not_in_group")
    _check_signature(ballot, raised)
    answers = _items(ballot["answers"], len(election.questions))
    start = f"{election.fingerprint}|{public}"
    pairs = tuple(
        _checked(election.key, question, answer, start)
        for question, answer in zip(election.questions, answers, strict=True)
    )
    return Ballot(content, public, pairs)


def read(content: bytes) -> Ballot:
    """A ballot that `receive` accepted before: its numbers, without checking a proof again."""
    ballot = json.loads(content)
    answers = tuple(
        tuple((int(one["alpha"]), int(one["beta"])) for one in answer["choices"])
        for answer in ballot["answers"]
    )
    return Ballot(content, int(ballot["credential"]), answers)


def _parsed(content: bytes) -> dict:
    try:
        ballot = json.loads(content.decode())
    except (ValueError, RecursionError) as error:
        raise ProtocolError("json") from error
    if not group.is_canonical(ballot, content):
        raise ProtocolError("not_canonical")
    return ballot


def _fields(value: object, names: tuple[str, ...]) -> dict:
    if not isinstance(value, dict) or tuple(value) != names:
        raise ProtocolError("fields")
    return value


def _items(value: object, count: int) -> list:
    if not isinstance(value, list) or len(value) != count:
        raise ProtocolError("shape")
    return value


def _proof(value: object) -> tuple[int, int]:
    proof = _fields(value, ("challenge", "response"))
    return group.read_exponent(proof["challenge"]), group.read_exponent(proof["response"])


def _check_signature(ballot: dict, public: Callable[[int], int]) -> None:
    signature = _fields(ballot["signature"], ("hash", "proof"))
    bare = {name: value for name, value in ballot.items() if name != "signature"}
    signed = group.b64_of(group.compact(bare))
    c, z = _proof(signature["proof"])
    commitment = group.powers_of(group.G)(z) * public(c) % group.P
    if signature["hash"] != signed or group.challenge(f"sig|{signed}|{commitment}") != c:
        raise ProtocolError("signature")


class _Raised:
    """An encrypted number, ready to be raised `times` times."""

    def __init__(self, pair: Pair, times: int) -> None:
        self.pair = pair
        self.alpha, self.beta = (group.raising(one, times) for one in pair)

    def check_members(self) -> None:
        if self.alpha(group.Q) != 1 or self.beta(group.Q) != 1:
            raise ProtocolError("not_in_group")


def _checked(key: int, question: Question, value: object, start: str) -> tuple[Pair, ...]:
    names = ("choices", "individual_proofs", "overall_proof", "blank_proof")
    answer = _fields(value, names if question.has_blank else names[:3])
    choices = [_fields(one, ("alpha", "beta")) for one in _items(answer["choices"], question.slots)]
    pairs = [(group.read_candidate(one["alpha"]), group.read_candidate(one["beta"])) for one in choices]
    # Each is raised to q and to the two challenges of its own proof.
    raised = [_Raised(pair, 3) for pair in pairs]
    for one in raised:
        one.check_members()
    proofs = _items(answer["individual_proofs"], question.slots)
    for one, proof in zip(raised, proofs, strict=True):
        _check_one_of(key, f"prove|{start}|{_told([one.pair])}|", [(one, 0), (one, 1)], proof)
    whole = f"{start}|{_told(pairs)}"
    total = _total(question, pairs)
    counts = [(total, number) for number in range(question.least, question.most + 1)]
    if question.has_blank:
        _check_one_of(key, f"bproof0|{whole}|", [(raised[0], 0), (total, 0)], answer["blank_proof"])
        _check_one_of(key, f"bproof1|{whole}|", [(raised[0], 1), *counts], answer["overall_proof"])
    else:
        _check_one_of(key, f"prove|{whole}|{_told([total.pair])}|", counts, answer["overall_proof"])
    return tuple(pairs)


def _told(pairs: Sequence[Pair]) -> str:
    return ",".join(f"{alpha},{beta}" for alpha, beta in pairs)


def _total(question: Question, pairs: Sequence[Pair]) -> _Raised:
    """The encrypted number of ticked answers; the blank one is not an answer."""
    alphas, betas = 1, 1
    for alpha, beta in pairs[1:] if question.has_blank else pairs:
        alphas, betas = alphas * alpha % group.P, betas * beta % group.P
    return _Raised((alphas, betas), question.most - question.least + 1 + question.has_blank)


def _check_one_of(key: int, label: str, claims: list[tuple[_Raised, int]], value: object) -> None:
    of_g, of_key = group.powers_of(group.G), group.powers_of(key)
    said, total = [], 0
    for (one, number), shown in zip(claims, _items(value, len(claims)), strict=True):
        c, z = _proof(shown)
        a = of_g(z) * one.alpha(c) % group.P
        b = of_key(z) * one.beta(c) % group.P
        if number:
            b = b * of_g(-number * c % group.Q) % group.P
        said.append(f"{a},{b}")
        total += c
    if group.challenge(label + ",".join(said)) != total % group.Q:
        raise ProtocolError("proof")
