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
