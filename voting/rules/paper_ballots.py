"""What is ticked on one paper ballot, as one short text."""

from collections.abc import Iterable

BETWEEN = "+"


def ticked(choices: Iterable[str]) -> str:
    """« pour »; « o1+o4 » among several, in order; "" when nothing is ticked."""
    return BETWEEN.join(sorted(choices))


def choices_of(text: str) -> list[str]:
    return text.split(BETWEEN) if text else []
