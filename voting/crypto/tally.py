"""Add the ballots without opening them; open only the sum, with every trustee's share."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from voting.crypto import group
from voting.crypto.ballots import Ballot, Pair
from voting.crypto.group import ProtocolError
from voting.crypto.questions import Election

Tally = tuple[tuple[Pair, ...], ...]


@dataclass(frozen=True)
class Sum:
    """The encrypted sum of `count` ballots, one a credential."""

    count: int
    tally: Tally

    def records(self) -> tuple[bytes, bytes]:
        """The encrypted tally, and the record that says of how many ballots it is."""
        encrypted = group.compact(
            [[{"alpha": str(alpha), "beta": str(beta)} for alpha, beta in answer] for answer in self.tally]
        )
        sized = {
            "num_tallied": self.count,
            "total_weight": self.count,
            "encrypted_tally": group.hex_of(encrypted),
        }
        return encrypted, group.compact(sized)


@dataclass(frozen=True)
class Share:
    """What one trustee adds to open the sum: a factor a slot, each with its proof."""

    owner: int
    factors: tuple[tuple[int, ...], ...]
    proofs: tuple[tuple[tuple[int, int], ...], ...]

    def records(self) -> tuple[bytes, bytes]:
        partial = group.compact(
            {
                "decryption_factors": [[str(factor) for factor in answer] for answer in self.factors],
                "decryption_proofs": [
                    [{"challenge": str(c), "response": str(z)} for c, z in answer] for answer in self.proofs
                ],
            }
        )
        return partial, group.compact({"owner": self.owner, "payload": group.hex_of(partial)})


def read_share(content: bytes, *, owner: int) -> Share:
    """The part of the total that a trustee sends, written in the only way allowed.

    Refused (ProtocolError): json, not_canonical, fields, number, range.
    """
    try:
        part = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ProtocolError("json") from error
    if not group.is_canonical(part, content):
        raise ProtocolError("not_canonical")
    if not isinstance(part, dict) or tuple(part) != ("decryption_factors", "decryption_proofs"):
        raise ProtocolError("fields")
    try:
        factors = tuple(
            tuple(group.read_element(factor) for factor in row) for row in part["decryption_factors"]
        )
        proofs = tuple(
            tuple(
                (group.read_exponent(one["challenge"]), group.read_exponent(one["response"]))
                for one in row
                if tuple(one) == ("challenge", "response")
            )
            for row in part["decryption_proofs"]
        )
    except (TypeError, KeyError) as error:
        raise ProtocolError("fields") from error
    return Share(owner, factors, proofs)


def add_up(election: Election, ballots: Iterable[Ballot]) -> Sum:
    """The last ballot of each credential, added slot by slot; the order of the others changes nothing."""
    last = {ballot.credential: ballot for ballot in ballots}
    sums: list[list[Pair]] = [[(1, 1)] * question.slots for question in election.questions]
    for ballot in last.values():
        for row, answer in zip(sums, ballot.answers, strict=True):
            for slot, (alpha, beta) in enumerate(answer):
                row[slot] = (row[slot][0] * alpha % group.P, row[slot][1] * beta % group.P)
    return Sum(len(last), tuple(tuple(row) for row in sums))


def open_share(*, election: Election, total: Sum, owner: int, secret: int) -> Share:
    """The share of the trustee number `owner` (from 1). Give it only the sum computed here from the ballots: a trustee
    who opens whatever is handed over opens single ballots.
    """
    public = group.powers_of(group.G)(secret)
    factors, proofs = [], []
    for answer in total.tally:
        row, shown = [], []
        for alpha, _beta in answer:
            nonce = group.random_exponent()
            a, b = group.powers_of(group.G)(nonce), group.power(alpha, nonce)
            c = group.challenge(f"decrypt|{election.fingerprint}|{public}|{a},{b}")
            row.append(group.power(alpha, secret))
            shown.append((c, (nonce - secret * c) % group.Q))
        factors.append(tuple(row))
        proofs.append(tuple(shown))
    return Share(owner, tuple(factors), tuple(proofs))


def check_share(*, election: Election, total: Sum, public: int, share: Share) -> None:
    """Refused (ProtocolError): shape, not_in_group, decryption_proof."""
    slots = [len(answer) for answer in total.tally]
    if [len(row) for row in share.factors] != slots or [len(row) for row in share.proofs] != slots:
        raise ProtocolError("shape")
    for answer, factors, proofs in zip(total.tally, share.factors, share.proofs, strict=True):
        for (alpha, _beta), factor, (c, z) in zip(answer, factors, proofs, strict=True):
            if not group.is_element(factor):
                raise ProtocolError("not_in_group")
            a = group.powers_of(group.G)(z) * group.power(public, c) % group.P
            b = group.power(alpha, z) * group.power(factor, c) % group.P
            if group.challenge(f"decrypt|{election.fingerprint}|{public}|{a},{b}") != c:
                raise ProtocolError("decryption_proof")


def conclude(*, total: Sum, shares: Sequence[Share]) -> tuple[tuple[int, ...], ...]:
    """How many ballots have a 1 in each slot, once every share was checked. Refused (ProtocolError): uncountable."""
    known, power = {}, 1
    for count in range(total.count + 1):
        known[power] = count
        power = power * group.G % group.P
    result = []
    for at, answer in enumerate(total.tally):
        row = []
        for slot, (_alpha, beta) in enumerate(answer):
            factor = 1
            for share in shares:
                factor = factor * share.factors[at][slot] % group.P
            found = known.get(beta * group.inverse(factor) % group.P)
            if found is None:
                raise ProtocolError("uncountable")
            row.append(found)
        result.append(tuple(row))
    return tuple(result)


def result_record(result: Sequence[Sequence[int]]) -> bytes:
    return group.compact({"result": [list(row) for row in result]})
