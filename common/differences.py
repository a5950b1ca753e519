"""What changed between two texts, word by word. Pure: no query, no words of the interface.

The pieces, put end to end, give both texts back exactly: « same » and « removed » give the first, « same » and
« added » the second.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

# A word, a run of spaces, or one sign: every character is in exactly one of them.
TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
# Past this many comparisons, two texts have little in common: the middle is shown as replaced whole.
MOST_COMPARISONS = 1_000_000
CUT = "…"


class Kind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    kind: Kind
    text: str


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """The fewest words removed and added; a replaced passage is removed first, then added."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    old_middle, new_middle = old[start : len(old) - end], new[start : len(new) - end]
    steps = [(Kind.SAME, token) for token in old[:start]]
    steps += _middle(old_middle, new_middle)
    steps += [(Kind.SAME, token) for token in old[len(old) - end :]]
    return tuple(_gathered(_without_islands(steps)))


def before_of(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != Kind.ADDED)


def after_of(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != Kind.REMOVED)


def shortened(pieces: Iterable[Piece], around: int = 8) -> tuple[Piece, ...]:
    """For reading: an unchanged part keeps `around` words on the side of a change, and « … » for the rest."""
    found = tuple(pieces)
    return tuple(
        Piece(
            piece.kind,
            _cut(
                piece.text,
                head=around if place else 0,
                tail=around if place < len(found) - 1 else 0,
            ),
        )
        if piece.kind == Kind.SAME
        else piece
        for place, piece in enumerate(found)
    )


Steps = list[tuple[Kind, str]]


def _common(one: list[str], other: list[str]) -> int:
    """How many first tokens are the same."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _middle(old: list[str], new: list[str]) -> Steps:
    """By the longest common sequence, measured from the end so that it reads from the start."""
    if len(old) * len(new) > MOST_COMPARISONS:
        return [(Kind.REMOVED, token) for token in old] + [(Kind.ADDED, token) for token in new]
    kept = [[0] * (len(new) + 1) for _row in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        row, below = kept[i], kept[i + 1]
        for j in range(len(new) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if old[i] == new[j] else max(below[j], row[j + 1])
    steps: Steps = []
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j]:
            steps.append((Kind.SAME, old[i]))
            i, j = i + 1, j + 1
        elif kept[i + 1][j] >= kept[i][j + 1]:
            steps.append((Kind.REMOVED, old[i]))
            i += 1
        else:
            steps.append((Kind.ADDED, new[j]))
            j += 1
    steps += [(Kind.REMOVED, token) for token in old[i:]]
    return steps + [(Kind.ADDED, token) for token in new[j:]]


def _without_islands(steps: Steps) -> Steps:
    """Only spaces kept between two changes make a passage hard to read: they change with their neighbours."""
    kept: Steps = []
    for place, (kind, token) in enumerate(steps):
        is_inside = 0 < place < len(steps) - 1
        if (
            kind == Kind.SAME
            and token.isspace()
            and is_inside
            and Kind.SAME not in (steps[place - 1][0], steps[place + 1][0])
        ):
            kept += [(Kind.REMOVED, token), (Kind.ADDED, token)]
        else:
            kept.append((kind, token))
    return kept


def _gathered(steps: Steps) -> Iterator[Piece]:
    """One piece for what follows itself; between two unchanged parts, what goes comes before what comes."""
    removed, added, same = "", "", ""
    for kind, token in steps:
        if kind == Kind.SAME:
            yield from _changes(removed, added)
            removed, added = "", ""
            same += token
            continue
        if same:
            yield Piece(Kind.SAME, same)
            same = ""
        if kind == Kind.REMOVED:
            removed += token
        else:
            added += token
    yield from _changes(removed, added)
    if same:
        yield Piece(Kind.SAME, same)


def _changes(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece(Kind.REMOVED, removed)
    if added:
        yield Piece(Kind.ADDED, added)


def _cut(text: str, *, head: int, tail: int) -> str:
    words = list(re.finditer(r"\S+", text))
    if len(words) <= head + tail + 1:
        return text
    start = text[: words[head - 1].end()] + " " if head else ""
    end = " " + text[words[-tail].start() :] if tail else ""
    return f"{start}{CUT}{end}"
