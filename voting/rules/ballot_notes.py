"""What is written beside the question on a ballot page, and which side is read first."""

from dataclasses import dataclass

from voting.enums import NoteKind


@dataclass(frozen=True, kw_only=True)
class Note:
    """One sentence handed down when the vote is prepared; see `BallotNote`."""

    kind: NoteKind
    text: str
    answer: str = ""


def against_is_first(version_hash: str) -> bool:
    """The last sign of the hash of the text tosses the coin: even, « for » is first; odd, « against » is.

    Nobody chooses that sign, and anybody can read it on the page of the fingerprints.
    """
    return int(version_hash[-1:] or "0", 16) % 2 == 1
