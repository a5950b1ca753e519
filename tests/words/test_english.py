"""In English, a page has no French of ours left; names of people, places and bodies stay as they are."""

import html
import re

import polib
import pytest
from django.urls import reverse

from tests import cast
from tests.words.reading import CATALOGUE, TAG, as_read, sentences, words

MOST_WORDS_IN_ENGLISH = 20

PUBLIC = (
    "participation:home",
    "accounts:enter",
    "participation:board",
    "participation:calendar",
    "participation:answers",
    "participation:rules",
    "participation:territories",
    "participation:seats",
    "participation:help",
    "participation:accessibility",
    "participation:privacy",
    "participation:trial_kit",
    "voting:votes",
    "voting:secret",
)
CITIZEN = (
    "participation:my_home",
    "participation:concerns",
    "participation:issues",
    "participation:propose",
    "deliberation:threads",
)

SCRIPT = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL)
# Elements that say in which language their own words are.
IN_FRENCH = re.compile(r"<(?!html)(\w+)[^>]*\blang=\"fr(?:-CA)?\"[^>]*>.*?</\1>", re.DOTALL)
LETTERS = re.compile(r"[A-Za-zÀ-ÿœŒ’']+")
FRENCH_ONLY = re.compile(
    r"(le|la|les|des|du|une?|est|sont|avec|pour|dans|sur|sous|ton|ta|tes|toi|tu|vous|votre|vos|ce|cette|ces|qui|que|"
    r"aucune?|pas|ne|nous|et|ou|où|aux?|plus|encore|chez|après|avant|jusqu'au|voir|écrire|dire|voter)",
    re.IGNORECASE,
)
NAMES = (
    "L'Espace",
    "Citoyennes et citoyens du Bas-Saint-Laurent",
    "Les Basques",
    "La Mitis",
    "La Matapédia",
    "La Matanie",
    "Kamouraska",
    "Rivière-du-Loup",
    "Témiscouata",
    "Rimouski-Neigette",
)


@pytest.fixture(scope="module")
def french_sentences() -> set[str]:
    """Sentences that only the French pages say."""
    found: set[str] = set()
    english: set[str] = set()
    for entry in polib.pofile(str(CATALOGUE)):
        english.update({entry.msgid, entry.msgid_plural})
        found.update(entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr])
    return {_plain(text) for text in found - english if len(text) > 7 and "%(" not in text}


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(TAG.sub(" ", text))).strip()


def _visible(content: str) -> str:
    text = _plain(IN_FRENCH.sub(" ", SCRIPT.sub(" ", content)))
    for name in NAMES:
        text = text.replace(name, " ")
    return text


def _read_in_english(client, name: str) -> str:
    client.cookies["langue"] = "en"
    answer = client.get(reverse(name))
    assert (answer.status_code, answer.headers["Content-Language"]) == (200, "en")
    return _visible(answer.content.decode())


def _french_left(text: str, french_sentences: set[str]) -> list[str]:
    sentences = [one for one in french_sentences if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text)]
    small_words = [word for word in LETTERS.findall(text) if FRENCH_ONLY.fullmatch(word)]
    return sorted(sentences) + small_words


@pytest.mark.django_db
@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_in_english_has_no_french_left(client, french_sentences, name):
    cast.territories()
    cast.table()

    assert _french_left(_read_in_english(client, name), french_sentences) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", CITIZEN)
def test_a_citizens_page_in_english_has_no_french_left(client, french_sentences, name):
    cast.sign_in(client, cast.citizen("Ginette"))

    assert _french_left(_read_in_english(client, name), french_sentences) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("participation:facilitation", cast.facilitator),
        ("participation:table_inbox", cast.table_member),
        ("participation:reviews", cast.signatory),
    ],
)
def test_a_page_of_work_in_english_has_no_french_left(client, french_sentences, name, who):
    cast.sign_in(client, who("Sam"))

    assert _french_left(_read_in_english(client, name), french_sentences) == []


@pytest.mark.django_db
def test_the_same_page_in_french_is_seen_as_french(client, french_sentences):
    cast.territories()
    text = _visible(client.get(reverse("participation:home")).content.decode())

    assert len(_french_left(text, french_sentences)) > 20


def test_a_sentence_of_ours_in_english_has_twenty_words_at_most():
    """Those of Django and of the API framework are theirs: only what our own pages say."""
    others = "common/third_party_words.py"
    long = {
        entry.msgid: len(words(sentence))
        for entry in polib.pofile(str(CATALOGUE))
        if {name for name, _line in entry.occurrences} != {others}
        for english in (entry.msgid, entry.msgid_plural)
        for sentence in sentences(as_read(english))
        if len(words(sentence)) > MOST_WORDS_IN_ENGLISH
    }

    assert long == {}
