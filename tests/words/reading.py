"""Our sentences as people read them; the measures are those that help writers (common.plain_words)."""

import re

from common.plain_words import kandel_moles, sentences, syllables, words
from tests.words.extraction import ROOT

__all__ = ["CATALOGUE", "FILLED_IN", "TAG", "as_read", "kandel_moles", "sentences", "syllables", "words"]

CATALOGUE = ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.po"

FILLED_IN = re.compile(r"%\(\w+\)\d*[sd]|\{\w+\}")
TAG = re.compile(r"<[^>]+>")


def as_read(text: str) -> str:
    """What a person reads: no tag, and a short word where something is filled in."""
    return FILLED_IN.sub("7", TAG.sub("", text)).replace("%%", "%").replace("\u00a0", " ")
