"""Writers get at most three gentle remarks; good text gets none."""

import pytest

from common.plain_words import LONGEST_IN_A_STORY, MOST_REMARKS, remarks

GOOD = "Le bus ne passe plus le soir. Je rate mes rendez-vous à la clinique."
LONG = "Je prends le bus de six heures " + "et je marche " * 8 + "enfin."


def test_good_text_gets_no_remark():
    assert remarks(GOOD, language="fr") == []


def test_nothing_written_gets_no_remark():
    assert remarks("", language="fr") == []


def test_a_long_sentence_is_counted_and_its_cut_proposed():
    assert remarks(LONG, language="fr") == ["Cette phrase a 32 mots. Coupe-la en deux?"]


def test_among_several_sentences_the_longest_is_named_by_its_first_words():
    said = remarks(f"{GOOD} {LONG}", language="fr")

    assert said == ["«\u00a0Je prends le bus…\u00a0»\u00a0: cette phrase a 32 mots. Coupe-la en deux?"]


def test_lines_without_a_full_stop_are_sentences_of_their_own():
    assert remarks("\n".join(["- un bus le soir"] * 9), language="fr") == []


def test_an_institution_is_told_vous():
    assert remarks(LONG, language="fr", is_formal=True) == ["Cette phrase a 32 mots. Coupez-la en deux?"]


def test_a_story_is_interrupted_later_than_a_page_for_everyone():
    eighteen = "Je " + "marche et " * 8 + "chante."

    assert remarks(eighteen, language="fr", longest=LONGEST_IN_A_STORY) == []
    assert len(remarks(eighteen, language="fr")) == 1


@pytest.mark.parametrize(
    ("text", "hard", "simple"),
    [
        ("On appelle afin d'aider.", "afin d'", "pour"),
        ("Il faut effectuer un appel.", "effectuer", "faire"),
        ("On en parle ultérieurement.", "ultérieurement", "plus tard"),
    ],
)
def test_a_hard_word_is_named_with_a_simpler_one(text, hard, simple):
    assert remarks(text, language="fr") == [
        f"«\u00a0{hard}\u00a0» est un mot dur. Essaie «\u00a0{simple}\u00a0»?"
    ]


def test_a_word_that_only_holds_a_hard_word_is_left_alone():
    assert remarks("Les domiciliés dorment.", language="fr") == []


def test_capitals_are_remarked_but_not_the_names_of_groups():
    shouted = remarks("LE BUS NE PASSE PLUS JAMAIS ICI", language="fr")

    assert shouted == ["Les mots tout en majuscules se lisent mal. Les petites lettres se lisent mieux."]
    assert remarks("La MRC et le CLSC appellent le CISSS et la SADC.", language="fr") == []


def test_long_words_everywhere_are_remarked_together():
    text = (
        "L'amélioration progressive des interventions communautaires demeure particulièrement indispensable."
    )

    assert remarks(text, language="fr") == ["Il y a beaucoup de mots longs. Dis-le comme à une amie?"]


def test_three_remarks_at_most():
    text = f"{LONG} Afin de procéder, effectuer, optimiser et octroyer ultérieurement."

    assert len(remarks(text, language="fr")) == MOST_REMARKS


def test_an_english_text_is_helped_in_english():
    assert remarks("We call in order to help.", language="en") == [
        "« in order to » is a hard word. Try « to »?"
    ]
