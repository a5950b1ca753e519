"""What must not leave the Espace: whatever lets somebody be recognised (scenario, `privacy_default`).

Signs that do not show and letters that only look otherwise are read as what they are. Refused in a title or a body:
- the name of a person: a member's, one after a civility, or a first name and a last name (`common.naming`);
- the name of a municipality: the level of what leaves is the MRC, so names of MRC are read first and are free;
- a phone number, an e-mail address, a street address, a postal code, a file, health or insurance number;
- the name of an account on a social network (« @quelqu_un »);
- a detail so rare that it is somebody's (`rare_details`): an exact age, being the only one, a large family;
- a count of people or of supports under the floor (`small_group_floor`), in digits or in words, also « une seule
  personne ». « un » and « une » alone are articles. A count is the number, at most two words, and the people:
  « trois MRC » counts no people, « 14 personnes » and « trente appuis » are at the floor or above, and people
  asked for (« deux citoyennes ou citoyens invités », « deux porte-parole ») are nobody yet. Likewise what follows
  at once a verb that asks or offers, with one infinitive or a place between them at most: « Nous demandons une seule
  personne », « nous demandons d'avoir une seule personne », « qu'il y ait deux personnes ». « Nous demandons de l'aide
  pour deux personnes » and « parce qu'une seule personne l'a dit » still count people.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from common import naming, private_words
from common.exceptions import BadInput, Sentence
from common.naming import without
from common.private_words import even
from participation.rules import rare_details

FLOOR = 5

WORDS = {
    word: number
    for number, word in enumerate(
        [
            "deux",
            "trois",
            "quatre",
            "cinq",
            "six",
            "sept",
            "huit",
            "neuf",
            "dix",
            "onze",
            "douze",
            "treize",
            "quatorze",
            "quinze",
            "seize",
        ],
        start=2,
    )
}
# Whoever can be counted, and what people give one each of.
PEOPLE = (
    r"personnes?|gens|citoyen(?:ne)?s?|membres?|participant(?:e)?s?|votant(?:e)?s?|appuis?|soutiens?|voix|"
    r"familles?|ménages?|enfants?|jeunes|adultes?|aîné(?:e)?s?|femmes?|hommes?|filles?|garçons?|mères?|pères?|"
    r"parents?|mamans?|papas?|couples?|locataires?|élèves?|étudiant(?:e)?s?|adolescent(?:e)?s?|voisin(?:e)?s?|"
    r"travailleu(?:rs?|ses?)|bénévoles?|résident(?:e)?s?|auteurs?|autrices?|témoignages?"
)
_NUMBER = r"(?P<number>[1-9]\d?|" + "|".join(WORDS) + r")"
_BETWEEN = r"(?:(?!(?:mrc|préoccupations?|enjeux?|ou|et|sur|à|de|des|du|d)\b)[^\W\d_]+(?:-[^\W\d_]+)* ){0,2}"
COUNT = re.compile(
    rf"(?<![\w-])(?<!\d[.,  ]){_NUMBER} {_BETWEEN}(?:{PEOPLE})(?![\w-])(?P<after>[^.;:!?]*)", re.IGNORECASE
)
# « cent deux personnes » is 102: the small word ends a larger number.
LARGER = re.compile(r"(?:cents?|mille|millions?|vingts?|soixante|\d) ?(?:et )?$", re.IGNORECASE)
ASKED_FOR = re.compile(
    r"^(?: (?:ou|et) [^\W\d_]+| [^\W\d_]+){0,2} (?:invité(?:e)?s?|porte-parole)(?![\w-])", re.IGNORECASE
)
ONLY_ONE = re.compile(
    rf"(?<![\w-])(?:une? seule? (?:{PEOPLE})|seule(?:ment)? une? (?:{PEOPLE})|"
    rf"(?:n'|ne )[^.;:!?]{{0,20}}qu'une? (?:{PEOPLE}))(?![\w-])",
    re.IGNORECASE,
)
# « trois d'entre nous », « deux de nos membres », with or without the people after.
AMONG_US = re.compile(
    rf"(?<![\w-])(?<!\d[.,  ]){_NUMBER} (?:d'entre (?:nous|vous|eux|elles)|de (?:nos|vos|leurs) (?:{PEOPLE}))(?![\w-])",
    re.IGNORECASE,
)
# At least four letters, one by one.
SPACED_OUT = re.compile(r"(?<![^\W\d_])(?:[^\W\d_] ){3,}[^\W\d_](?![^\W\d_])")
ACCOUNT = re.compile(r"(?<!\w)@[\w.]{3,}")
_ASKS = (
    r"(?:(?:re)?demand|recommand|souhait|propos|cherch|engag|embauch|invit|ajout|gard|nomm|désign)(?:e|ons|ez|er|ent)|"
    r"(?:voul|dev|préfér)(?:ons|ez)|veut|veulent|(?:il )?faut|(?:il )?faudrait|besoin"
)
ASKED_BY = re.compile(
    rf"(?<![\w-])(?:{_ASKS}) (?:(?:à |de |d'|qu'il y ait |que chaque [\w-]+ ait )?"
    r"(?:(?:(?!aider|loger|soigner|nourrir)[^\W\d_]+(?:er|ir|oir|re) )(?:à |avec )?)?)?$",
    re.IGNORECASE,
)

EMAIL, PHONE, NUMBERS, ADDRESSES = map(
    private_words.patterns,
    (private_words.EMAIL, private_words.PHONE, private_words.NUMBER, private_words.ADDRESS),
)


def check_leaves_no_identity(
    text: str,
    *,
    names: Iterable[str],
    municipalities: Iterable[str] = (),
    territories: Iterable[str] = (),
    bodies: Iterable[str] = (),
    floor: int = FLOOR,
) -> None:
    """Refuses (422) the first thing found, and says which words it is. `bodies`: names that are not a person's."""
    text = shown(text)
    lines = [even(line) for line in text.splitlines()]
    text = even(text)
    for patterns, code, sentence in (
        (EMAIL, "shows_an_email", _("Take out the e-mail address: %(words)s.")),
        (PHONE, "shows_a_phone", _("Take out the phone number: %(words)s.")),
        (NUMBERS, "shows_a_number", _("Take out the file number: %(words)s.")),
        (ADDRESSES, "shows_an_address", _("Take out the address: %(words)s.")),
        ([ACCOUNT], "shows_an_account", _("Take out the name of this account: %(words)s.")),
    ):
        _refuse_first(patterns, text, code, sentence)
    _check_counts(re.sub(r"[«»“”\"() ]+", " ", text), floor=floor)
    rare_details.check_has_no_rare_detail(text)
    without_mrc = without(text, territories)
    naming.check_names_nobody(without_mrc, names)
    naming.check_named(
        without_mrc,
        municipalities,
        "names_a_municipality",
        _("Write the MRC, not the municipality: %(words)s."),
    )
    for line in lines:
        naming.check_no_full_name(without(line, [*territories, *bodies]))


def may_leave(text: str, *, names: Iterable[str], **more: Any) -> bool:
    try:
        check_leaves_no_identity(text, names=names, **more)
    except BadInput:
        return False
    return True


def shown(text: str) -> str:
    """The same words as a reader sees them: no sign without width, wide letters as everyday ones, « G i n » joined."""
    plain = unicodedata.normalize("NFKC", text.replace("\u2011", "-"))
    seen = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    return SPACED_OUT.sub(lambda found: found.group().replace(" ", ""), seen)


def _refuse_first(patterns: Iterable[re.Pattern[str]], text: str, code: str, sentence: Sentence) -> None:
    for pattern in patterns:
        found = pattern.search(text)
        if found:
            raise BadInput(code, sentence % {"words": found.group().strip()})


def _check_counts(text: str, *, floor: int) -> None:
    sentence = _("So few people are recognised. Write “fewer than %(floor)d”, or no number, for: %(words)s.")
    for alone in ONLY_ONE.finditer(text):
        if not ASKED_BY.search(text[: alone.start()]):
            raise BadInput("counts_too_few", sentence % {"words": alone.group(), "floor": floor})
    for among in AMONG_US.finditer(text):
        number = among["number"].lower()
        if (WORDS.get(number) or int(number)) < floor and not ASKED_BY.search(text[: among.start()]):
            raise BadInput("counts_too_few", sentence % {"words": among.group(), "floor": floor})
    position = 0
    while found := COUNT.search(text, position):
        position = found.start() + 1
        number = found["number"].lower()
        value = WORDS.get(number) or int(number)
        is_end_of_larger = LARGER.search(text[: found.start()])
        is_under = re.search(r"moins de $", text[: found.start()], re.IGNORECASE)
        if value >= floor or is_end_of_larger or is_under or ASKED_FOR.match(found["after"]):
            continue
        if ASKED_BY.search(text[: found.start()]):
            continue
        words = found.group()[: len(found.group()) - len(found["after"])]
        raise BadInput("counts_too_few", sentence % {"words": words, "floor": floor})
