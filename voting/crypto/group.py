"""The group: numbers modulo p whose order is q, and the hashes that turn texts into exponents.

Numbers travel as decimal texts. With gmpy2 installed the members of the group are its numbers (`mpz`: equal to Python's,
with the same hash) and stay so from reading to writing; without it everything is Python's own, six times slower.
"""

import base64
import functools
import hashlib
import json
import re
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

NAME = "BELENIOS-2048"
_NUMBERS = json.loads((Path(__file__).parent / "belenios_2048.json").read_text())
# SHA-256 of « p,q,g » in decimal: one wrong digit and nothing starts.
_CHECKSUM = "db292a518337ff4ed0259cc435f3e23e764423971065fc65cf93565d5015a44d"
_DECIMAL = re.compile(r"0|[1-9][0-9]*")
_LONGEST = len(_NUMBERS["p"])
_EXPONENT_BITS = 256


class ProtocolError(ValueError):
    """A record that does not follow the protocol. `code` names what is wrong; nothing of a choice is in it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _fastest() -> tuple[Callable[[Any], int], Callable[[int, int, int], int]]:
    """What makes a number of an integer or of a text, and what raises it."""
    try:
        from gmpy2 import mpz, powmod
    except ImportError:
        return int, pow
    return mpz, powmod


number, _power = _fastest()
P, Q, G = number(_NUMBERS["p"]), int(_NUMBERS["q"]), number(_NUMBERS["g"])
_ONE = number(1)


def check_numbers(p: int, q: int, g: int) -> None:
    """Refuses (ProtocolError) numbers that are not those of the group."""
    if hex_of(f"{p},{q},{g}".encode()) != _CHECKSUM or _power(g, q, p) != 1:
        raise ProtocolError("group")


def power(base: int, exponent: int) -> int:
    """base^exponent modulo p, for any base."""
    return _power(base, exponent, P)


def inverse(value: int) -> int:
    return pow(value, -1, P)


class FixedBase:
    """Powers of one base by tables: at eight bits, 32 products instead of 256 squarings. Ten bits save six products more,
    for four times the memory (8 MB): for whoever checks thousands of ballots.
    """

    def __init__(self, base: int, bits: int = 8) -> None:
        self._bits, self._mask = bits, (1 << bits) - 1
        self._rows: list[list[int]] = []
        base = number(base)
        for _row in range(-(-_EXPONENT_BITS // bits)):
            row = [_ONE]
            for _step in range(self._mask):
                row.append(row[-1] * base % P)
            self._rows.append(row)
            base = row[-1] * base % P

    def __call__(self, exponent: int) -> int:
        """base^exponent modulo p, for an exponent from 0 to q - 1."""
        product = _ONE
        for row in self._rows:
            product = product * row[exponent & self._mask] % P
            exponent >>= self._bits
        return product


@functools.lru_cache(maxsize=16)
def powers_of(base: int) -> FixedBase:
    """The tables of a base that serves many times: g, and the key of each vote that is open."""
    return FixedBase(base)


class SharedBase:
    """A few powers of one base (Yao's method): its squares are made once, then an exponent costs some 60 products.

    From two exponents on this is faster than raising the base anew each time.
    """

    def __init__(self, base: int) -> None:
        self._squares = [base]
        for _square in range(_EXPONENT_BITS - 1):
            base = base * base % P
            self._squares.append(base)

    def __call__(self, exponent: int) -> int:
        """base^exponent modulo p, for an exponent from 0 to q."""
        by_digit, at = [_ONE] * 8, 0
        # From the lowest bit up: the zeros are passed over, then four bits are an odd digit, 1 to 15.
        while exponent:
            zeros = (exponent & -exponent).bit_length() - 1
            exponent >>= zeros
            at += zeros
            digit = (exponent & 15) >> 1
            by_digit[digit] = by_digit[digit] * self._squares[at] % P
            exponent >>= 4
            at += 4
        # The product of by_digit[d]^(2d+1): `half` is that of by_digit[d]^d, `running` that of all.
        half = running = by_digit[7]
        for digit in range(6, 0, -1):
            running = running * by_digit[digit] % P
            half = half * running % P
        return half * half % P * running % P * by_digit[0] % P


def raising(base: int, times: int) -> Callable[[int], int]:
    """What raises this base, faster when it will be asked several times."""
    return SharedBase(base) if times > 1 else functools.partial(power, base)


def is_element(value: int) -> bool:
    return 0 < value < P and _power(value, Q, P) == 1


def read_exponent(text: object) -> int:
    """A number from 0 to q - 1 written in the only way allowed. Refused (ProtocolError): number, range."""
    value = int(_decimal(text))
    if value >= Q:
        raise ProtocolError("range")
    return value


def read_element(text: object) -> int:
    """A member of the group written in the only way allowed. Refused (ProtocolError): number, not_in_group."""
    value = read_candidate(text)
    if _power(value, Q, P) != 1:
        raise ProtocolError("not_in_group")
    return value


def read_candidate(text: object) -> int:
    """A number from 1 to p - 1 that may be a member: the caller still checks that its power q is 1.

    Refused (ProtocolError): number, not_in_group.
    """
    value = number(_decimal(text))
    if not 0 < value < P:
        raise ProtocolError("not_in_group")
    return value


def _decimal(text: object) -> str:
    if not isinstance(text, str) or len(text) > _LONGEST or not _DECIMAL.fullmatch(text):
        raise ProtocolError("number")
    return text


def random_exponent() -> int:
    """Uniform from 0 to q - 1: never a hash modulo q, which is not."""
    return secrets.randbelow(Q)


def challenge(text: str) -> int:
    """SHA-256 of the text, as a number modulo q."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big") % Q


def hex_of(content: bytes) -> str:
    """The name of a record in an archive."""
    return hashlib.sha256(content).hexdigest()


def b64_of(content: bytes) -> str:
    """The fingerprint of a vote, the tracking number of a ballot: 43 characters."""
    return base64.b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


def compact(value: object) -> bytes:
    """JSON without spaces, letters as they are: the one way every record is written."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def is_canonical(value: object, content: bytes) -> bool:
    """Written in the only way allowed: no space, no field twice, no other escape; nothing can be hidden in the writing."""
    try:
        return compact(value) == content
    except (UnicodeEncodeError, RecursionError):  # half of a letter in an escape; endless nesting
        return False


check_numbers(P, Q, G)
