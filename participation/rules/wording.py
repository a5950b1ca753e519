"""What a concern must say, and the title it takes from its own words."""

import re

from django.utils.translation import gettext_lazy as _

from common.exceptions import BadInput

TITLE_MAX = 120
TITLE_WORDS = 60
TEXT_MIN = 10
TEXT_MAX = 6000


def check_text(text: str) -> None:
    """At least one sentence, at most about two pages."""
    if len(text) < TEXT_MIN or " " not in text:
        raise BadInput("text", _("Write at least one sentence."))
    check_length(text)


def check_length(text: str) -> None:
    if len(text) > TEXT_MAX:
        raise BadInput("text", _("This text is too long. Keep it under 6,000 characters."))


def check_title(title: str) -> None:
    if len(title) > TITLE_MAX:
        raise BadInput("title", _("This title is too long. Keep it under 120 characters."))


def title_from(text: str) -> str:
    """The first sentence when it is short; else its first words, cut between two words."""
    first = re.split(r"(?<=[.!?…])\s|\n", text.strip(), maxsplit=1)[0].strip()
    if len(first) <= TITLE_WORDS:
        return first.rstrip(".")
    cut = first[:TITLE_WORDS].rsplit(" ", 1)[0].rstrip(" ,;:-–—")
    return f"{cut}…"
