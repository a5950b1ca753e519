"""« Vérifier un vote »: anyone finds a receipt by its words, and reads what must agree; the poster says the keys."""

import pytest
from django.urls import reverse

from common.exceptions import Missing
from tests import cast as people
from tests.voting import ballots, scrutineers, sealed_ballots
from voting.domain import casting, closing, paper, paper_desk
from voting.domain.queries import boards, secrecy
from voting.enums import Choice, Custody
from voting.models import Scrutineer, Trustee, Urn, Vote
from voting.rules import stubs

pytestmark = pytest.mark.django_db

NOW, AFTER = ballots.NOW, ballots.AFTER


def look_for(client, vote, words: str) -> str:
    page = client.post(reverse("voting:verify", args=[vote.pk]), {"mots": words})
    return page.content.decode()


def without_accents(word: str) -> str:
    return boards.bare(word)


def test_a_receipt_is_found_whatever_the_order_the_accents_and_the_picture(client):
    person, other = people.citizens(2)
    vote = ballots.opened()
    receipt = casting.cast(by=person, vote=vote, choice=Choice.FOR, now=NOW)
    one, two, three = receipt.words
    ways = (
        f"{one} {two} {three}",
        f"{three}, {one}, {two}",
        f"{receipt.picture} {two} {three} {one}",
        " ".join(without_accents(word).upper() for word in receipt.words),
    )

    assert ["Il est là." in look_for(client, vote, words) for words in ways] == [True] * 4
    for wrong in (f"{one} {two}", f"{one} {two} {three} autre", "un deux trois"):
        assert "Aucun reçu n" in look_for(client, vote, wrong)
    nothing = client.post(reverse("voting:verify", args=[vote.pk]), {"mots": " "})
    assert (nothing.status_code, "trois mots" in nothing.content.decode()) == (422, True)
    assert boards.my_receipt(vote=vote, person=person).words == receipt.words
    assert boards.my_receipt(vote=vote, person=other) is None
    assert boards.my_receipt(vote=vote, person=people.citizen("Arrivée après")) is None


def test_a_receipt_of_a_ballot_that_was_changed_says_that_a_later_one_counts(client):
    person, other = people.citizens(2)
    vote = ballots.opened()
    old = casting.cast(by=person, vote=vote, choice=Choice.FOR, now=NOW)
    casting.cast(by=other, vote=vote, choice=Choice.FOR, now=NOW)
    new = casting.cast(by=person, vote=vote, choice=Choice.AGAINST, now=NOW)
    urn = boards.find(vote)

    pages = [look_for(client, vote, " ".join(receipt.words)) for receipt in (old, new)]
    listed = boards.published_receipts(urn)

    assert ["un plus récent compte" in page for page in pages] == [True, False]
    assert (len(listed), listed == sorted(listed, key=lambda one: one.key)) == (2, True)
    assert (old.words in [one.words for one in listed], new.words in [one.words for one in listed]) == (
        False,
        True,
    )
    counts = boards.counts(vote, urn)
    assert (counts.receipts, counts.ballots, counts.signed, counts.agree) == (3, 2, 2, True)


def test_envelopes_wait_beside_the_urn_then_are_in_it_and_everybody_finds_their_stub(client):
    voters = people.citizens(4)
    facilitators = people.facilitator(), people.second_facilitator()
    vote = ballots.opened()
    ballots.cast_all(vote, dict.fromkeys(voters[:2], Choice.FOR))
    numbers = sorted(sealed_ballots.stub() for _voter in voters[2:])
    for person, stub in zip(voters[2:], reversed(numbers), strict=True):
        paper_desk.receive(by=facilitators[0], vote=vote, person=person, stub=stub, now=NOW)
    urn = boards.find(vote)

    page = client.get(reverse("voting:verify", args=[vote.pk])).content.decode()
    during = boards.counts(vote, urn)
    closing.settle_due(now=AFTER)
    for by in facilitators:
        paper.record_paper_count(by=by, vote=vote, counts={"contre": 2}, now=AFTER)
    closing.settle_due(now=AFTER)
    after = boards.counts(vote, urn)

    assert boards.stubs(vote) == numbers
    assert all(stubs.said(number) in page for number in numbers)
    assert "Le compte est le même" in page
    assert (during.ballots, during.stubs, during.waiting_stubs, during.agree) == (2, 2, 2, True)
    assert (after.ballots, after.stubs, after.waiting_stubs, after.agree) == (4, 2, 0, True)


@pytest.mark.parametrize("custody", [Custody.PLATFORM, Custody.SCRUTINEERS])
def test_the_poster_and_the_page_on_secrecy_say_whose_keys_close_the_urn(client, custody):
    people.citizens(2)
    scrutineers.season()
    vote = ballots.opened(custody=custody)
    keys, set_up = boards.trustees(boards.find(vote)), secrecy.of_vote(vote)

    poster = client.get(reverse("voting:poster", args=[vote.pk]))
    secret = client.get(reverse("voting:vote_secret", args=[vote.pk]))

    assert (poster.status_code, secret.status_code) == (200, 200)
    assert all(key.checksum in poster.content.decode() for key in keys)
    names = {"Maison rivage", "Phare"} if custody == Custody.SCRUTINEERS else set()
    assert {key.organisation for key in keys} - {""} == names == set(set_up.holders)
    assert (set_up.keys, set_up.by_platform) == ((2, False) if names else (1, True))
    # Whoever keeps a sealed sheet holds a key too: the page names them, and says that none was opened.
    keepers = {one.keeper.name for one in Scrutineer.objects.all()} if names else set()
    assert set(set_up.keepers) == keepers
    assert all(name in secret.content.decode() for name in keepers)
    assert ("Aucune n'a été ouverte pour ce vote." in secret.content.decode()) is bool(names)


def test_the_page_on_secrecy_says_whose_sealed_sheet_was_opened_and_that_a_vote_is_to_practise(client):
    people.citizens(2)
    scrutineers.season()
    vote = ballots.opened(custody=Custody.SCRUTINEERS)
    page = reverse("voting:vote_secret", args=[vote.pk])
    before = client.get(page).content.decode()
    Trustee.objects.filter(urn__vote=vote, scrutineer__organisation__slug="phare").update(is_by_sheet=True)
    practice = ballots.opened("Choisir la collation", is_trial=True)

    after = client.get(page).content.decode()

    assert "l'enveloppe de : Phare" not in before.replace("\xa0", " ")
    assert "l'enveloppe de : Phare" in after.replace("\xa0", " ")
    assert "C'est un vote d'essai" not in after
    assert (
        "C'est un vote d'essai"
        in client.get(reverse("voting:vote_secret", args=[practice.pk])).content.decode()
    )


def test_a_vote_without_a_board_is_missing_and_one_with_it_is_read_to_the_octet(client):
    people.citizens(2)
    vote, bare = ballots.opened(), ballots.prepared("Sans urne")

    with pytest.raises(Missing) as refused:
        boards.find(bare)

    assert (refused.value.code, boards.is_public(bare), boards.is_public(vote)) == (
        "board_missing",
        False,
        True,
    )
    election = client.get(reverse("voting:election", args=[vote.pk])).content
    assert election == Urn.objects.get(vote=vote).election.encode() == sealed_ballots.election(vote).content
    assert secrecy.of_vote(Vote.objects.get(pk=bare.pk)).is_sealed is False
