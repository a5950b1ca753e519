"""The sentences that are said otherwise to whoever works here: they exist, say « vous », never « tu », and stay plain."""

import re

import polib
import pytest

from tests.words.extraction import ROOT
from tests.words.reading import CATALOGUE, as_read, kandel_moles, sentences, words
from tests.words.test_catalogue import BRACES, NAMED, TAGS
from tests.words.test_plain_words import BANNED, LEAST_READABLE, MOST_WORDS, TU, WORDS_TO_MEASURE

FOLDER = ROOT / "locale" / "fr_Vous" / "LC_MESSAGES"
QUOTED = re.compile(r"«[^»]*»")


@pytest.fixture(scope="module")
def said() -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(FOLDER / "django.po"))}


def test_each_one_is_still_in_the_code_and_said_otherwise_to_citizens(said):
    known = {entry.msgid: entry.msgstr for entry in polib.pofile(str(CATALOGUE))}

    assert [msgid for msgid in said if msgid not in known] == []
    assert [msgid for msgid, french in said.items() if known[msgid] == french] == []


def test_none_says_tu(said):
    assert {msgid: french for msgid, french in said.items() if TU.search(QUOTED.sub("", french))} == {}


def test_each_one_is_short_and_plain(said):
    read = {msgid: as_read(french) for msgid, french in said.items()}
    long = [one for text in read.values() for one in sentences(text) if len(words(one)) > MOST_WORDS]
    hard = [
        text
        for text in read.values()
        if len(words(text)) >= WORDS_TO_MEASURE and kandel_moles(text) < LEAST_READABLE
    ]

    assert (long, hard, [text for text in read.values() if BANNED.search(text)]) == ([], [], [])


def test_what_is_filled_in_stays(said):
    for msgid, french in said.items():
        for pattern in (NAMED, BRACES, TAGS):
            assert sorted(pattern.findall(msgid)) == sorted(pattern.findall(french)), msgid


def test_the_whole_of_french_is_there_for_the_pages(said):
    whole = {entry.msgid for entry in polib.mofile(str(FOLDER / "django.mo"))}
    french = {entry.msgid for entry in polib.mofile(str(CATALOGUE.with_suffix(".mo")))}

    assert whole == french
