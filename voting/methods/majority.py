"""Who won? Cross-multiplied integers, never a division.

Both kinds of « pour » count as for; « je_passe » counts for presence only.
"""

from collections.abc import Mapping

APPROVED = "approuvee"
NOT_APPROVED = "non_approuvee"
TIE = "egalite"

# Part of the expressed votes that must be for, as two integers; « simple » is strictly more than half.
SHARES = {"deux_tiers": (2, 3), "trois_quarts": (3, 4)}


def for_and_against(counts: Mapping[str, int]) -> tuple[int, int]:
    """Expressed votes on each side."""
    return counts["pour"] + counts["pour_avec_reserve"], counts["contre"]


def reaches(*, in_favour: int, against: int, threshold: str) -> bool:
    """The threshold is reached; without one expressed vote, never."""
    if threshold == "simple":
        return in_favour > against
    num, den = SHARES[threshold]
    return in_favour + against > 0 and den * in_favour >= num * (in_favour + against)


def outcome(counts: Mapping[str, int], *, threshold: str) -> str:
    """As many for as against is a tie under every threshold, 0 and 0 included: back to discussion."""
    in_favour, against = for_and_against(counts)
    if in_favour == against:
        return TIE
    return APPROVED if reaches(in_favour=in_favour, against=against, threshold=threshold) else NOT_APPROVED
