"""The two phrases of the demonstration are printed in the documentation, word for word, with who keeps each."""

import re
from pathlib import Path

from scenario.loading.scrutineers import PEOPLE, PHRASES
from voting.crypto import phrases

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "scruter.md").read_text(encoding="utf-8")
LINE = r"^    ((?:[a-zà-ÿ]+ ){7}[a-zà-ÿ]+)\n"
PRINTED = [" ".join(lines) for lines in re.findall(LINE * 3, PAGE, re.M)]


def test_the_documentation_prints_both_phrases():
    assert list(PHRASES) == PRINTED
    assert [len(one.split()) for one in PRINTED] == [24, 24]


def test_what_is_printed_is_a_phrase_that_opens_and_says_whose_it_is():
    for octet, phrase, (_slug, name, _login) in zip((1, 2), PRINTED, PEOPLE, strict=True):
        assert phrases.entropy_of(phrase) == bytes([octet] * 32)
        first_line = "    " + " ".join(phrase.split()[:8])
        assert name in PAGE[: PAGE.index(first_line)].splitlines()[-2]
