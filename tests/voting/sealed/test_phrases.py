"""A scrutineer's phrase: read back however people type it, and never mistaken for another."""

import hashlib
import unicodedata

import pytest

from voting.crypto import group, keys, phrases
from voting.crypto.phrases import PhraseError

UUID = "3WbkV8SPKUqhzy"
PHRASE = phrases.phrase_of(hashlib.sha256(b"une phrase pour les essais").digest())


def refused(text: str) -> PhraseError:
    with pytest.raises(PhraseError) as said:
        phrases.entropy_of(text)
    return said.value


def test_the_list_is_the_standards_own():
    content = "\n".join(phrases.WORDS) + "\n"

    assert len(set(phrases.WORDS)) == 2048
    assert content == unicodedata.normalize("NFC", content)
    assert len({phrases.bare(word)[:4] for word in phrases.WORDS}) == 2048
    assert all(5 <= len(word) <= 8 for word in phrases.WORDS)
    assert (phrases.WORDS[0], phrases.WORDS[-1]) == ("abaisser", "zoologie")


def test_zeros_give_the_phrase_that_the_standard_defines():
    # SHA-256 of 32 zeros starts with 0x66: the last word is number 102.
    assert phrases.phrase_of(bytes(32)) == " ".join([phrases.WORDS[0]] * 23 + [phrases.WORDS[102]])


def test_a_new_phrase_has_24_words_of_the_list_and_reads_back():
    drawn = {phrases.new_phrase() for _one in range(50)}

    assert len(drawn) == 50
    assert all(phrases.read_phrase(one) == one and len(one.split()) == 24 for one in drawn)
    assert {word for one in drawn for word in one.split()} <= set(phrases.WORDS)


@pytest.mark.parametrize(
    "typed",
    [
        PHRASE.upper(),
        "  " + PHRASE.replace(" ", " \n\t "),
        phrases.bare(PHRASE),
        unicodedata.normalize("NFD", PHRASE),
        " ".join(word[:4] for word in PHRASE.split()),
        " ".join(f"{n}. {word}" for n, word in enumerate(PHRASE.split(), start=1)),
        "\n".join(f"{n}) {word}," for n, word in enumerate(PHRASE.split(), start=1)),
        phrases.square_code_text(PHRASE),
        phrases.square_code_text(PHRASE)[:50] + " " + phrases.square_code_text(PHRASE)[50:],
    ],
)
def test_it_is_read_however_people_type_it(typed):
    assert phrases.read_phrase(typed) == PHRASE


def test_a_wrong_word_is_named_with_its_place():
    words = PHRASE.split()
    typed = " ".join([*words[:6], "Xylöphage", *words[7:]])

    said = refused(typed)

    assert (said.code, said.position, said.typed) == ("word", 7, "xylophage")
    assert refused(" ".join([*words[:23], words[23][:3]])).position == 24
    assert refused(" ".join([words[0] + "x", *words[1:]])).position == 1
    assert refused("9" * 96).code == "word"


def test_a_word_missing_or_too_many_is_counted():
    assert (refused("").code, refused("").count) == ("count", 0)
    assert refused(" ".join(PHRASE.split()[:-1])).count == 23
    assert refused(PHRASE + " abeille").count == 25
    assert refused("0" * 95).code == "count"


def test_two_words_exchanged_are_seen():
    words = PHRASE.split()
    assert words[0] != words[1]

    assert refused(" ".join([words[1], words[0], *words[2:]])).code == "checksum"


def test_each_vote_has_its_own_secret_and_the_typing_changes_nothing():
    one = phrases.secret_of(PHRASE, UUID)

    assert one == phrases.secret_of(PHRASE.upper(), UUID)
    assert one != phrases.secret_of(PHRASE, "4WbkV8SPKUqhzy")
    assert one != phrases.secret_of(phrases.phrase_of(bytes(32)), UUID)
    assert 0 < one < group.Q
    assert keys.trustee_key(one).public == group.powers_of(group.G)(one)


def test_the_derivation_is_the_published_one():
    # RFC 5869, third case: no salt of its own. Ours has one: the steps are compared with the RFC's own formulas.
    import hmac

    entropy, info = phrases.entropy_of(PHRASE), b"espace/scrutateur/1|" + UUID.encode()
    key = hmac.new(b"espace/phrase/1", entropy, "sha256").digest()
    first = hmac.new(key, info + b"\x01", "sha256").digest()
    second = hmac.new(key, first + info + b"\x02", "sha256").digest()
    expected = int.from_bytes((first + second)[:48], "big") % (group.Q - 1) + 1

    assert phrases.secret_of(PHRASE, UUID) == expected


def test_secrets_fill_their_range_evenly():
    drawn = [phrases.secret_of(phrases.phrase_of(n.to_bytes(32, "big")), UUID) for n in range(2000)]
    quarters = [sum(int(4 * one // group.Q) == part for one in drawn) for part in range(4)]

    assert all(420 <= part <= 580 for part in quarters)


def test_the_checksum_tells_two_sheets_apart_and_is_short():
    one, other = phrases.checksum_of(PHRASE), phrases.checksum_of(phrases.phrase_of(bytes(32)))

    assert one != other
    assert one == phrases.checksum_of(phrases.square_code_text(PHRASE))
    assert (len(one), one[4]) == (9, " ")
    assert set(one) <= set("0123456789ABCDEF ")


def test_the_square_code_says_figures_alone():
    assert len(phrases.square_code_text(PHRASE)) == 96
    assert phrases.square_code_text(PHRASE).isdigit()
