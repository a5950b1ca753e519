"""Words that say somebody may be in danger. They show help lines at once and call facilitation; they block nothing.

Read without accents, in small letters. Only what a person says of their own pain: « mourir de froid » or « c'est tuant »
ring nothing. Better one call too many than one too few, but a bell that always rings is heard by nobody.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class HelpLine:
    label: Promise
    number: str


EMERGENCY = HelpLine(_("Emergency"), "911")
HEALTH = HelpLine(_("Health and support, day and night"), "811")
SUICIDE = HelpLine(_("Suicide prevention, day and night"), "1 866 277-3553")
VIOLENCE = HelpLine(_("Violence at home, day and night"), "1 800 363-9010")

DESPAIR = re.compile(
    r"\b(?:suicid\w*|me tuer|m'enlever la vie|m'oter la vie|mettre fin a mes jours|en finir(?! avec)|"
    r"(?:veux|voudrais|voulais|envie de|aimerais|pense a|prefere(?:rais)?) (?:juste )?(?:mourir|crever|disparaitre)(?! de)|"
    r"(?:plus|pas) (?:envie|le gout) de vivre|plus le gout de rien|plus de raison de vivre|vaut (?:pas|plus) la peine de vivre|"
    r"a quoi bon(?! (?:une?|le|la|les|des|remplir|voter|demander|appeler|ecrire))|"
    r"(?:serait|serais) mieux mort\w*|mieux sans moi|me faire (?:du )?mal|me couper les veines|"
    r"veux plus (?:me reveiller|vivre|etre la)|plus (?:capable|la force) de (?:vivre|continuer|endurer))\b"
)
HIT = re.compile(
    r"\b(?:(?:il|elle|mon (?:chum|mari|ex|pere|conjoint|fils|frere)|ma (?:blonde|mere|conjointe)) "
    r"(?:me (?:bat|frappe|etrangle|menace|viole|sequestre)|m'a (?:battu|frappe|etrangle|menace|viole)\w*|va me tuer)|"
    r"j'ai peur (?:de lui|d'elle|qu'il me|qu'elle me|pour ma vie)|je suis battue?|je me fais (?:battre|frapper))\b"
)


def rings(text: str) -> bool:
    return bool(lines_for(text))


def lines_for(text: str) -> list[HelpLine]:
    """The numbers to show at once; none when nothing rings."""
    said = _plain(text)
    despair, hit = bool(DESPAIR.search(said)), bool(HIT.search(said))
    if not (despair or hit):
        return []
    own = ([SUICIDE] if despair else []) + ([VIOLENCE] if hit else [])
    return [EMERGENCY, *own, HEALTH]


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"\s+", " ", letters)
