"""A voter's receipt: a picture and three words that stand for the tracking number of an encrypted ballot.

About 31 bits: enough to find one's own line in a list of receipts. The number itself is the proof; this is for eyes.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

# Drawings of `static/icones.svg`, without their « p- ». Receipts already given hold on to this order and this number.
PICTURES = (
    "phare", "chaloupe", "oie", "sapin", "pomme", "poisson", "maison", "lune",
    "soleil", "tasse", "cloche", "livre", "botte", "champignon", "fleur", "parapluie",
)  # fmt: skip
WORDS = tuple((Path(__file__).parent / "mots_recu.txt").read_text(encoding="utf-8").split())


@dataclass(frozen=True)
class Receipt:
    picture: str
    words: tuple[str, str, str]


def picture_and_words(tracking_number: str) -> Receipt:
    """Always the same for the same ballot; three different words, in this order."""
    number = int.from_bytes(hashlib.sha256(b"espace/recu/1|" + tracking_number.encode()).digest(), "big")
    number, picture = divmod(number, len(PICTURES))
    left, drawn = list(WORDS), []
    for _place in range(3):
        number, at = divmod(number, len(left))
        drawn.append(left.pop(at))
    first, second, third = drawn
    return Receipt(PICTURES[picture], (first, second, third))
