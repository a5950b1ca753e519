"""Texts written to get past what keeps people from being recognised; and those that look alike and may leave."""

import pytest

from common.exceptions import BadInput
from participation.rules.anonymity import check_leaves_no_identity
from tests.participation.core_b.test_anonymity import surroundings

HIDDEN_NAMES = [
    "Gi\u200bnette attend.",
    "Ｇｉｎｅｔｔｅ attend.",
    "G i n e t t e attend.",
    "Gin\u00adette attend.",
    "Ginette\u2060 attend.",
]
HIDDEN_CONTACTS = {
    "4 1 8 5 5 5 0 1 4 2": "shows_a_phone",
    "４１８ ５５５-０１４２": "shows_a_phone",
    "418\u2011555\u20110142": "shows_a_phone",
    "4-1-8-5-5-5-0-1-4-2": "shows_a_phone",
    "+1 (418) 555.0142": "shows_a_phone",
    "a.b (arobase) exemple.ca": "shows_an_email",
    "a.b [at] exemple point ca": "shows_an_email",
    "Écris à @quelqu_un.ici": "shows_an_account",
    "g5l 3a1": "shows_an_address",
    "Ｇ５Ｌ ３Ａ１": "shows_an_address",
    "Dossier : 4512": "shows_a_number",
    "TREM\u00a01234\u202f5678": "shows_a_number",
}
SMALL_COUNTS = [
    "deux (2) personnes",
    "« deux » personnes",
    "(3) familles",
    "deux de nos membres",
    "trois d'entre nous",
    "3 d'entre elles",
    "Il n'y a qu'une famille.",
    "On ne voit qu'un enfant.",
    "４ personnes",
]
RARE_DETAILS = [
    "Une femme de 83 ans attend.",
    "Elle a 83 ans.",
    "Une dame âgée de 91 ans.",
    "C'est quelqu'un qui a 19 ans.",
    "J'ai 67 ans.",
    "La seule mère du village.",
    "C'est l'unique anglophone de La Mitis.",
    "le seul vrai locataire",
    "Une mère de sept enfants.",
    "Un père seul avec 8 enfants.",
]


def code_of(text: str) -> str:
    with pytest.raises(BadInput) as refusal:
        check_leaves_no_identity(text, **surroundings())
    return refusal.value.code


@pytest.mark.parametrize("text", HIDDEN_NAMES)
def test_a_name_is_read_through_its_disguise(text):
    assert code_of(text) == "names_somebody"


@pytest.mark.parametrize(("text", "code"), HIDDEN_CONTACTS.items())
def test_a_way_to_reach_somebody_is_read_through_its_disguise(text, code):
    assert code_of(text) == code


@pytest.mark.parametrize("text", SMALL_COUNTS)
def test_a_small_count_is_read_through_its_disguise(text):
    assert code_of(text) == "counts_too_few"


@pytest.mark.parametrize("text", RARE_DETAILS)
def test_a_detail_that_few_people_have_does_not_leave(text):
    assert code_of(text) == "rare_detail"


@pytest.mark.parametrize(
    "text",
    [
        "Les personnes de 65 ans et plus.",
        "Des jeunes de 18 à 30 ans.",
        "Cela dure depuis 20 ans. Il y a 12 ans, la gare a fermé.",
        "La seule façon, l'unique autobus, le seul jour.",
        "On ne demande qu'une réponse.",
        "Six d'entre nous le disent, dix de nos membres aussi.",
        "Des familles avec enfants.",
        "Un plan sur 5 ans, 2 à 3 fois par mois.",
        "Le budget est de 1 2 0 $.",
        "Une note de a à z.",
    ],
)
def test_what_only_looks_alike_may_leave(text):
    check_leaves_no_identity(text, **surroundings())
