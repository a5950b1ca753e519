"""What lets somebody be recognised does not leave; every text of the pack does."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from common.exceptions import BadInput
from participation.rules.anonymity import check_leaves_no_identity, may_leave

PACK = Path(__file__).parents[3] / "scenario" / "pack"


@cache
def pack(name: str) -> dict:
    return yaml.safe_load((PACK / f"{name}.yaml").read_text())


def surroundings() -> dict:
    territories = pack("territories")["territories"]
    return {
        "names": [person["display"] for person in pack("people")["people"] if person["role"] == "citizen"],
        "municipalities": [name for one in territories for name in one["municipalities"]],
        "territories": [one["name"] for one in territories],
    }


def bodies() -> list[str]:
    """What the Espace knows as bodies: organisations and seats."""
    seats = [one["label"] for table in pack("table_regionale")["compositions"] for one in table["seats"]]
    return [one["name"] for one in pack("organisations")["organisations"]] + seats


@pytest.mark.parametrize("field", ["title", "body"])
@pytest.mark.parametrize("sent", pack("transmissions")["transmissions"], ids=lambda sent: sent["id"])
def test_every_text_of_the_pack_may_leave(sent, field):
    assert may_leave(sent[field], **surroundings()) is True


@pytest.mark.parametrize(
    "text",
    [
        "À Rivière-du-Loup et à Rimouski-Neigette, l'autobus manque.",
        "Approuvée le 26 juin 2026, à 20 h.",
        "Trente appuis, 14 personnes, 104 personnes, 1 004 personnes.",
        "Cent deux personnes et vingt-deux familles.",
        "Trois préoccupations de trois MRC; quatre enjeux.",
        "Une personne aide à remplir les formulaires.",
        "Moins de 5 personnes, moins de cinq familles, moins de 2 personnes.",
        "Nous invitons deux citoyennes ou citoyens invités, ou trois porte-parole.",
        "1 586 962 $ et 158 696 200 $ en 2026-2027.",
        "La route 132 est longue. Un loup, une étoile du nord.",
        "Le 2 février, des jeunes parlent.",
        "Sainte-Thérèse n'est pas Thérèse-de-Blainville.",
    ],
)
def test_dates_amounts_large_counts_and_mrc_may_leave(text):
    check_leaves_no_identity(text, **surroundings())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ginette attend depuis un an.", "names_somebody"),
        ("Selon Loup, il fait froid.", "names_somebody"),
        ("KIM le dit aussi.", "names_somebody"),
        ("L'avis d'Étoile du nord.", "names_somebody"),
        ("Line T. a raison.", "names_somebody"),
        ("Denis-Paul l'a dit.", "names_somebody"),
        ("Une famille de Price le vit.", "names_a_municipality"),
        ("À Saint‑Fabien, rien.", "names_a_municipality"),
        ("Appelez au 418 555-0142.", "shows_a_phone"),
        ("Appelez au (418) 555-0142.", "shows_a_phone"),
        ("Tél. 555-0142", "shows_a_phone"),
        ("Écrivez à a.b@exemple.ca", "shows_an_email"),
        ("Au 12, rue Principale", "shows_an_address"),
        ("Sur la rue de la Gare", "shows_an_address"),
        ("Au 123, rang 2", "shows_an_address"),
        ("Le code G5L 3A1", "shows_an_address"),
        ("Son NAS est 123 456 789.", "shows_a_number"),
        ("Sa carte TREM 1234 5678", "shows_a_number"),
        ("Le dossier no 4512 traîne.", "shows_a_number"),
        ("Deux personnes dorment dehors.", "counts_too_few"),
        ("Il y a 3 appuis.", "counts_too_few"),
        ("Trois autres jeunes mères attendent.", "counts_too_few"),
        ("Deux ou trois personnes.", "counts_too_few"),
        ("4 voix contre.", "counts_too_few"),
        ("4 personnes.", "counts_too_few"),
        ("Une seule personne l'a dit.", "counts_too_few"),
        ("Seulement un citoyen est venu.", "counts_too_few"),
        ("deux citoyennes de La Mitis ont demandé", "counts_too_few"),
    ],
)
def test_what_lets_somebody_be_recognised_is_refused(text, code):
    with pytest.raises(BadInput) as refusal:
        check_leaves_no_identity(text, **surroundings())

    assert (refusal.value.code, refusal.value.status) == (code, 422)


def test_a_higher_floor_hides_more():
    assert may_leave("Sept personnes, 7 familles.", names=[]) is True
    assert may_leave("Sept personnes.", names=[], floor=10) is False
    assert may_leave("7 familles.", names=[], floor=10) is False


def test_somebody_called_nous_does_not_stop_every_text():
    assert may_leave("Nous recommandons un guichet.", names=["Nous"]) is True
    assert may_leave("Nous-mêmes, avec Loup.", names=["Nous", "Loup"]) is False


@pytest.mark.parametrize(
    "text",
    [
        "Nous demandons à Mme Tremblay.",
        "M. Bérubé attend.",
        "Le docteur Roy et Me Gagnon.",
        "madame Roy",
        "ginette attend depuis un an.",
        "selon line t, il fait froid.",
    ],
)
def test_a_civility_or_a_name_in_small_letters_is_a_name(text):
    with pytest.raises(BadInput) as refusal:
        check_leaves_no_identity(text, **surroundings())

    assert refusal.value.code == "names_somebody"


@pytest.mark.parametrize(
    "text",
    [
        "Jean-Guy Bérubé attend.",
        "Nous pensons à Raymonde Thibodeau.",
        "Selon Gontran Desrosiers, rien.",
        "Demandez à Luc B. ou à Marie de la gare, Marie de Gaspé.",
        "Le projet « Marcel Roy ».",
        "Une ligne\nLuc D'Amours",
    ],
)
def test_a_first_name_and_a_last_name_are_asked_about(text):
    with pytest.raises(BadInput) as refusal:
        check_leaves_no_identity(text, **surroundings())

    assert refusal.value.code == "seems_somebody"


@pytest.mark.parametrize(
    "text",
    [
        "Madame la préfète, Monsieur le maire.",
        "Demandez à Services Québec, à Revenu Québec et à la Table régionale.",
        "Nous écrivons au Bas-Saint-Laurent, à La Matapédia, au Collectif Untel.",
        "Voir Les Cuisines de la Vallée partagée.",
        "Le groupe « Les Ptits Bonheurs » le sait.",
        "Sans point\nNous demandons un taxi.",
        "Un taxi à La Mitis\nNous le demandons.",
        "Une personne seule, un loup, une nouvelle personne.",
        "Cela me Plaît.",
    ],
)
def test_bodies_places_and_everyday_words_are_nobody(text):
    check_leaves_no_identity(text, **surroundings(), bodies=bodies())


@pytest.mark.parametrize("name", ["Marie Tremblay", "Le Bas de la Côte"])
def test_what_the_espace_knows_as_a_body_is_no_person(name):
    assert may_leave(f"Avec {name}.", names=[], bodies=[name]) is True
    assert may_leave("Avec Marie Tremblay.", names=[]) is False


@pytest.mark.parametrize("field", ["reason", "plain"])
def test_every_answer_of_the_pack_names_nobody(field):
    answers = [said for sent in pack("transmissions")["transmissions"] for said in sent["responses"]]

    found = [said[field] for said in answers if not may_leave(said.get(field, ""), **surroundings())]

    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "Nous demandons une seule personne au guichet.",
        "Nous demandons d'avoir une seule personne au bout du fil.",
        "Nous voulons parler à une seule personne.",
        "Il faut deux personnes par guichet.",
        "Nous recommandons que chaque bureau ait une seule personne à appeler.",
    ],
)
def test_people_asked_for_are_nobody_yet(text):
    check_leaves_no_identity(text, **surroundings())


@pytest.mark.parametrize(
    "text",
    [
        "Nous demandons de l'aide pour une seule personne.",
        "Nous le demandons parce qu'une seule personne l'a dit.",
        "Nous demandons un taxi. Une seule personne l'a dit.",
        "Nous demandons d'aider deux personnes.",
    ],
)
def test_people_concerned_are_still_counted(text):
    with pytest.raises(BadInput) as refusal:
        check_leaves_no_identity(text, **surroundings())

    assert refusal.value.code == "counts_too_few"
