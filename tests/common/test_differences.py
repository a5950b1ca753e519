"""What changed between two texts: exact for any two texts, and easy to read."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import differences
from common.differences import Kind, Piece

# Few words, so that two texts often share some; with signs, line ends and accents.
WORDS = st.sampled_from(["école", "coffre", "le", "Le", "12", "$", ",", "\n", " ", "  ", "…", "l'", "é", "-"])
TEXTS = st.lists(WORDS, max_size=25).map("".join) | st.text(max_size=30)


def said(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.kind.value, piece.text) for piece in differences.differences(before, after)]


@given(TEXTS, TEXTS)
def test_the_pieces_give_both_texts_back(before, after):
    pieces = differences.differences(before, after)

    assert differences.before_of(pieces) == before
    assert differences.after_of(pieces) == after


@given(TEXTS, TEXTS)
def test_no_piece_is_empty_nor_follows_one_of_its_kind(before, after):
    pieces = differences.differences(before, after)

    assert all(piece.text for piece in pieces)
    assert all(one.kind != other.kind for one, other in itertools.pairwise(pieces))


@given(TEXTS)
def test_a_text_against_itself_changes_nothing(text):
    assert said(text, text) == ([("same", text)] if text else [])


@given(TEXTS, TEXTS)
def test_only_equal_texts_have_no_change(before, after):
    assert all(piece.kind == Kind.SAME for piece in differences.differences(before, after)) == (
        before == after
    )


def test_only_the_words_that_change_are_marked():
    assert said("Un coffre de matériel scolaire.", "Un coffre de matériel d'hiver.") == [
        ("same", "Un coffre de matériel "),
        ("removed", "scolaire"),
        ("added", "d'hiver"),
        ("same", "."),
    ]


def test_two_neighbouring_words_change_as_one_passage():
    assert said("a rouge vert z", "a bleu blanc z") == [
        ("same", "a "),
        ("removed", "rouge vert"),
        ("added", "bleu blanc"),
        ("same", " z"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "kind"), [("", "deux mots", "added"), ("deux mots", "", "removed")]
)
def test_a_text_that_comes_or_goes_whole_is_one_piece(before, after, kind):
    assert said(before, after) == [(kind, "deux mots")]


def test_two_very_long_texts_stay_exact(monkeypatch):
    monkeypatch.setattr(differences, "MOST_COMPARISONS", 10)
    before, after = "début un deux trois quatre fin", "début six sept huit neuf dix fin"
    pieces = differences.differences(before, after)

    assert (differences.before_of(pieces), differences.after_of(pieces)) == (before, after)
    assert [piece.kind for piece in pieces] == [Kind.SAME, Kind.REMOVED, Kind.ADDED, Kind.SAME]


def test_a_long_unchanged_part_keeps_its_words_near_the_change():
    words = " ".join(str(number) for number in range(30))
    pieces = (Piece(Kind.SAME, words + " "), Piece(Kind.ADDED, "neuf"), Piece(Kind.SAME, " " + words))

    short = [piece.text for piece in differences.shortened(pieces, around=3)]

    assert short == ["… 27 28 29 ", "neuf", " 0 1 2 …"]


def test_a_short_unchanged_part_and_every_change_stay_whole():
    changed = " ".join("mot" for _ in range(40))
    pieces = (Piece(Kind.REMOVED, changed), Piece(Kind.SAME, " un deux "), Piece(Kind.ADDED, changed))

    assert differences.shortened(pieces, around=1) == pieces
