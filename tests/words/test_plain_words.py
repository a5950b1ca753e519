"""Every French sentence of ours is short, plain, and speaks to the right person.

An exception has a name and a reason. The lists only shrink: an exception that is no longer needed fails the test.
"""

import fnmatch
import re
from collections.abc import Iterator

import polib
import pytest
from django.utils import translation

from common.typography import french_spaces
from tests.words.reading import CATALOGUE, as_read, kandel_moles, sentences, syllables, words

MOST_WORDS = 15
LEAST_READABLE = 60
WORDS_TO_MEASURE = 8

BANNED = re.compile(
    r"veuillez|afin de|afin d'|\bprocéder|\bprocède|\beffectu|\bidentifiants?\b|\butilisat|\bclientèle|"
    r"malheureusement|\bmodalité|\be-mail|\bsaisi(r|ssez)|[·‧•]|\w\((e|es|ne|nes|trice|trices)\)|\w/e\b",
    re.IGNORECASE,
)
TU = re.compile(r"\b(tu|toi|ton|ta|tes|te)\b|\b[tT]['’]", re.IGNORECASE)
VOUS = re.compile(r"\b(vous|votre|vos)\b|\b(?!chez\b|assez\b|nez\b)\w+ez\b", re.IGNORECASE)

CITIZENS = (
    "templates/participation/say/*",
    "templates/participation/propose/*",
    "templates/participation/my_home.html",
    "templates/participation/concern*.html",
    "templates/participation/grouping.html",
    "templates/voting/*",
    "templates/deliberation/*",
    "templates/accounts/enter.html",
    "templates/accounts/first_visit/*",
    "templates/accounts/profile/*",
    "accounts/web/first_visit_forms.py",
    "participation/web/forms.py",
    "participation/web/initiative_forms.py",
    "participation/web/views/saying.py",
    "voting/web/*",
    "deliberation/web/*",
)
# Scrutineers come from organisations; a page of an institution inside the folders above is the institution's.
INSTITUTIONS = (
    "templates/voting/scrutineer/*",
    "templates/participation/staff/table.html",
    "templates/participation/staff/_table_*.html",
    "templates/participation/staff/dossier.html",
    "templates/participation/staff/respond.html",
    "templates/participation/staff/review*.html",
    "templates/participation/carrier/*",
    "participation/web/institution_forms.py",
    "participation/web/carrier_forms.py",
    "participation/web/views/carrier.py",
    "voting/web/views/scrutiny.py",
    "voting/domain/scrutiny.py",
    "participation/web/views/agreements.py",
    "participation/web/pages/carrier.py",
    "participation/web/views/signatory.py",
    "participation/web/views/table.py",
    "participation/rules/responses.py",
    "participation/domain/agreements.py",
    "participation/domain/reviews.py",
    "accounts/admin.py",
)

# msgid: why a longer sentence is right there.
LONG: dict[str, str] = {
    "Hello. We hid a part of your message because it names somebody who is not here to answer. The rest is still "
    "visible. What you live counts. You can write it again without the name, or call us to talk about it.": (
        "the region's own words (moderation.yaml), said as they are"
    ),
}
# msgid: why harder words are right there.
HARD: dict[str, str] = {}
# msgid: why « vous » is right on a citizen's page, or « tu » on an institution's.
OTHER_VOICE: dict[str, str] = {
    "I don't know yet. Help me look.": "the citizen speaks, to everyone who helps",
}


def _entries() -> Iterator[tuple[polib.POEntry, str]]:
    for entry in polib.pofile(str(CATALOGUE)):
        for french in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            yield entry, french


def _said_only_by(entry: polib.POEntry, patterns: tuple[str, ...]) -> bool:
    return all(_is_of(name, patterns) for name, _ in entry.occurrences)


def _is_of(name: str, patterns: tuple[str, ...]) -> bool:
    matches = any(fnmatch.fnmatch(name, one) for one in patterns)
    return matches and not (patterns is CITIZENS and _is_of(name, INSTITUTIONS))


def _beyond(found: dict[str, str], exceptions: dict[str, str]) -> tuple[dict[str, str], set[str]]:
    """What breaks the rule without an exception, and the exceptions that nothing needs any more."""
    return {msgid: why for msgid, why in found.items() if msgid not in exceptions}, set(exceptions) - set(
        found
    )


def test_a_sentence_has_fifteen_words_at_most():
    long = {
        entry.msgid: f"{len(words(sentence))} words: {sentence}"
        for entry, french in _entries()
        for sentence in sentences(as_read(french))
        if len(words(sentence)) > MOST_WORDS
    }

    assert _beyond(long, LONG) == ({}, set())


def test_words_are_plain():
    hard = {
        entry.msgid: f"{kandel_moles(text):.0f}: {text}"
        for entry, text in ((entry, as_read(french)) for entry, french in _entries())
        if len(words(text)) >= WORDS_TO_MEASURE and kandel_moles(text) < LEAST_READABLE
    }

    assert _beyond(hard, HARD) == ({}, set())


def test_no_word_of_an_office():
    banned = {entry.msgid: french for entry, french in _entries() if BANNED.search(french)}

    assert banned == {}


def test_spaces_that_must_not_break_do_not():
    with translation.override("fr"):
        breakable = {entry.msgid: french for entry, french in _entries() if french != french_spaces(french)}

    assert breakable == {}


def test_no_space_before_a_question_mark_nor_any_straight_quotation_mark():
    wrong = {
        entry.msgid: french
        for entry, french in _entries()
        if re.search(r"[\s\u00a0\u202f][?!;,.](?!\w)", french.lstrip(" ,"))
        or re.search(r"[\"“”]", re.sub(r"<[^>]+>", "", french))
    }

    assert wrong == {}


def test_a_citizen_is_told_tu():
    formal = {
        entry.msgid: french
        for entry, french in _entries()
        if _said_only_by(entry, CITIZENS) and VOUS.search(as_read(french))
    }

    assert _beyond(formal, OTHER_VOICE) == ({}, set())


def test_an_institution_is_told_vous():
    familiar = {
        entry.msgid: french
        for entry, french in _entries()
        if _said_only_by(entry, INSTITUTIONS) and TU.search(as_read(french))
    }

    assert familiar == {}


def test_a_sentence_shared_by_both_speaks_to_neither():
    """« Il manque une réponse » rather than « Écris » or « Écrivez »."""
    both = {
        entry.msgid: french
        for entry, french in _entries()
        if any(_is_of(name, INSTITUTIONS) for name, _ in entry.occurrences)
        and any(_is_of(name, CITIZENS) for name, _ in entry.occurrences)
        and (TU.search(as_read(french)) or VOUS.search(as_read(french)))
    }

    assert both == {}


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("résultat", 3),
        ("aucun", 2),
        ("table", 1),
        ("réunion", 3),
        ("Espace", 2),
        ("idée", 2),
        ("le", 1),
        ("7", 1),
    ],
)
def test_syllables_are_counted_as_they_are_said(word, count):
    assert syllables(word) == count


def test_the_formula_gives_the_value_of_our_research():
    assert round(kandel_moles("Aucun résultat")) == 21


@pytest.mark.parametrize(
    "bad",
    [
        "Veuillez écrire.",
        "Votre identifiant",
        "Les citoyen·ne·s",
        "Procéder au vote",
        "Citoyen(ne)",
        "Afin d'aider",
    ],
)
def test_the_lint_sees_the_words_of_an_office(bad):
    assert BANNED.search(bad) is not None
