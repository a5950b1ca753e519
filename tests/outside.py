"""What a page read by a visitor may not say: who people are, what they wrote, how few they are."""

import html
import re

from accounts.models import Person
from deliberation.enums import Audience, FlagReason
from deliberation.models import Message
from participation.models import Concern

# An account that bears the name of an office.
OFFICES = frozenset({"Secrétariat de la Table", "Administration technique"})
# Of a text, this many words in a row are a quote.
QUOTE = 6
# A rule's own number says nothing of people, « Il faut 3 appuis », nor do those who did not come.
OF_A_RULE = re.compile(
    r"(?:il faut|au moins|moins de|il manquait) \d+ \w+|\d+ citoyennes? ou citoyens? (?:va|vont) relire",
    re.IGNORECASE,
)
# What a page and a private word of facilitation both say of a second look, in the house's own words.
SECOND_LOOK = "vont relire, dans les 5 jours. Une autre personne de l'animation aussi."
FEW_PEOPLE = re.compile(
    r"(?<![\d,])[1-4] (?:personnes?|appuis?|voix|gens|citoyen\w*|autres|membres?|supports?|people)\b",
    re.IGNORECASE,
)
PEOPLE_WHO_VOTED = re.compile(r"(?:appuis|ont voté|pour|contre|passe) : [1-4]\b(?! MRC)", re.IGNORECASE)


def words_of(page: str) -> str:
    """The words of a page, one space between them, apostrophes made alike."""
    page = re.sub(r"<(script|style|title)\b.*?</\1>", " ", page, flags=re.S)
    return _plain(html.unescape(re.sub(r"<[^>]+>", " ", page)))


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ").split())


def names(*, places: list[str]) -> re.Pattern[str]:
    """Every borrowed name, as a whole word; never the one that is a piece of a place's name."""
    held = {_plain(name) for name in Person.objects.values_list("display_name", flat=True) if name}
    held -= {*places, *OFFICES}
    inside = "|".join(re.escape(place) for place in places)
    shown = "|".join(re.escape(name) for name in sorted(held, key=len, reverse=True))
    return re.compile(rf"(?:{inside})|(?P<name>(?<![\w-])(?:{shown})(?![\w-]))")


def quotes() -> set[str]:
    """Every run of `QUOTE` words of a concern or a message, and the title of every concern.

    A thread that the Espace made public is there to be read: its words are left out.
    """
    messages = Message.objects.exclude(thread__audience=Audience.PUBLIC)
    texts = [*Concern.objects.values_list("text", flat=True), *messages.values_list("text", flat=True)]
    found: set[str] = set()
    for text in texts:
        words = _plain(text).split()
        found |= {" ".join(words[at : at + QUOTE]) for at in range(len(words) - QUOTE + 1)}
    # What facilitation writes to somebody repeats the reason in the house's own words: those are nobody's.
    found -= {run for reason in FlagReason for run in runs(_plain(str(reason.label)))}
    found -= runs(SECOND_LOOK)
    titles = Concern.objects.values_list("title", flat=True)
    return found | {_plain(title) for title in titles if len(title.split()) > 2}


def runs(text: str) -> set[str]:
    words = text.split()
    return {" ".join(words[at : at + QUOTE]) for at in range(len(words) - QUOTE + 1)}


def said_too_much(
    page: str, *, named: re.Pattern[str], quoted: set[str], is_of_rules: bool = False
) -> list[str]:
    """What this page says of people, in a few words each. The numbers of a page of rules are the rules' own."""
    text = words_of(page)
    found = [match["name"] for match in named.finditer(text) if match["name"]]
    found += sorted(runs(text) & quoted)[:1]
    found += [title for title in quoted if title.count(" ") < QUOTE - 1 and title in text]
    if is_of_rules:
        return found
    counts = OF_A_RULE.sub(" ", text)
    return found + FEW_PEOPLE.findall(counts) + PEOPLE_WHO_VOTED.findall(counts)
