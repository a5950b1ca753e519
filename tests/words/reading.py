"""How long and how hard a French sentence is to read."""

import re

from tests.words.extraction import ROOT

CATALOGUE = ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.po"

WORD = re.compile(r"[0-9A-Za-zÀ-ÿœŒ]+(?:[-'’][0-9A-Za-zÀ-ÿœŒ]+)*")
FILLED_IN = re.compile(r"%\(\w+\)\d*[sd]|\{\w+\}")
TAG = re.compile(r"<[^>]+>")
END_OF_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
# « é » is heard apart from the vowel that follows it: ré-u-nion.
VOWELS = re.compile(r"é(?=[aiouœ]|e(?!s?$))|[aeiouyàâäéèêëîïôöùûüœ]+")
MUTE_END = re.compile(r"[^aeiouyàâäéèêëîïôöùûüœ]es?$")


def as_read(text: str) -> str:
    """What a person reads: no tag, and a short word where something is filled in."""
    return FILLED_IN.sub("7", TAG.sub("", text)).replace("%%", "%").replace("\u00a0", " ")


def words(text: str) -> list[str]:
    return WORD.findall(text)


def sentences(text: str) -> list[str]:
    return [one for one in END_OF_SENTENCE.split(text) if words(one)]


def syllables(word: str) -> int:
    """As said aloud: groups of vowels, without the mute « e » at the end."""
    spoken = word.lower()
    count = len(VOWELS.findall(spoken))
    if count > 1 and MUTE_END.search(spoken):
        count -= 1
    return max(count, 1)


def kandel_moles(text: str) -> float:
    """207 − 1.015 × words per sentence − 73.6 × syllables per word; 60 and up is plain French."""
    said = words(text)
    return 207 - 1.015 * len(said) / len(sentences(text)) - 73.6 * sum(map(syllables, said)) / len(said)
