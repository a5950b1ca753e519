"""The sum of the ballots, each trustee's share in opening it, and the result."""

from collections.abc import Sequence

from voting.crypto import group
from voting.crypto.verification import numbers
from voting.crypto.verification.numbers import Pair
from voting.crypto.verification.records import canonical, fields, items, need
from voting.crypto.verification.sealed import Checked
from voting.crypto.verification.setup import Setup, Vote

Sum = list[list[Pair]]
Factors = list[list[int]]


def add_up(vote: Vote, kept: Sequence[Checked]) -> Sum:
    one = group.number(1)
    total: Sum = [[(one, one)] * question.slots for question in vote.questions]
    for ballot in kept:
        for row, answer in zip(total, ballot.answers, strict=True):
            for slot, (alpha, beta) in enumerate(answer):
                row[slot] = row[slot][0] * alpha % group.P, row[slot][1] * beta % group.P
    return total


def check_sum(total: Sum, voters: int, data: list[bytes]) -> None:
    """What was published is what the ballots give. Refused (Wrong): tally, tally_size."""
    encrypted, sized = data
    ours = [[{"alpha": str(alpha), "beta": str(beta)} for alpha, beta in answer] for answer in total]
    need(group.compact(ours) == encrypted, "tally")
    told = {"num_tallied": voters, "total_weight": voters, "encrypted_tally": group.hex_of(encrypted)}
    need(group.compact(told) == sized, "tally_size")


def check_share(setup: Setup, total: Sum, data: list[bytes]) -> tuple[int, Factors]:
    """The trustee's number and factors. Refused (Wrong): owner, decryption_proof, not_in_group, shape, fields, number."""
    partial, owned = data
    told = fields(canonical(owned), ("owner", "payload"))
    owner = told["owner"]
    need(type(owner) is int and 1 <= owner <= len(setup.trustees), "owner")
    need(told["payload"] == group.hex_of(partial), "owner")
    shares = fields(canonical(partial), ("decryption_factors", "decryption_proofs"))
    factors = items(shares["decryption_factors"], len(total))
    proofs = items(shares["decryption_proofs"], len(total))
    key = setup.trustees[owner - 1]
    label = f"decrypt|{setup.vote.fingerprint}|{key}|"
    found = []
    for answer, texts, values in zip(total, factors, proofs, strict=True):
        shown = zip(answer, items(texts, len(answer)), items(values, len(answer)), strict=True)
        found.append([_factor(key, label, pair, text, value) for pair, text, value in shown])
    return owner, found


def _factor(key: int, label: str, pair: Pair, text: object, value: object) -> int:
    """The same secret made the key and this factor."""
    factor = numbers.member(text)
    c, z = numbers.proof(value)
    a = group.powers_of(group.G)(z) * group.power(key, c) % group.P
    b = group.power(pair[0], z) * group.power(factor, c) % group.P
    need(group.challenge(f"{label}{a},{b}") == c, "decryption_proof")
    return factor


def conclude(total: Sum, shares: Sequence[Factors], voters: int) -> list[list[int]]:
    """How many ballots ticked each slot. Refused (Wrong): uncountable."""
    known, power = {}, group.number(1)
    for count in range(voters + 1):
        known[power] = count
        power = power * group.G % group.P
    result = []
    for number, answer in enumerate(total):
        row = []
        for slot, (_alpha, beta) in enumerate(answer):
            opened = group.number(1)
            for factors in shares:
                opened = opened * factors[number][slot] % group.P
            count = known.get(beta * group.inverse(opened) % group.P, -1)
            need(count >= 0, "uncountable")
            row.append(count)
        result.append(row)
    return result


def check_result(result: list[list[int]], content: bytes) -> None:
    """Refused (Wrong): result."""
    need(group.compact({"result": result}) == content, "result")
