"""One ballot: its signature, and the proofs that its encrypted numbers are what the question asks for."""

from dataclasses import dataclass

from voting.crypto import group
from voting.crypto.verification import numbers
from voting.crypto.verification.numbers import Pair
from voting.crypto.verification.records import Wrong, canonical, fields, items, need
from voting.crypto.verification.setup import Question, Vote

_BALLOT = ("election_uuid", "election_hash", "credential", "answers", "signature")
MANY = 400
_ANSWER = ("choices", "individual_proofs", "overall_proof")


@dataclass(frozen=True, slots=True)
class Checked:
    """What is left of a ballot: whose right it used, its tracking number, the encrypted numbers to add up."""

    credential: str
    tracker: str
    answers: list[list[Pair]]

    def numbers(self) -> list[int]:
        return [value for answer in self.answers for pair in answer for value in pair]


class Tables:
    """The powers that every ballot of a vote asks for. Bigger tables pay from a few hundred ballots on."""

    def __init__(self, key: int, *, ballots: int) -> None:
        bases = (group.G, key)
        self.of_g, self.of_key = (
            group.powers_of(base) if ballots < MANY else group.FixedBase(base, 10) for base in bases
        )


def check(content: bytes, *, vote: Vote, credentials: frozenset[str], tables: Tables) -> Checked:
    """Everything about this ballot but one thing: whoever asks still asks whether its numbers are `all_members`.

    Refused (Wrong): json, not_canonical, shape, fields, field_twice, other_election, credential, signature_hash,
    signature, number, number_range, not_in_group, proof.
    """
    ballot = fields(canonical(content), _BALLOT)
    need(
        (ballot["election_uuid"], ballot["election_hash"]) == (vote.uuid, vote.fingerprint), "other_election"
    )
    credential = ballot["credential"]
    need(isinstance(credential, str) and credential in credentials, "credential")
    _check_signature(ballot, tables)
    start = f"{vote.fingerprint}|{credential}"
    told = items(ballot["answers"], len(vote.questions))
    answers = [
        _Answer(question, answer, start, tables).check()
        for question, answer in zip(vote.questions, told, strict=True)
    ]
    return Checked(credential, group.b64_of(content), answers)


def _check_signature(ballot: dict, tables: Tables) -> None:
    signature = fields(ballot["signature"], ("hash", "proof"))
    signed = group.b64_of(group.compact({name: ballot[name] for name in _BALLOT[:-1]}))
    need(signature["hash"] == signed, "signature_hash")
    c, z = numbers.proof(signature["proof"])
    # The credential is on the list, whose numbers are all of the group.
    commitment = tables.of_g(z) * group.power(group.number(ballot["credential"]), c) % group.P
    need(group.challenge(f"sig|{signed}|{commitment}") == c, "signature")


class _Claim:
    """An encrypted number about which proofs say something; each proof raises it once for each thing it may be."""

    def __init__(self, pair: Pair, times: int) -> None:
        self.pair = pair
        self.text = f"{pair[0]},{pair[1]}"
        self.alpha, self.beta = group.raising(pair[0], times), group.raising(pair[1], times)


class _Answer:
    def __init__(self, question: Question, value: object, start: str, tables: Tables) -> None:
        self.question, self.start, self.tables = question, start, tables
        self.told = fields(value, (*_ANSWER, "blank_proof") if question.has_blank else _ANSWER)
        choices = [fields(one, ("alpha", "beta")) for one in items(self.told["choices"], question.slots)]
        self.pairs = [(numbers.candidate(one["alpha"]), numbers.candidate(one["beta"])) for one in choices]

    def check(self) -> list[Pair]:
        try:
            self._check_proofs()
        except Wrong:
            # What is not of the group proves nothing: that is the first thing wrong.
            need(all(group.is_element(value) for pair in self.pairs for value in pair), "not_in_group")
            raise
        return self.pairs

    def _check_proofs(self) -> None:
        claims = [_Claim(pair, 2) for pair in self.pairs]
        proofs = items(self.told["individual_proofs"], len(claims))
        for claim, value in zip(claims, proofs, strict=True):
            self._one_of(f"prove|{self.start}|{claim.text}|", [(claim, 0), (claim, 1)], value)
        whole = f"{self.start}|{','.join(claim.text for claim in claims)}"
        total, question = self._total(), self.question
        counts = [(total, number) for number in range(question.least, question.most + 1)]
        if question.has_blank:
            blank = claims[0]
            self._one_of(f"bproof0|{whole}|", [(blank, 0), (total, 0)], self.told["blank_proof"])
            self._one_of(f"bproof1|{whole}|", [(blank, 1), *counts], self.told["overall_proof"])
        else:
            self._one_of(f"prove|{whole}|{total.text}|", counts, self.told["overall_proof"])

    def _total(self) -> _Claim:
        alphas = betas = group.number(1)
        for alpha, beta in self.pairs[self.question.has_blank :]:
            alphas, betas = alphas * alpha % group.P, betas * beta % group.P
        return _Claim((alphas, betas), self.question.most - self.question.least + 1 + self.question.has_blank)

    def _one_of(self, label: str, claims: list[tuple[_Claim, int]], value: object) -> None:
        """One of these (encrypted, number) holds, without telling which: the commitments are computed again."""
        of_g, of_key = self.tables.of_g, self.tables.of_key
        said, challenges = [], 0
        for (claim, number), one in zip(claims, items(value, len(claims)), strict=True):
            c, z = numbers.proof(one)
            a = of_g(z) * claim.alpha(c) % group.P
            # (beta / g^number)^c is beta^c g^(-number c): a table instead of a division.
            b = of_key(z) * claim.beta(c) % group.P
            if number:
                b = b * of_g(-number * c % group.Q) % group.P
            said.append(f"{a},{b}")
            challenges += c
        need(group.challenge(label + ",".join(said)) == challenges % group.Q, "proof")
