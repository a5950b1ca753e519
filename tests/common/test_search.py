"""Words are found whatever their accents and endings, and the two databases find the same things."""

import pytest
from django.db import connection

from common import search
from common.models import SearchEntry

pytestmark = [pytest.mark.database, pytest.mark.django_db]

TEXTS = {
    1: "Les bibliothèques de la région ferment à dix-sept heures.",
    2: "Mon loyer a augmenté deux fois. Le propriétaire ne répond pas.",
    3: "L'autobus ne passe plus dans mon rang; je manque mes rendez-vous.",
    4: "Des œillets et des légumes au jardin communautaire",
    5: "Le transport adapté coûte trop cher à Rivière-du-Loup",
    6: "Une piste cyclable, des loisirs pour les jeunes",
    7: "Menacée au logement, elle a peur des punaises. Éviction en 2026!",
    8: "Les chevaux du voisin. 418 555",
}
# What is typed → which texts are found, on SQLite and on PostgreSQL alike.
ASKED = {
    "bibliotheque": {1},
    "Bibliothèques": {1},
    "loyers": {2},
    "augmenter": {2},
    "augmentee": {2},
    "autobus": {3},
    "l'autobus": {3},
    "rendez-vous": {3},
    "oeillet": {4},
    "œillets": {4},
    "legume jardins": {4},
    "trans": {5},
    "transports": {5},
    "riviere du loup": {5},
    "cyclables": {6},
    "loi": set(),
    "menacer": {7},
    "menacee": {7},
    "EVICTIONS": {7},
    "2026": {7},
    "cheval": {8},
    "loyer autobus": set(),
    "transport OR loyer": set(),
    '"loyer" -propriétaire': {2},
    "loyer*": {2},
    "NEAR(loyer)": set(),
    "tokens:loyer": set(),
    "loyer' | '": {2},
    "le la de": None,
    "?!": None,
    "": None,
    "\x00": None,
    "мама": None,
}


def found(asked: str) -> set[int] | None:
    numbers = search.hits("texte", asked)
    return None if numbers is None else set(numbers)


@pytest.fixture(autouse=True)
def _texts(db):
    for number, text in TEXTS.items():
        search.keep("texte", number, text)
    search.keep("autre", 1, "loyer autobus bibliothèque transport cyclable")


def test_every_question_finds_the_same_texts_on_both_databases():
    assert {asked: found(asked) for asked in ASKED} == ASKED


def test_a_text_rewritten_is_found_by_its_new_words_only():
    search.keep("texte", 2, "Mon chauffage est en panne.")

    assert (found("loyer"), found("chauffages")) == (set(), {2})
    assert SearchEntry.objects.filter(kind="texte", object_id=2).count() == 1


def test_a_text_forgotten_is_found_by_nobody_and_leaves_no_word():
    search.forget("texte", 2)

    assert found("loyer") == set()
    assert not SearchEntry.objects.filter(kind="texte", tokens__contains="proprietair").exists()


def test_what_is_near_shares_at_least_one_word():
    assert set(search.near("texte", "Le propriétaire de mon logement veut augmenter")) == {2, 7}
    assert search.near("texte", "et puis quoi") is not None
    assert search.near("texte", "de la") is None


def test_a_very_long_question_is_cut_not_refused():
    assert found("loyer " * 5000) == {2}
    assert len(search.tokens("mot " * 10_000)) < 20


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_emptied_tables_leave_nothing_behind(time):
    assert found("loyer") == {2}
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO common_search_words(common_search_words) VALUES ('integrity-check')")
