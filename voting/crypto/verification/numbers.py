"""Numbers as the archive writes them, and the test that they belong to the group."""

import re
import secrets
from collections.abc import Sequence

from voting.crypto import group
from voting.crypto.verification.records import Wrong, fields

_DECIMAL = re.compile(r"0|[1-9][0-9]*")
_DIGITS = len(str(group.P))
# Below this many numbers, one power each is faster than the tests of all together.
FEW = 150
_TESTS = 128

Pair = tuple[int, int]


def exponent(text: object) -> int:
    """From 0 to q - 1. Refused (Wrong): number, number_range."""
    value = int(_decimal(text))
    if value >= group.Q:
        raise Wrong("number_range")
    return value


def candidate(text: object) -> int:
    """From 1 to p - 1: whoever asks also asks `all_members`. Refused (Wrong): number, not_in_group."""
    value = group.number(_decimal(text))
    if not 0 < value < group.P:
        raise Wrong("not_in_group")
    return value


def member(text: object) -> int:
    """Refused (Wrong): number, not_in_group."""
    value = candidate(text)
    if not group.is_element(value):
        raise Wrong("not_in_group")
    return value


def proof(value: object) -> tuple[int, int]:
    """The challenge and the response. Refused (Wrong): shape, fields, number, number_range."""
    told = fields(value, ("challenge", "response"))
    return exponent(told["challenge"]), exponent(told["response"])


def _decimal(text: object) -> str:
    if not isinstance(text, str) or len(text) > _DIGITS or _DECIMAL.fullmatch(text) is None:
        raise Wrong("number")
    return text


def all_members(values: Sequence[int]) -> bool:
    """Whether all these numbers, from 1 to p - 1, belong to the group.

    Many at once are tested by the products of 128 random halves of them. A number outside the group makes each product
    leave it with one chance in two at least, whatever the orders of the others are (the classes modulo the group form a
    group: adding or not one class that is not neutral cannot both give the neutral one). So a wrong number passes with at
    most one chance in 2^128. Random *exponents* instead of random halves would not do: p - 1 is divisible by 2 and by 3.
    The draw is made here, after the archive was written: nobody can aim at it.
    """
    if len(values) < FEW:
        return all(group.is_element(value) for value in values)
    drawn = secrets.token_bytes(len(values) * _TESTS // 8)
    return all(_eight_tests(values, drawn[at :: _TESTS // 8]) for at in range(_TESTS // 8))


def _eight_tests(values: Sequence[int], drawn: bytes) -> bool:
    """Eight random halves at once: a number goes to the place of its eight drawn bits, then places are put together."""
    places = [group.number(1)] * 256
    for value, place in zip(values, drawn, strict=True):
        places[place] = places[place] * value % group.P
    while len(places) > 1:
        half = len(places) // 2
        product = places[half]
        for other in places[half + 1 :]:
            product = product * other % group.P
        if not group.is_element(product):
            return False
        places = [low * high % group.P for low, high in zip(places[:half], places[half:], strict=True)]
    return True
