"""Hard words of the region's papers that a message may use, and what they mean in plain words.

The terms are the pack's own (`scenario/pack/glossary.yaml`); a test compares. Matched in French text, whole, whatever the
case, singular or plural; what a person wrote is never altered: explanations stand beside it.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_EXPLAINED = 4


@dataclass(frozen=True)
class HardWord:
    term: str  # as the pack's glossary writes it
    forms: str  # a pattern, in small letters and without accents
    meaning: Promise


HARD_WORDS = (
    HardWord("quorum", "quorums?", _("The number of people who must vote so that a vote counts.")),
    HardWord(
        "admissibilité", "admissibilites?|admissibles?", _("Whether the fund may pay for it, by its rules.")
    ),
    HardWord("arrimage", "arrimages?", _("Linking two projects or places so that they help each other.")),
    HardWord("levier financier", "leviers? financiers?", _("Another place where money can be found.")),
    HardWord(
        "concertation territoriale",
        "concertations? territoriales?",
        _("The groups of one MRC that work together."),
    ),
    HardWord(
        "organisme porteur",
        "organismes? porteurs?",
        _("The group that carries out a project and answers for the money."),
    ),
    HardWord(
        "reddition de comptes",
        "redditions? de comptes?",
        _("Saying how the money was spent and whom it helped."),
    ),
    HardWord("bailleur de fonds", "bailleurs? de fonds", _("Whoever gives the money.")),
    HardWord(
        "convention d'aide financière",
        "conventions? d'aide financiere",
        _("The signed paper that says what the money is for."),
    ),
    HardWord("protocole", "protocoles?", _("The agreement signed before the money is spent.")),
    HardWord(
        "initiative structurante",
        "initiatives? structurantes?",
        _("A project meant to last and to change things in the region."),
    ),
    HardWord(
        "initiative expérimentale",
        "initiatives? experimentales?",
        _("A new project that we try, to learn from it."),
    ),
    HardWord("réponse motivée", "reponses? motivees?", _("An answer that gives its reasons.")),
    HardWord(
        "modalité d'opération",
        "modalites?(?: d'operation)?",
        _("A rule of the Espace, that the Espace can change by a vote."),
    ),
    HardWord(
        "transmission (à la Table)", "transmissions?", _("What the Espace sends to the regional Table.")
    ),
    HardWord("abstention (je passe)", "abstentions?", _("Voting “I pass”: neither for nor against.")),
    HardWord(
        "se retirer (récusation)", "recusations?", _("Stepping out of a vote because one has a tie with it.")
    ),
    HardWord("procès-verbal", "proces-verbal|proces-verbaux", _("The paper that says what was decided.")),
    HardWord("enveloppe", "enveloppes?", _("The money set aside for the projects of a year.")),
    HardWord("paritaire", "paritaires?|parite", _("As many people from one side as from the other.")),
    HardWord(
        "plan d'action régional concerté",
        "plans? d'action regiona(?:l|ux)(?: concertes?)?",
        _("What the region promises to do, together."),
    ),
    HardWord("synthèse", "syntheses?", _("What was said, made short.")),
)
_ANY = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<w{n}>{word.forms})" for n, word in enumerate(HARD_WORDS))
    + r")(?![\w-])"
)


def explained_in(text: str) -> list[tuple[str, str]]:
    """(term, meaning) of the hard words of a text, in the order they come, at most four, each once."""
    found: dict[int, tuple[str, str]] = {}
    for match in _ANY.finditer(_plain(text)):
        number = int((match.lastgroup or "w0")[1:])
        word = HARD_WORDS[number]
        found.setdefault(number, (word.term.split(" (")[0], str(word.meaning)))
        if len(found) == MOST_EXPLAINED:
            break
    return list(found.values())


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
