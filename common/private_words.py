"""Shapes of what tells who somebody is or where they live: phone, e-mail, address, file numbers (Québec).

One source for every door: what leaves the Espace (refused), what is about to be published (asked about, gently), and
the browser's own look before sending (`for_browser`, written into `scripts/alone/care.js` by `tools/care.py`; a test compares). A pattern is
therefore written without look-behind, which old phones do not read: what must not stand before it is said apart.
"""

import re
import unicodedata
from dataclasses import dataclass

PHONE, EMAIL, ADDRESS, NUMBER, NAME = "telephone", "courriel", "adresse", "numero", "nom"

# What must not stand just before: for Python, for the browser.
ANYTHING = ("", "")
NO_DIGIT = (r"(?<!\d)", r"(?:^|[^\d])")
NO_DIGIT_OR_DASH = (r"(?<![\d-])", r"(?:^|[^\d-])")
# « 158 696 200 $ » is money, and so is what a larger number ends with.
NO_NUMBER = (r"(?<!\d)(?<!\d )", r"(?:^ ?|[^\d ]|[^\d] )")
NO_LETTER = (r"(?<!\w)", r"(?:^|[^\wÀ-ÿ])")
NO_WORD = (r"(?<![\w-])", r"(?:^|[^\wÀ-ÿ-])")

_STREET = r"rue|avenue|av\.|boulevard|boul\.|chemin|ch\.|rang|route|rte|montée|côte|place|ruelle|impasse"
_CAPITAL = "A-ZÀ-Þ"


@dataclass(frozen=True)
class Shape:
    kind: str
    before: tuple[str, str]
    body: str
    ignores_case: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.before[0] + f"(?:{self.body})", re.IGNORECASE if self.ignores_case else 0)

    @property
    def for_browser(self) -> list[str]:
        return [self.kind, f"{self.before[1]}({self.body})", "gi" if self.ignores_case else "g"]


SHAPES = (
    Shape(EMAIL, ANYTHING, r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    # « a.b (arobase) exemple.ca », « [at] »
    Shape(EMAIL, ANYTHING, r"[\w.+-]+ ?[(\[] ?(?:arobase|at) ?[)\]] ?[\w-]+", ignores_case=True),
    Shape(PHONE, NO_DIGIT, r"(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]{0,2}\d{3}[ .-]?\d{4}(?!\d)"),
    Shape(PHONE, NO_DIGIT_OR_DASH, r"\d{3}-\d{4}(?![\d-])"),
    Shape(PHONE, NO_NUMBER, r"(?:\d[ .-]){6,}\d(?! ?[\d$])"),  # spelt out, a digit at a time
    Shape(NUMBER, NO_NUMBER, r"\d{3}[ -]?\d{3}[ -]?\d{3}(?! ?[\d$])"),  # social insurance
    Shape(NUMBER, NO_LETTER, r"[A-Z]{4} ?\d{4} ?\d{4}(?!\d)"),  # health insurance
    Shape(
        NUMBER, NO_LETTER, r"dossiers?(?: ?:)? (?:(?:no|n°|nº|numéro|#)\.? ?)?[A-Z]*-?\d+", ignores_case=True
    ),
    Shape(NUMBER, NO_DIGIT, r"\d{7,}(?!\d)"),
    Shape(ADDRESS, NO_WORD, rf"\d+[A-Za-z]?(?:,| ,)? (?:{_STREET})(?![\wÀ-ÿ-])", ignores_case=True),
    Shape(
        ADDRESS,
        NO_WORD,
        r"(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Bb]oul\.|[Cc]hemin|[Rr]uelle)"
        rf" (?:(?:de|du|des|la|le|les|l'|d') ?)*[{_CAPITAL}\d][\wÀ-ÿ'-]*",
    ),
    Shape(ADDRESS, NO_WORD, rf"\d+, ?(?:[{_CAPITAL}][\wÀ-ÿ'-]+ )?(?:[Rr]ang|[Cc]hemin|[Rr]ue)(?![\wÀ-ÿ-])"),
    Shape(ADDRESS, NO_WORD, rf"[Rr]ang (?:\d+|[{_CAPITAL}])"),
    Shape(ADDRESS, NO_LETTER, r"[A-Z]\d[A-Z] ?\d[A-Z]\d(?![\wÀ-ÿ])", ignores_case=True),
    Shape(ADDRESS, NO_LETTER, r"(?:case postale|C\. ?P\.) ?\d+", ignores_case=True),
)


def patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(shape.pattern for shape in SHAPES if shape.kind == kind)


def for_browser() -> list[list[str]]:
    """[kind, pattern, flags] of each shape; the words are the first group."""
    return [shape.for_browser for shape in SHAPES]


def even(text: str) -> str:
    """One form of letters, one apostrophe, one kind of space, so that typography hides nothing."""
    text = unicodedata.normalize("NFC", text).replace("’", "'").replace("‑", "-")
    return re.sub(r"\s+", " ", text)


def even_lines(text: str) -> list[str]:
    return [line for line in map(even, text.splitlines()) if line.strip()]
