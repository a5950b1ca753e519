"""A gentle look at words before they are published: what in them tells who somebody is. It never blocks.

`found_in` says what was found; a page asks « publish all the same, or change my text? », and what the person has seen
and kept (`seen`, the words themselves) is not asked about again.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common import naming, private_words
from common.exceptions import BadInput
from common.private_words import ADDRESS, EMAIL, NAME, NUMBER, PHONE

LOOKS_LIKE: dict[str, Promise] = {
    PHONE: _("It looks like a phone number"),
    EMAIL: _("It looks like an e-mail address"),
    ADDRESS: _("It looks like an address"),
    NUMBER: _("It looks like a file number"),
    NAME: _("It looks like the name of somebody"),
}
MOST_ASKED = 6
MAX_SEEN_CHARS = 2000


@dataclass(frozen=True)
class Found:
    """Words of the text, and what they look like."""

    kind: str
    words: str

    @property
    def sentence(self) -> str:
        return str(LOOKS_LIKE[self.kind])


def found_in(
    text: str, *, guarded: Iterable[str] = (), free: Iterable[str] = (), seen: str = ""
) -> list[Found]:
    """What to look at again, each once, at most six.

    `guarded`: names that must not be told (facilitation's list). `free`: names that may be (who talks here, places,
    groups). `seen`: what was already shown to the person, one a line.
    """
    kept = {line.strip() for line in private_words.even_lines(seen)}
    lines = private_words.even_lines(text)
    found: dict[str, Found] = {}
    for line in lines:
        for shape in private_words.SHAPES:
            for match in shape.pattern.finditer(line):
                words = match.group().strip()
                if not any(words in known for known in found):
                    found[words] = Found(shape.kind, words)
    for words in naming.guarded_in(lines, guarded) + naming.full_names_in(lines, free):
        found.setdefault(words, Found(NAME, words))
    return [one for words, one in found.items() if words not in kept][:MOST_ASKED]


def seen_after(found: Iterable[Found], seen: str = "") -> str:
    """What the person has now seen, to be sent back with « publish all the same »."""
    lines = [line for line in seen.splitlines() if line.strip()] + [one.words for one in found]
    return "\n".join(dict.fromkeys(lines))[:MAX_SEEN_CHARS]


def check_looked_at(found: list[Found]) -> None:
    """For programs and sockets, which have no page to ask on. Refused (422, `look_again`): something to look at."""
    if found:
        words = ", ".join(one.words for one in found)
        raise BadInput(
            "look_again", _("Look at these words again before publishing: %(words)s.") % {"words": words}
        )
