"""The picture and the three words of a receipt: always the same for a ballot, seldom the same for two."""

import math
from collections import Counter

from common.templatetags import espace
from voting.crypto import phrases, receipts

MANY = [receipts.picture_and_words(f"bulletin {n}") for n in range(20_000)]


def test_the_words_are_512_short_ones_of_the_long_list():
    assert len(set(receipts.WORDS)) == len(receipts.WORDS) == 512
    assert set(receipts.WORDS) <= set(phrases.WORDS)
    assert all(5 <= len(word) <= 7 for word in receipts.WORDS)


def test_no_word_hurts_or_frightens():
    never = "carnage canon couteau crotale cyanure arsenic assaut danger dette fusil infini missile poison tabac taudis vipère"

    assert not set(never.split()) & set(receipts.WORDS)


def test_every_picture_is_drawn():
    assert len(set(receipts.PICTURES)) == 16
    assert set(receipts.PICTURES) <= set(espace.PICTURES)


def test_thirty_bits_at_least():
    kinds = len(receipts.PICTURES) * 512 * 511 * 510

    assert math.log2(kinds) >= 30


def test_it_never_changes():
    # Printed once, looked for later: a change here would lose receipts already given.
    one = receipts.picture_and_words("wQ7bLr2k9XcTmE4v0sHnYa6pwQ7bLr2k9XcTmE4v0sH")

    assert (one.picture, *one.words) == ("champignon", "prince", "maison", "sonde")


def test_three_different_words_of_the_list():
    assert all(len(set(one.words)) == 3 and set(one.words) <= set(receipts.WORDS) for one in MANY)


def test_two_ballots_seldom_share_one():
    # Among 20 000 ballots, 0.1 pairs are expected.
    assert len({(one.picture, one.words) for one in MANY}) >= len(MANY) - 2


def test_pictures_and_words_come_evenly():
    pictures = Counter(one.picture for one in MANY)
    words = Counter(word for one in MANY for word in one.words)

    assert set(pictures) == set(receipts.PICTURES)
    assert all(1_080 <= count <= 1_420 for count in pictures.values())
    assert len(words) == 512
    assert all(60 <= count <= 180 for count in words.values())
