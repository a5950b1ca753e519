"""Details that few people have: said of somebody in one MRC, they are as good as a name.

- an exact age (« une femme de 83 ans », « elle a 83 ans »); « 65 ans et plus », « de 18 à 30 ans », « depuis 20 ans » are
  ages of many or durations;
- being the only one (« la seule mère », « l'unique anglophone », « le seul homme »); « la seule façon » is no person;
- a large family (« mère de sept enfants »).
"""

import re

from django.utils.translation import gettext_lazy as _

from common.exceptions import BadInput

SOMEBODY = (
    r"personne|citoyen(?:ne)?|membre|femme|homme|dame|monsieur|mère|père|maman|papa|parent|fille|garçon|enfant|jeune|"
    r"adulte|aînée?|veuve|veuf|grand-mère|grand-père|locataire|étudiante?|élève|adolescente?|voisine?|travailleu(?:r|se)|"
    r"bénévole|résidente?|immigrante?|réfugiée?|anglophone|autochtone|célibataire|famille|couple"
)
_MANY = r"(?! (?:et|ou) (?:plus|moins)| à \d)"
AGE = re.compile(
    rf"(?<![\w-])(?:(?:{SOMEBODY})(?: [^\W\d_]+)? de|âgée?s? de|(?:elle|qui|(?<!n')il)(?: n'| )a|j'ai|ayant) "
    rf"\d{{1,3}} ans(?![\w-]){_MANY}",
    re.IGNORECASE,
)
THE_ONLY_ONE = re.compile(
    rf"(?<![\w-])(?:l[ae] seule?|l'unique|ma seule|mon seul) (?:[^\W\d_]+ )?(?:{SOMEBODY})(?![\w-])",
    re.IGNORECASE,
)
_SEVERAL = r"cinq|six|sept|huit|neuf|dix|onze|douze|[5-9]|1[0-9]"
LARGE_FAMILY = re.compile(
    rf"(?<![\w-])(?:mère|père|maman|papa|parents?|famille|grand-mère|grand-père|couple)(?: [^\W\d_]+)? (?:de|avec) (?:{_SEVERAL})"
    r" (?:petits-)?enfants(?![\w-])",
    re.IGNORECASE,
)


def check_has_no_rare_detail(text: str) -> None:
    """Refuses (422, `rare_detail`) the first one found, and says which words it is."""
    for pattern in (AGE, THE_ONLY_ONE, LARGE_FAMILY):
        found = pattern.search(text)
        if found:
            sentence = _("Such a detail lets somebody be recognised. Say it more broadly: %(words)s.")
            raise BadInput("rare_detail", sentence % {"words": found.group()})
