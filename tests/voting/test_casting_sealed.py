"""A ballot made by the person's own device: received with its proofs, or refused with a sentence; nothing in between."""

import json

import pytest
from django.urls import reverse

from accounts.domain.queries import people as capacities
from common import dates
from common.exceptions import BadInput, Refused
from tests import cast as people
from tests.voting import ballots, sealed_ballots
from voting.crypto import verify
from voting.domain import board, casting, closing
from voting.enums import Choice
from voting.models import BoardEvent, RollEntry, Urn

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOW = ballots.NOW


def refusal(person, vote, content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        casting.cast_sealed(by=person, vote=vote, content=content, now=NOW)
    return caught.value.code


def test_a_sealed_ballot_is_received_and_its_receipt_is_that_of_the_board():
    person = people.citizen()
    vote = ballots.opened()

    receipt = casting.cast_sealed(
        by=person, vote=vote, content=sealed_ballots.made_outside(person, vote, Choice.AGAINST), now=NOW
    )

    event = BoardEvent.objects.get(kind="Ballot")
    assert (event.tracker, event.receipt) == (
        receipt.tracking_number,
        " ".join((receipt.picture, *receipt.words)),
    )
    assert sealed_ballots.choice_of(person, vote) == Choice.AGAINST


def test_somebody_else_s_right_is_refused():
    person, other = people.citizens(2)
    vote = ballots.opened()

    code = refusal(person, vote, sealed_ballots.made_outside(other, vote, Choice.FOR))

    assert (code, sealed_ballots.count(), RollEntry.objects.voted().count()) == ("not_own_right", 0, 0)


def test_an_old_ballot_sent_again_does_not_undo_the_new_one():
    person = people.citizen()
    vote = ballots.opened()
    old = sealed_ballots.made_outside(person, vote, Choice.FOR)
    casting.cast_sealed(by=person, vote=vote, content=old, now=NOW)
    casting.cast(by=person, vote=vote, choice=Choice.AGAINST, now=NOW)

    assert refusal(person, vote, old) == "sent_again"
    assert sealed_ballots.choice_of(person, vote) == Choice.AGAINST


def test_a_ballot_of_another_vote_is_refused():
    person = people.citizen()
    vote, other = ballots.opened(), ballots.opened("Autre initiative")

    assert refusal(person, vote, sealed_ballots.made_outside(person, other, Choice.FOR)) == "ballot_wrong"


def changed(content: bytes, change) -> bytes:
    ballot = json.loads(content)
    change(ballot)
    return json.dumps(ballot, ensure_ascii=False, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda ballot: ballot.update(note="achetée"),
        lambda ballot: ballot["answers"][0]["choices"][0].update(alpha="1"),
        lambda ballot: ballot["answers"][0]["choices"].reverse(),
        lambda ballot: ballot["answers"][0]["individual_proofs"][0][0].update(challenge="0"),
        lambda ballot: ballot["answers"][0]["overall_proof"].pop(),
        lambda ballot: ballot["signature"]["proof"].update(response="5"),
        lambda ballot: ballot.update(answers=[]),
    ],
)
def test_a_ballot_that_is_touched_is_refused_and_nothing_is_written(client, change):
    person = people.citizen()
    vote = ballots.opened()
    content = changed(sealed_ballots.made_outside(person, vote, Choice.FOR), change)

    assert refusal(person, vote, content) == "ballot_wrong"
    people.sign_in(client, person)
    page = client.post(reverse("voting:cast", args=[vote.pk]), {"bulletin": content.decode()})
    api = client.post(
        reverse("api-vote-cast", args=[vote.pk]),
        {"ballot": content.decode()},
        content_type="application/json",
    )
    assert (page.status_code, api.status_code) == (422, 422)
    assert "Rien n" in page.content.decode()
    assert (sealed_ballots.count(), RollEntry.objects.voted().count()) == (0, 0)


def test_pages_and_api_take_a_sealed_ballot(client):
    person = people.citizen()
    vote = ballots.opened()
    people.sign_in(client, person)
    right = client.get(reverse("api-vote-right", args=[vote.pk])).json()["credential"]

    page = client.post(
        reverse("voting:cast", args=[vote.pk]),
        {"bulletin": sealed_ballots.made_outside(person, vote, Choice.FOR).decode()},
    )
    api = client.post(
        reverse("api-vote-cast", args=[vote.pk]),
        {"ballot": sealed_ballots.made_outside(person, vote, Choice.AGAINST).decode()},
        content_type="application/json",
    )

    assert (page.status_code, api.status_code, len(right)) == (302, 200, 19)
    assert sealed_ballots.choice_of(person, vote) == Choice.AGAINST
    receipt = client.get(reverse("voting:receipt", args=[vote.pk])).content.decode()
    assert all(word in receipt for word in api.json()["words"])


@pytest.mark.parametrize("who", [people.support, people.facilitator, people.admin, people.scrutineer])
def test_staff_get_no_right_to_vote(client, who):
    vote = ballots.opened()
    people.sign_in(client, who())

    assert client.get(reverse("api-vote-right", args=[vote.pk])).status_code == 403
    assert b"data-droit" not in client.get(reverse("voting:ballot", args=[vote.pk])).content


def test_anyone_downloads_the_board_and_it_holds_while_the_vote_is_open_and_after(client):
    voters = people.citizens(4)
    vote = ballots.opened()
    ballots.cast_all(vote, dict.fromkeys(voters, Choice.FOR))
    address = reverse("voting:archive", args=[vote.pk])

    during = b"".join(client.get(address).streaming_content)
    closing.settle_due(now=ballots.AFTER)
    after = b"".join(client.get(address).streaming_content)

    report = verify.verify(after, previous=during, require_result=True)
    assert (report.verdict, report.result) == ("ok", [[4, 0, 0, 0]])
    assert verify.verify(during).verdict == "ok"


def test_choosing_among_several_up_to_k():
    voters = people.citizens(4)
    vote = ballots.announce(ballots.prepared(among=("Pommes", "Fromage", "Biscuits"), most_choices=2))
    for person, choices in zip(voters, (["o1", "o2"], ["o1"], ["o1", "o3"], []), strict=True):
        casting.cast(by=person, vote=vote, choice=choices, now=NOW)
    with pytest.raises(BadInput):
        casting.cast(by=voters[0], vote=vote, choice=["o1", "o2", "o3"], now=NOW)

    closing.settle_due(now=ballots.AFTER)

    vote.refresh_from_db()
    rows = vote.tally.options.order_by("option__position").values_list("count", "is_chosen")
    # « Fromage » and « Biscuits » are equal at the last place: neither is chosen.
    assert (vote.tally.outcome, list(rows)) == ("choisi", [(3, True), (1, False), (1, False)])


def test_what_another_person_may_do_is_not_taken_for_one_s_own():
    person, staff = people.citizen(), people.support()
    vote = ballots.opened()
    of_a_citizen = capacities.capacity(person, on=dates.local_day(NOW))
    content = sealed_ballots.made_outside(person, vote, Choice.FOR)

    with pytest.raises(Refused) as caught:
        casting.cast_sealed(by=staff, vote=vote, content=content, now=NOW, capacity=of_a_citizen)

    assert (caught.value.code, sealed_ballots.count()) == ("support_never_votes", 0)


@pytest.mark.parametrize("voters", [1, 3])
def test_a_ballot_asks_the_database_the_same_however_many_there_are(
    client, django_assert_num_queries, voters
):
    """Each question costs as much as a tenth of the proofs: the person, what they may do, their place, the urn; then, held
    until the end, the vote, the place, the urn and the right; the signature, the event, the head, the numbers.
    """
    person, *others = people.citizens(voters)
    vote = ballots.opened()
    for other in others:
        content = sealed_ballots.made_outside(other, vote, Choice.FOR)
        casting.cast_sealed(by=other, vote=vote, content=content, now=NOW)
    people.sign_in(client, person)
    sealed = sealed_ballots.made_outside(person, vote, Choice.FOR).decode()

    # Two of them are the savepoint of the test's own transaction.
    with django_assert_num_queries(16):
        response = client.post(reverse("voting:cast", args=[vote.pk]), {"bulletin": sealed})

    assert response.headers["Location"] == reverse("voting:receipt", args=[vote.pk])


@pytest.mark.parametrize("number", [404, 2**63, 10**30])
def test_a_vote_that_is_not_there_is_missing_however_long_its_number(client, number):
    people.sign_in(client, people.citizen())

    response = client.post(reverse("voting:cast", args=[number]), {"bulletin": "{}"})

    assert response.status_code == 404


def test_an_urn_that_was_never_made_is_not_held():
    with pytest.raises(Urn.DoesNotExist):
        board.hold(ballots.prepared().pk)
