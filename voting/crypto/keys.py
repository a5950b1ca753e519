"""Trustees' keys, and the credentials that give the right to one counted ballot."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from voting.crypto import group
from voting.crypto.group import ProtocolError
from voting.crypto.questions import ALPHABET

CREDENTIAL_LENGTH = 14
_ITERATIONS = 1000
_CHECK = 53


@dataclass(frozen=True)
class TrusteeKey:
    """The public half of a trustee's key, with the proof that the trustee knows the other half."""

    public: int
    challenge: int
    response: int

    def as_record(self) -> dict:
        proof = {"challenge": str(self.challenge), "response": str(self.response)}
        return {"pok": proof, "public_key": str(self.public)}

    @property
    def checksum(self) -> str:
        """What a trustee compares with their sheet: SHA-256 of the public key as a JSON text."""
        return group.hex_of(f'"{self.public}"'.encode())


def trustee_key(secret: int) -> TrusteeKey:
    """The public key of a secret from 1 to q - 1, and its proof of knowledge. Refused (ProtocolError): range."""
    if not 0 < secret < group.Q:
        raise ProtocolError("range")
    of_g = group.powers_of(group.G)
    public, nonce = of_g(secret), group.random_exponent()
    challenge = group.challenge(f"pok|{group.NAME}|{public}|{of_g(nonce)}")
    return TrusteeKey(public, challenge, (nonce - secret * challenge) % group.Q)


def check_trustee_key(key: TrusteeKey) -> None:
    """Refused (ProtocolError): not_in_group; trustee_proof, when nobody showed that they hold the other half."""
    if not group.is_element(key.public) or key.public == 1:
        raise ProtocolError("not_in_group")
    commitment = group.powers_of(group.G)(key.response) * group.power(key.public, key.challenge) % group.P
    if group.challenge(f"pok|{group.NAME}|{key.public}|{commitment}") != key.challenge:
        raise ProtocolError("trustee_proof")


def trustees_record(keys: Sequence[TrusteeKey]) -> bytes:
    """Refused (ProtocolError): no key, or the same one twice (all of them would then be one fewer)."""
    if not keys:
        raise ProtocolError("trustees")
    if len({key.public for key in keys}) != len(keys):
        raise ProtocolError("trustee_twice")
    return group.compact([["Single", key.as_record()] for key in keys])


def joint_key(keys: Iterable[TrusteeKey]) -> int:
    """The key that only all the trustees together can open: the product of theirs."""
    product = 1
    for key in keys:
        product = product * key.public % group.P
    return product


# --- credentials ------------------------------------------------------------------------------------------------------


def new_credential() -> str:
    """Fourteen random characters and a check character, in five groups of three (about 82 bits)."""
    drawn = "".join(secrets.choice(ALPHABET) for _character in range(CREDENTIAL_LENGTH))
    return grouped(drawn + ALPHABET[_CHECK - _number(drawn) % _CHECK])


def grouped(characters: str) -> str:
    return "-".join(characters[start : start + 3] for start in range(0, len(characters), 3))


def read_credential(text: str) -> str:
    """The credential in its five groups: the dashes are part of what is hashed. Refused (ProtocolError): credential."""
    bare = "".join(character for character in text if not character.isspace() and character != "-")
    if len(bare) != CREDENTIAL_LENGTH + 1 or any(character not in ALPHABET for character in bare):
        raise ProtocolError("credential")
    check = ALPHABET.index(bare[-1])
    if (_number(bare[:-1]) + check) % _CHECK:
        raise ProtocolError("credential")
    return grouped(bare)


def _number(characters: str) -> int:
    value = 0
    for character in characters:
        value = value * len(ALPHABET) + ALPHABET.index(character)
    return value


def credential_secret(credential: str, uuid: str) -> int:
    """The exponent of a credential in one vote: in another vote the same credential is another number."""
    derived = hashlib.pbkdf2_hmac("sha256", credential.encode(), uuid.encode(), _ITERATIONS, 32)
    return int.from_bytes(derived, "big") % group.Q


def credential_public(credential: str, uuid: str) -> int:
    return group.powers_of(group.G)(credential_secret(credential, uuid))


def credentials_record(publics: Iterable[int]) -> bytes:
    """The list of rights to vote, in ascending order: it tells nothing of who is who. Refused (ProtocolError): twice."""
    ordered = sorted(publics)
    if len(set(ordered)) != len(ordered):
        raise ProtocolError("credential_twice")
    return group.compact([str(public) for public in ordered])
