"""Login names and card numbers of the demonstration: simple, and the same every time."""

import re
from collections import Counter
from collections.abc import Iterable

from django.utils.text import slugify

from scenario import rows

FIRST_CARD = 41_810_001
# The card of the first visit; its code is public, as every secret of the demonstration.
WAITING_CARD = "41819000"
WAITING_CODE = "482917365"
WAITING_NAME = "Galet lilas"
# Somebody whose welcome talk waits for a second person.
WELCOMED_NAME = "Loutre sereine"
_PARENTHESES = re.compile(r"\(.*?\)")


def login_names(people: Iterable[rows.PersonRow]) -> dict[str, str]:
    """The first word of what others see; with the pack's identifier when several people share it."""
    people = list(people)
    words = {row.id: _first_word(row) for row in people}
    times = Counter(words.values())
    return {key: word if times[word] == 1 else f"{word}-{slugify(key)}" for key, word in words.items()}


def card_number(place: int) -> str:
    """Eight digits for the citizen at that place (from 0)."""
    return str(FIRST_CARD + place)


def _first_word(row: rows.PersonRow) -> str:
    words = _PARENTHESES.sub("", row.display).split()
    word = slugify(words[0]) if words else ""
    return word if word and not word.isdigit() else f"p-{slugify(row.id)}"
