"""A scrutineer's phrase: 24 French words for 256 random bits and 8 bits that catch a wrong word (BIP-39).

One phrase a season; the key of each vote is derived from it, bound to the vote's own name. The sheet that is sealed says
the words, their numbers as a square code, and eight characters that tell two sheets apart without telling the words.
"""

import hashlib
import hmac
import re
import secrets
import unicodedata
from pathlib import Path

from voting.crypto import group
from voting.crypto.group import ProtocolError

LENGTH = 24
WORDS = tuple((Path(__file__).parent / "mots.txt").read_text(encoding="utf-8").split())
# Words differ in their first four letters, even without accents.
_START = 4
_SALT = b"espace/phrase/1"
# What is hashed for the sheet: never the name of a vote, which has fourteen letters and figures alone.
_SHEET = "fiche-de-secours"
_APART = re.compile(r"[^a-z0-9]+")


class PhraseError(ProtocolError):
    """`code`: word, count, checksum. `position` (from 1) and `typed` are those of the first wrong word."""

    def __init__(self, code: str, *, position: int = 0, typed: str = "", count: int = 0) -> None:
        super().__init__(code)
        self.position, self.typed, self.count = position, typed, count


def bare(text: str) -> str:
    """Small letters without accents, which people forget and dictation puts back."""
    spread = unicodedata.normalize("NFD", text.casefold().replace("œ", "oe"))
    return "".join(one for one in spread if not unicodedata.combining(one))


_NUMBERS = {bare(word): number for number, word in enumerate(WORDS)}
_STARTS = {start[:_START]: start for start in _NUMBERS}


def new_phrase() -> str:
    return phrase_of(secrets.token_bytes(32))


def phrase_of(entropy: bytes) -> str:
    """The words of 32 bytes."""
    bits = int.from_bytes(entropy + hashlib.sha256(entropy).digest()[:1], "big")
    return " ".join(WORDS[bits >> 11 * place & 2047] for place in reversed(range(LENGTH)))


def entropy_of(text: str) -> bytes:
    """The 32 bytes of a phrase as people type it: capitals, accents left out, the first four letters of a word, numbers
    before words, any space or comma; or the 96 figures of the square code.

    Refused (PhraseError): count, word, checksum.
    """
    figures = "".join(text.split())
    if re.fullmatch(r"[0-9]{96}", figures):
        numbers = [_listed(figures[at : at + 4], at // 4 + 1) for at in range(0, 96, 4)]
    else:
        typed = [one for one in _APART.split(bare(text)) if one and not one.isdigit()]
        numbers = [_number(one, place) for place, one in enumerate(typed, start=1)]
    if len(numbers) != LENGTH:
        raise PhraseError("count", count=len(numbers))
    bits = 0
    for number in numbers:
        bits = bits << 11 | number
    entropy = (bits >> 8).to_bytes(32, "big")
    if hashlib.sha256(entropy).digest()[0] != bits & 255:
        raise PhraseError("checksum")
    return entropy


def _number(typed: str, place: int) -> int:
    word = _STARTS.get(typed[:_START], "")
    if len(typed) < _START or not word.startswith(typed):
        raise PhraseError("word", position=place, typed=typed)
    return _NUMBERS[word]


def _listed(figures: str, place: int) -> int:
    if int(figures) >= len(WORDS):
        raise PhraseError("word", position=place, typed=figures)
    return int(figures)


def read_phrase(text: str) -> str:
    """The phrase in its own words. Refused (PhraseError): count, word, checksum."""
    return phrase_of(entropy_of(text))


def secret_of(phrase: str, uuid: str) -> int:
    """The secret of this phrase in this vote, from 1 to q - 1. 48 bytes: what is left over tells nothing (2^-128).

    Refused (PhraseError): count, word, checksum.
    """
    drawn = _hkdf(entropy_of(phrase), b"espace/scrutateur/1|" + uuid.encode(), 48)
    return 1 + int.from_bytes(drawn, "big") % (group.Q - 1)


def _hkdf(material: bytes, info: bytes, length: int) -> bytes:
    """HKDF with SHA-256 (RFC 5869)."""
    key = hmac.digest(_SALT, material, "sha256")
    made, block = b"", b""
    while len(made) < length:
        block = hmac.digest(key, block + info + bytes([len(made) // 32 + 1]), "sha256")
        made += block
    return made[:length]


def checksum_of(phrase: str) -> str:
    """« 7F3A 91C2 »: two sheets have two of them, and it says nothing of the words: it is made of a public key."""
    public = group.powers_of(group.G)(secret_of(phrase, _SHEET))
    told = group.hex_of(str(public).encode())[:8].upper()
    return f"{told[:4]} {told[4:]}"


def square_code_text(phrase: str) -> str:
    """What the square code of the sheet says: the number of each word, four figures each. `entropy_of` reads it back."""
    return "".join(f"{_NUMBERS[bare(word)]:04d}" for word in read_phrase(phrase).split())
