"""Choosing up to k answers among several: the most chosen win; a tie at the edge is nobody's to break."""

from collections.abc import Sequence


def chosen(counts: Sequence[int], *, most: int) -> list[bool]:
    """Whether each answer is chosen, in order: the `most` highest counts above zero.

    Answers that are equal at the last place are all left out: choosing between them would be arbitrary; the vote says
    « égalité » for them and the Espace discusses. Exact integers only.
    """
    ordered = sorted(counts, reverse=True)
    floor = ordered[most] if len(ordered) > most else 0
    return [count > floor for count in counts]
