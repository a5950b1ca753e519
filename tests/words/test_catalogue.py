"""The French catalogue says everything the code says, once, whole, and is the one the pages read."""

import re
from collections import Counter

import polib
import pytest

from tests.words.extraction import (
    ROOT,
    aliases_gettext_cannot_see,
    every_key,
    keys_of_python,
    keys_of_template,
)

FOLDER = ROOT / "locale" / "fr" / "LC_MESSAGES"
NAMED = re.compile(r"%\(\w+\)\d*[sd]|%%|%[sd]")
BRACES = re.compile(r"\{\w+\}")
TAGS = re.compile(r"</?[a-z][^>]*>")


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(FOLDER / "django.po"))


def _pairs(catalogue):
    for entry in catalogue:
        if entry.msgid_plural:
            yield entry.msgid, entry.msgstr_plural[0]
            yield entry.msgid_plural, entry.msgstr_plural[1]
        else:
            yield entry.msgid, entry.msgstr


def test_every_sentence_has_its_french(catalogue):
    empty = [entry.msgid for entry in catalogue if not entry.translated()]

    assert empty == []


def test_nothing_is_guessed_nor_left_behind(catalogue):
    guessed = [entry.msgid for entry in catalogue if entry.fuzzy or entry.previous_msgid]
    left_behind = [entry.msgid for entry in catalogue.obsolete_entries()]

    assert (guessed, left_behind) == ([], [])


def test_zero_is_singular_in_french(catalogue):
    assert catalogue.metadata["Plural-Forms"] == "nplurals=2; plural=(n > 1);"


def test_entries_have_a_stable_order_and_no_line_number(catalogue):
    keys = [(entry.msgid, entry.msgctxt or "") for entry in catalogue]
    numbered = [entry.msgid for entry in catalogue for _, line in entry.occurrences if line]

    assert keys == sorted(keys)
    assert numbered == []


def test_the_compiled_catalogue_says_the_same(catalogue):
    compiled = polib.mofile(str(FOLDER / "django.mo"))
    written = {(e.msgctxt, e.msgid, e.msgid_plural): (e.msgstr, e.msgstr_plural) for e in catalogue}
    read = {(e.msgctxt, e.msgid, e.msgid_plural): (e.msgstr, e.msgstr_plural) for e in compiled}

    assert read == written
    assert compiled.metadata["Plural-Forms"] == catalogue.metadata["Plural-Forms"]


def test_the_catalogue_holds_what_the_code_says_and_nothing_else(catalogue):
    in_code = every_key()
    in_catalogue = {(e.msgctxt, e.msgid, e.msgid_plural or None) for e in catalogue}

    # A sentence said here with its plural and there alone is one entry.
    plurals = {(context, msgid) for context, msgid, plural in in_code if plural is not None}
    needed = {key for key in in_code if key[2] is not None or key[:2] not in plurals}

    missing = {key: sorted(in_code[key]) for key in needed - in_catalogue}
    useless = in_catalogue - needed

    assert missing == {}
    assert useless == set()


def test_what_is_filled_in_is_the_same_in_both_languages(catalogue):
    different = [
        (msgid, french)
        for msgid, french in _pairs(catalogue)
        if Counter(NAMED.findall(msgid)) != Counter(NAMED.findall(french))
        or Counter(BRACES.findall(msgid)) != Counter(BRACES.findall(french))
    ]

    assert different == []


def test_html_is_the_same_in_both_languages(catalogue):
    different = [
        (msgid, french)
        for msgid, french in _pairs(catalogue)
        if Counter(TAGS.findall(msgid)) != Counter(TAGS.findall(french))
    ]

    assert different == []


def test_no_call_hides_from_the_extraction():
    assert aliases_gettext_cannot_see() == []


def test_the_reader_of_the_code_finds_every_way_to_say_a_sentence():
    python = (
        "from django.utils.translation import gettext as _, ngettext, pgettext_lazy, npgettext\n"
        '_("one " "sentence"); ngettext("a", "b", 3); pgettext_lazy("c", "d"); npgettext("e", "f", "g", 2)\n'
    )
    template = (
        '{% load i18n %}{% translate "h" %}{% translate "i" context "j" %}'
        "{% blocktranslate trimmed %}\n k {{ l }}\n{% endblocktranslate %}"
        '{% blocktranslate count n=3 %}m{% plural %}n{% endblocktranslate %}{% include "x" with t=_("o’p") %}'
    )

    assert set(keys_of_python(python)) == {
        (None, "one sentence", None),
        (None, "a", "b"),
        ("c", "d", None),
        ("e", "f", "g"),
    }
    assert set(keys_of_template(template, "x.html")) == {
        (None, "h", None),
        ("j", "i", None),
        (None, "k %(l)s", None),
        (None, "m", "n"),
        (None, "o’p", None),
    }
