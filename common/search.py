"""Finding words in French, whatever their accents and endings, with the same hits on SQLite and PostgreSQL.

The stems are made here, once, when a text is written; both databases only look for equal words. A verb that changes
what may be read calls `keep` or `forget` in its own transaction. Who may read a hit is asked by each app.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from common.models import SearchEntry

MOST_WORDS = 12
MOST_CHARS = 200
# A long word also finds what begins with it: « trans » finds « transport », « loi » does not find « loisir ».
LONG_ENOUGH = 5
# The stemmer would make « loi » of « loyer », and two words of « loyer » and « loyers ».
BADLY_STEMMED = {"loyer": "loyer", "loyers": "loyer"}
FEMININE = re.compile("ees?$")
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
PIECE = re.compile(r"\S+")
# A word this near the beginning is in an excerpt that starts there.
SEEN_FROM_THE_START = 18
WORDS_BEFORE = 6
WORD = re.compile(r"[^\W_]+")
# Folded. Words that every text has: they would find everything.
_STOP_WORDS = (
    "a ai aie ait alors as au aucun aussi autre aux avait avec avoir avons avez bien c ca car ce "
    "ceci cela celle celles celui ces cet cette ceux chez ci comme comment d dans de des deja dit "
    "dire donc dont du elle elles en encore es est et etaient etais etait ete etes etre eu eux "
    "faire fait fais font il ils j jamais je l la le les leur leurs lors lui m ma mais me meme "
    "memes mes mon n ne ni nos notre nous on ont ou par parce pas peu peut peux plus pour pourquoi "
    "qu quand que quel quelle quelles quels qui quoi s sa sans se sera ses si sont son suis sur t "
    "ta te tes toi ton tous tout toute toutes tres tu un une va vais veux vos votre vous y"
)
STOP_WORDS = frozenset(re.findall(r"\w+", _STOP_WORDS))
ON_SQLITE = "SELECT rowid FROM common_search_words WHERE common_search_words MATCH %s"
ON_POSTGRESQL = (
    "SELECT id FROM common_searchentry WHERE to_tsvector('simple', tokens) @@ to_tsquery('simple', %s)"
)


def folded(text: str) -> str:
    """Small letters without accents: « Été » and « ete » are one word."""
    spread = unicodedata.normalize("NFKD", text.lower().translate(LIGATURES))
    return "".join(char for char in spread if not unicodedata.combining(char))


@lru_cache(maxsize=20_000)
def forms(word: str) -> frozenset[str]:
    """The stems of one word, read with and without its accents: people type both. Empty for a word that says nothing."""
    bare = folded(word)
    if bare in STOP_WORDS or not bare.isascii() or (len(bare) < 2 and not bare.isdigit()):
        return frozenset()
    if bare in BADLY_STEMMED:
        return frozenset({BADLY_STEMMED[bare]})
    stem = snowballstemmer.stemmer("french").stemWord
    # Without its accent, « augmentée » is read as another word: its feminine goes first.
    return frozenset({folded(stem(word.lower())), stem(FEMININE.sub("e", bare))})


def tokens(text: str) -> str:
    """What is kept of a text to find it again."""
    found = {stem for word in _words(text) for stem in forms(word)}
    return " ".join(sorted(found))


def keep(kind: str, object_id: int, text: str) -> None:
    """This thing is now found by these words, and by no other. Call it in the transaction that writes them."""
    SearchEntry.objects.bulk_create(
        [SearchEntry(kind=kind, object_id=object_id, tokens=tokens(text))],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["tokens"],
    )


def forget(kind: str, object_id: int) -> None:
    """Nobody finds this thing any more."""
    SearchEntry.objects.filter(kind=kind, object_id=object_id).delete()


def forget_all(kind: str) -> None:
    """Before all of one kind is read again."""
    SearchEntry.objects.filter(kind=kind).delete()


def hits(kind: str, asked: str) -> QuerySet[SearchEntry, int] | None:
    """The things of that kind that have every word asked, as a subquery of their numbers; None when no word says anything.

    At most 12 words are looked for. The caller keeps what the person may read, and a few of them, before it sorts.
    """
    wanted = [_either(word, stems) for word in _words(asked[:MOST_CHARS]) if (stems := forms(word))]
    return _entries(kind, wanted[:MOST_WORDS], every=True) if wanted else None


def around(text: str, asked: str) -> str:
    """The text from a few words before the first one asked: a short excerpt then shows why it was found."""
    stems = {stem for word in _words(asked) for stem in forms(word)}
    beginnings = tuple(bare for word in _words(asked) if len(bare := folded(word)) >= LONG_ENOUGH)
    pieces = list(PIECE.finditer(text))
    for place, piece in enumerate(pieces):
        is_asked = any(
            forms(word) & stems or folded(word).startswith(beginnings) for word in _words(piece[0])
        )
        if is_asked and place > SEEN_FROM_THE_START:
            return f"… {text[pieces[place - WORDS_BEFORE].start() :]}"
        if is_asked:
            break
    return text


def near(kind: str, text: str) -> QuerySet[SearchEntry, int] | None:
    """The things of that kind that share at least one of the words that say most (the longest), as a subquery."""
    stems = sorted(
        {stem for word in _words(text) for stem in forms(word)}, key=lambda stem: (-len(stem), stem)
    )
    return _entries(kind, [_exactly(stem) for stem in stems[:MOST_WORDS]], every=False) if stems else None


def _words(text: str) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFC", text).replace("\x00", " "))


def _either(word: str, stems: frozenset[str]) -> str:
    bare = folded(word)
    beginning = [_beginning(bare)] if len(bare) >= LONG_ENOUGH else []
    return f"({_or().join([*map(_exactly, sorted(stems)), *beginning])})"


def _exactly(stem: str) -> str:
    return f'"{stem}"' if connection.vendor == "sqlite" else stem


def _beginning(letters: str) -> str:
    return f'"{letters}"*' if connection.vendor == "sqlite" else f"{letters}:*"


def _or() -> str:
    return " OR " if connection.vendor == "sqlite" else " | "


def _entries(kind: str, parts: list[str], *, every: bool) -> QuerySet[SearchEntry, int]:
    is_sqlite = connection.vendor == "sqlite"
    between = (" AND " if is_sqlite else " & ") if every else _or()
    # Nothing a person typed is in the pattern: only letters and digits are left of it, and it goes as a parameter.
    matching = RawSQL(ON_SQLITE if is_sqlite else ON_POSTGRESQL, [between.join(parts)])  # noqa: S611
    return SearchEntry.objects.filter(kind=kind, pk__in=matching).values_list("object_id", flat=True)
