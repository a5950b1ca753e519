"""The receipt of a ballot: a picture and three words made from its tracking number. It never says the choice."""

from dataclasses import dataclass

from voting.crypto import receipts


@dataclass(frozen=True)
class Receipt:
    picture: str
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        """« phare bijou canot lilas »: what is compared, and listed."""
        return " ".join((self.picture, *self.words))


def receipt_of(tracker: str) -> Receipt:
    found = receipts.picture_and_words(tracker)
    return Receipt(found.picture, tuple(found.words))


def read(key: str) -> Receipt:
    picture, *words = key.split(" ")
    return Receipt(picture, tuple(words))
