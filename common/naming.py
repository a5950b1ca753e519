"""Whether a text names a person. Four exact rules, the same for what leaves and for what the Table answers.

1. A member's borrowed name, whole, as its owner writes it or in capitals, is always refused: « Loup » too. A hyphen
   belongs to the word, so « Rivière-du-Loup » is not « Loup ». A word that no text can do without is no name:
   somebody called « Nous » must not stop every dossier.
2. The same name in small letters (« ginette ») is refused too, unless every word of it is an everyday one (`EVERYDAY`:
   « un loup », « une étoile du nord ») or it is shorter than three letters.
3. A civility before a capital letter: « Mme Tremblay », « M. Bérubé », « Docteur Roy », « Me Gagnon ».
4. Two capitalised words in a row, or more (« Raymonde Thibodeau »): asked about, gently. Not refused: the first word
   of a sentence, unless it is a common first name (`FIRST_NAMES`); a name of a body or of a place, known to the Espace
   or that says so with one of its words (`BODY_WORDS`); what is between « », but after a common first name. A common
   first name may also be followed by « de » or by one letter: « Marie de la Mitis », « Luc B. ».
"""

import re
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from common.exceptions import BadInput, Sentence
from common.private_words import even

NAMES_SOMEBODY = _("Take out the name of a person: %(words)s.")
SEEMS_SOMEBODY = _(
    "Is it the name of a person? Take it out: %(words)s. The name of a group goes between « »."
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A borrowed name that is one of these hides nobody and would stop every text.
NO_NAMES = _words(
    """je tu il elle on nous vous ils elles le la les l un une des du de ce cet cette ces mon ma mes notre nos votre
    vos leur leurs et ou mais donc car ni si que qui quand comme pour par avec sans dans sur sous en au aux à chaque
    tout toute tous toutes plus moins espace table mrc québec bas-saint-laurent"""
)
# Words a text may need in small letters, that people also like as a name.
EVERYDAY = NO_NAMES | _words(
    """loup louve étoile nord sud est ouest lune soleil ciel nuage vent pluie neige tempête orage aurore aube matin midi
    soir nuit jour hiver printemps été automne avril mai juin août noël mer fleuve rivière lac vague marée île rive
    rivage phare quai bateau capitaine marin montagne colline forêt bois arbre érable bouleau sapin pin chêne cèdre
    feuille fleur rose violette marguerite muguet lilas tulipe iris jasmin prune cerise pomme olive fraise framboise
    bleuet citron miel café thé sucre sel pain oiseau hirondelle colombe corbeau hibou moineau mouette aigle ours
    renard lynx chat chatte chien cheval lapin souris papillon abeille fourmi poisson saumon truite baleine pierre
    roche sable terre feu eau or argent perle cristal ambre jade rubis saphir couleur bleu rouge vert blanc blanche
    noir noire gris brun jaune clair claire espoir joie paix courage liberté merveille patience prudence constance
    grâce gloire victoire bonheur ange reine roi prince princesse lise marie aimé aimée désirée régent clément
    prosper parfait gentil gentille cher chère petit petite grand grande vieux vieille jeune belle beau bon bonne
    doux douce libre fort forte seul seule ami amie voisin voisine maman papa mamie papi grand-mère grand-père mère
    père tante oncle enfant femme homme personne nouvelle nouveau citoyen citoyenne membre quelqu'un anonyme
    inconnu inconnue participant participante parent famille travailleur travailleuse bénévole retraité retraitée
    étudiant étudiante poète musique chanson lumière ombre silence voix route chemin maison village jardin"""
)
FIRST_NAMES = _words(
    """Adèle Agathe Alain Alex Alexandre Alexis Alice Aline Amélie André Andrée Angèle Anne Annie Antoine Antonio
    Armand Arthur Audrey Benjamin Benoît Bernadette Bernard Berthe Bertrand Brigitte Bruno Camille Carl Carmen Carole
    Caroline Catherine Cécile Céline Chantal Charles Charlotte Christian Christiane Christine Claire Claude Claudette
    Claudine Clément Colette Conrad Cynthia Daniel Danielle Danny David Denis Denise Diane Dominique Donald Doris
    Édith Édouard Élise Élisabeth Élodie Émile Émilie Emma Emmanuel Éric Estelle Étienne Eugène Ève Fabienne Félix
    Fernand Fernande Florence France Francine Francis François Françoise Frédéric Gabriel Gabrielle Gaétan Gaston
    Geneviève Georges Gérald Gérard Germain Germaine Ghislain Ghislaine Gilbert Gilles Ginette Gisèle Guillaume Guy
    Guylaine Hélène Henri Hervé Hugo Hugues Huguette Isabelle Jacqueline Jacques Jean Jeanne Jeannine Jessica
    Jocelyn Jocelyne Johanne Jonathan José Josée Joseph Julie Julien Justine Karine Kevin Laura Laurence Laurent Léa
    Léo Léon Liliane Linda Line Lise Lorraine Louis Louise Luc Lucie Lucien Lucille Luis Madeleine Manon Marc Marcel
    Marcelle Marguerite Maria Marianne Marie Marielle Mario Marjolaine Martin Martine Mathieu Mathilde Maurice Maxime
    Mélanie Michel Micheline Michelle Mireille Monique Mohamed Nadia Nancy Nathalie Nicolas Nicole Noëlla Normand
    Olivier Pascal Pascale Patrice Patricia Patrick Paul Paulette Pauline Philippe Pierre Pierrette Rachel Raymond
    Raymonde Réal Régis Réjean Réjeanne René Renée Richard Rita Robert Roger Roland Rolande Rosalie Sandra Sarah
    Serge Simon Simone Solange Sonia Sophie Stéphane Stéphanie Steve Steeve Suzanne Sylvain Sylvie Thérèse Thomas
    Valérie Véronique Victor Vincent Virginie Viviane Xavier Yolande Yvan Yves Yvette Yvon Yvonne Zoé"""
)
BODY_WORDS = _words(
    """Accueil Action Affaires Agence Aide Alliance Allocation Assemblée Association Assurance Banque Bureau Caisse
    Canada Carrefour Centraide Centre Chambre Cégep Clinique Club Collectif Collège Comité Commission Conférence
    Conseil Coop Coopérative Corporation Croix Cuisine Cuisines Desjardins Direction École Emploi Entreprise Espace
    Famille Fédération Fondation Fonds Forum Fédération Gaspésie Gouvernement Groupe Groupes Habitation Hôpital
    Hydro-Québec Info-Santé Info-Social Initiative Institut Jeunesse Justice Ligne Loi Loisir Logement Maison Matinée
    Ministère Ministre Montréal Mouvement Moisson Municipalité Office Organisme Plan Popote Programme Projet Protecteur
    Québec Regroupement Relais Réseau Revenu Revenus Route Santé Secrétariat Sécurité Service Services Siège Sièges
    Société Solidarité Statistique Syndicat Table Tables Territoire Transport Université Ville Villes Villages"""
)
LEADING = _words(
    """À Au Aux Avec Ce Ces Cette Chez Comme D Dans De Des Du En Entre Et L La Le Les Leur Mais Mes Mon Nos Notre Nous
    On Ou Par Pour Quand Sa Sans Selon Ses Si Son Sur Un Une Vers Vos Votre Vous Que Qui"""
)
_CAPITAL = r"[A-ZÀ-ÖØ-ÞŒ]"
_WORD = rf"{_CAPITAL}[a-zß-öø-ÿœ]+(?:-?[A-Za-zÀ-ÖØ-öø-ÿœ]+)*"
CIVILITY = re.compile(
    r"(?<![\w.-])(?:M\.|M|MM\.|[Mm]mes?|[Mm]lles?|Me|Mtre|[Dd]re?\.?|[Mm]adame|[Mm]esdames|[Mm]onsieur|[Mm]essieurs|"
    rf"[Mm]ademoiselle|[Dd]octeure?|[Mm]aître) (?!Mme|Madame|Monsieur|M\.){_CAPITAL}[\w'-]*"
)
RUN = re.compile(rf"(?<![\w-]){_WORD}(?: (?:[DO]')?{_WORD})+(?![\w-])")
FIRST = re.compile(
    rf"(?<![\w-])(?P<first>{_WORD}) (?:(?:de la |de |du |des |d'){_CAPITAL}[\w-]*|{_CAPITAL}\.(?!\w))"
)
_BEGINS = re.compile(r"(?:^|[.!?:;«(\[•—–…\"“*]|(?:^| )-) ?$")


def check_names_nobody(text: str, names: Iterable[str]) -> None:
    """Refused: rules 1 to 3."""
    known = [_core(name) for name in names]
    check_named(text, known, "names_somebody", NAMES_SOMEBODY)
    for name in known:
        small = name.lower()
        if len(small) > 2 and not all(word in EVERYDAY for word in small.split()):
            _refuse(whole(small).search(text))
    _refuse(CIVILITY.search(text))


def check_no_full_name(line: str) -> None:
    """Refused: rule 4. `line` is without the names of bodies and places that the Espace knows."""
    words = full_name_in(line)
    if words:
        raise BadInput("seems_somebody", SEEMS_SOMEBODY % {"words": words})


def full_name_in(line: str) -> str:
    """The first words that rule 4 asks about; nothing when there are none."""
    for found in FIRST.finditer(line):
        if found["first"].split("-")[0] in FIRST_NAMES:
            return found.group()
    for found in RUN.finditer(line):
        before = line[: found.start()]
        words = found.group().split()
        is_first_name = words[0].split("-")[0] in FIRST_NAMES
        if _BEGINS.search(before) and not is_first_name:
            words = words[1:]
        while words and words[0] in LEADING:
            words = words[1:]
        if len(words) < 2 or any(word in BODY_WORDS for word in words):
            continue
        is_quoted = before.count("«") > before.count("»")
        if is_quoted and words[0].split("-")[0] not in FIRST_NAMES:
            continue
        return " ".join(words)
    return ""


def check_named(text: str, names: Iterable[str], code: str, sentence: Sentence) -> None:
    """Refused: one of these names, whole, as it is written or in capitals."""
    for name in names:
        shape = even(name).strip()
        if shape.lower() in NO_NAMES:
            continue
        for written in {shape, shape.upper()} - {""}:
            if whole(written).search(text):
                raise BadInput(code, sentence % {"words": written})


def whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(words)}(?![\w-])")


def without(text: str, names: Iterable[str]) -> str:
    for name in sorted(map(even, names), key=len, reverse=True):
        text = whole(name).sub("…", text)
    return text


def _core(name: str) -> str:
    """« Élodie (animation) » is known as « Élodie », « Line T. » also as « Line T »."""
    return even(name).split(" (")[0].strip().rstrip(".")


def _refuse(found: re.Match[str] | None) -> None:
    if found:
        raise BadInput("names_somebody", NAMES_SOMEBODY % {"words": found.group()})


def guarded_in(lines: Iterable[str], names: Iterable[str]) -> list[str]:
    """Names of a list that these lines tell, as they are written there, whatever the capitals."""
    found = []
    for name in names:
        shape = even(name).strip()
        if len(shape) > 2:
            pattern = re.compile(whole(shape).pattern, re.IGNORECASE)
            found += [match.group() for line in lines if (match := pattern.search(line))]
    return found


def full_names_in(lines: Iterable[str], free: Iterable[str]) -> list[str]:
    """What seems to be somebody's whole name (rules 3 and 4), without the names that may be told."""
    found = []
    for line in lines:
        rest = without(line, free)
        found += [match.group() for match in CIVILITY.finditer(rest)]
        if words := full_name_in(rest):
            found.append(words)
    return found
