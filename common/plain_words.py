"""How hard a text is to read, and gentle remarks for the person who writes it.

Pure: no database, no request. Our own sentences are measured with the same functions (tests/words).
"""

import re

from django.utils import translation
from django.utils.translation import gettext, pgettext

LONGEST_SENTENCE = 15
# Somebody telling their life is interrupted later than somebody writing for everyone.
LONGEST_IN_A_STORY = 20
MOST_REMARKS = 3
LEAST_READABLE = 60
WORDS_TO_MEASURE = 8
# Fewer capitals than this may be names of groups: MRC, CLSC.
FEWEST_CAPITALS = 4
WORDS_QUOTED = 4

WORD = re.compile(r"[0-9A-Za-zÀ-ÿœŒ]+(?:[-'’][0-9A-Za-zÀ-ÿœŒ]+)*")
END_OF_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
# « é » is heard apart from the vowel that follows it: ré-u-nion.
VOWELS = re.compile(r"é(?=[aiouœ]|e(?!s?$))|[aeiouyàâäéèêëîïôöùûüœ]+")
MUTE_END = re.compile(r"[^aeiouyàâäéèêëîïôöùûüœ]es?$")

# What offices write, and what people say. Each key is found only as whole words.
SIMPLER_FRENCH = {
    r"afin (?:de|d['’])": "pour",
    r"dans le but (?:de|d['’])": "pour",
    r"en vue (?:de|d['’])": "pour",
    r"en raison (?:de|du|des|d['’])": "à cause de",
    r"suite à": "après",
    r"au niveau (?:de|du|des|d['’])": "dans",
    r"dans le cadre (?:de|du|des|d['’])": "pendant",
    r"en ce qui concerne": "pour",
    r"de par": "par",
    r"effectu\w+": "faire",
    r"proc[éè]d(?:er|e|ons|ez|ent|é)": "faire",
    r"réalis(?:er|ons|ez|ent|é|ée|és|ées)": "faire",
    r"mettre en œuvre": "faire",
    r"mise en œuvre": "travail",
    r"utilis(?:er|ons|ez|ent|é|ée|és|ées)": "se servir de",
    r"bénéficier": "avoir",
    r"bénéficiaires?": "les gens aidés",
    r"nécessit(?:e|ent|er)": "demander",
    r"nécessaires?": "utile",
    r"optimis\w+": "améliorer",
    r"favoris(?:er|e|ent)": "aider",
    r"privilégi\w+": "choisir",
    r"préconis\w+": "proposer",
    r"sollicit\w+": "demander",
    r"transmettre": "envoyer",
    r"ultérieurement": "plus tard",
    r"préalablement": "avant",
    r"actuellement": "maintenant",
    r"prochainement": "bientôt",
    r"notamment": "par exemple",
    r"également": "aussi",
    r"néanmoins": "mais",
    r"toutefois": "mais",
    r"cependant": "mais",
    r"problématiques?": "problème",
    r"modalités?": "façon de faire",
    r"dispositifs?": "moyen",
    r"partenariats?": "travail ensemble",
    r"concertation": "discussion",
    r"arrimage": "travail ensemble",
    r"vulnérabilité": "ce que les gens vivent",
    r"clientèles?": "les gens",
    r"usag(?:er|ère)s?": "les gens",
    r"identifiants?": "numéro de carte",
    r"formulaires?": "feuille à remplir",
    r"défavorisée?s?": "qui manquent d'argent",
    r"précarité": "manque d'argent",
    r"domicile": "maison",
    r"véhicules?": "auto",
    r"débuter": "commencer",
    r"octroy\w+": "donner",
    r"acquisition": "achat",
    r"veuillez": "il faut",
}
SIMPLER_ENGLISH = {
    r"in order to": "to",
    r"with regard to": "about",
    r"prior to": "before",
    r"utili[sz]\w+": "use",
    r"implement\w*": "do",
    r"facilitat(?:e|es|ed|ing)": "help",
    r"commence\w*": "start",
    r"subsequently": "then",
    r"additional": "more",
    r"approximately": "about",
    r"beneficiar(?:y|ies)": "the people helped",
    r"stakeholders?": "the people concerned",
    r"transmit\w*": "send",
}
SIMPLER = {"fr": SIMPLER_FRENCH, "en": SIMPLER_ENGLISH}


def words(text: str) -> list[str]:
    return WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences that hold at least one word."""
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


def remarks(
    text: str, *, language: str, is_formal: bool = False, longest: int = LONGEST_SENTENCE
) -> list[str]:
    """What would make the text easier to read, in sentences for its writer; empty when it reads well.

    At most three, the most useful first: the longest sentence, hard words with a simpler one, capitals.
    `is_formal` says « vous » (institutions), otherwise « tu ». Help only: nothing is refused here.
    """
    with translation.override(language):
        found = _long_sentence(text, longest, is_formal)
        found += _hard_words(text, language[:2], is_formal)
        found += _capitals(text)
        if not found and language.startswith("fr"):
            found = _long_words(text, is_formal)
        return found[:MOST_REMARKS]


def _long_sentence(text: str, longest: int, is_formal: bool) -> list[str]:
    said = [one for line in text.splitlines() for one in sentences(line)]
    worst = max(said, key=lambda one: len(words(one)), default="")
    count = len(words(worst))
    if count <= longest:
        return []
    values = {"count": count, "start": " ".join(worst.split()[:WORDS_QUOTED])}
    if len(said) == 1:
        sentence = (
            pgettext("said with « vous »", "This sentence has %(count)d words. Cut it in two?")
            if is_formal
            else pgettext("said with « tu »", "This sentence has %(count)d words. Cut it in two?")
        )
    else:
        sentence = (
            pgettext(
                "said with « vous »", "« %(start)s… »: this sentence has %(count)d words. Cut it in two?"
            )
            if is_formal
            else pgettext(
                "said with « tu »", "« %(start)s… »: this sentence has %(count)d words. Cut it in two?"
            )
        )
    return [sentence % values]


def _hard_words(text: str, language: str, is_formal: bool) -> list[str]:
    found = []
    for pattern, simpler in SIMPLER.get(language, {}).items():
        match = re.search(rf"(?<!\w){pattern}(?:(?!\w)|(?<=['’]))", text, re.IGNORECASE)
        if match:
            found.append((match.start(), {"hard": match.group(), "simple": simpler}))
    sentence = (
        pgettext("said with « vous »", "« %(hard)s » is a hard word. Try « %(simple)s »?")
        if is_formal
        else pgettext("said with « tu »", "« %(hard)s » is a hard word. Try « %(simple)s »?")
    )
    return [sentence % values for _place, values in sorted(found, key=lambda one: one[0])]


def _capitals(text: str) -> list[str]:
    shouted = [word for word in words(text) if len(word) > 2 and word.isupper()]
    if len(shouted) < FEWEST_CAPITALS or len(shouted) * 2 < len(words(text)):
        return []
    return [gettext("Words all in capitals are hard to read. Small letters read better.")]


def _long_words(text: str, is_formal: bool) -> list[str]:
    if len(words(text)) < WORDS_TO_MEASURE or kandel_moles(text) >= LEAST_READABLE:
        return []
    return [
        pgettext("said with « vous »", "Many words are long here. Say it as to a friend?")
        if is_formal
        else pgettext("said with « tu »", "Many words are long here. Say it as to a friend?")
    ]
