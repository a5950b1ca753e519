"""Votes by program: the same calls and the same refusals as the pages."""

import pytest
from django.urls import reverse

from common import clock
from tests import cast as people
from tests.voting import ballots, sealed_ballots
from voting.domain import closing, recusing
from voting.domain.queries import votes as vote_queries
from voting.enums import Choice, VoteState
from voting.models import Vote
from voting.rules import visibility

pytestmark = pytest.mark.django_db

AFTER = ballots.AFTER
# As a French page says it, with or without the typographic apostrophe.
NOT_OPENED = "Aucun bulletin n"


def cast(client, vote, data):
    return client.post(reverse("api-vote-cast", args=[vote.pk]), data, content_type="application/json")


def test_a_vote_is_a_question_its_choices_and_its_participation(client):
    vote = ballots.opened()
    ballots.prepared("Pas encore annoncé")

    listed = client.get(reverse("api-votes")).json()
    read = client.get(reverse("api-vote", args=[vote.pk])).json()

    assert (listed["count"], listed["results"]) == (1, [read])
    assert [choice["value"] for choice in read["choices"]] == Choice.values
    assert read["participation"] == {
        "voted": {"value": 0, "under_floor": False},
        "territories": 0,
        "roll": 0,
    }


def test_fewer_than_five_voters_are_hidden_outside(client):
    voters = people.citizens(2)
    vote = ballots.opened()
    ballots.cast_all(vote, dict.fromkeys(voters, Choice.FOR))
    address = reverse("api-vote", args=[vote.pk])

    outside = client.get(address).json()["participation"]["voted"]
    people.sign_in(client, voters[0])
    inside = client.get(address).json()["participation"]["voted"]

    assert outside == {"value": None, "under_floor": True}
    assert inside == {"value": 2, "under_floor": False}


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"choice": "peut-etre"},
        {"choice": None},
        {"choice": []},
        {"choice": ["pour", "contre"]},
        {"choice": "pour", "ballot": "{}"},
    ],
)
def test_an_unknown_choice_answers_with_a_sentence(client, data):
    person = people.citizen()
    vote = ballots.opened()
    people.sign_in(client, person)

    response = cast(client, vote, data)

    assert (response.status_code, response.json()["code"]) == (422, "bad_input")
    assert list(response.json()["fields"]) == ["choice"]
    assert sealed_ballots.count() == 0


def test_changing_ones_mind_keeps_one_ballot(client):
    person = people.citizen()
    vote = ballots.opened()
    people.sign_in(client, person)

    answers = [cast(client, vote, {"choice": choice}).status_code for choice in ("pour", "contre")]

    assert answers == [200, 200]
    assert sealed_ballots.choice_of(person, vote) == "contre"


def test_after_closing_casting_is_refused_and_the_result_is_read(client):
    voters = people.citizens(10)[:6]
    vote = ballots.proclaimed(voters, ["pour"] * 5 + ["contre"])
    address = reverse("api-vote-result", args=[vote.pk])

    with clock.frozen(AFTER):
        outside = client.get(address).json()
        people.sign_in(client, voters[0])
        inside = client.get(address).json()
        refused = cast(client, vote, {"choice": "pour"})

    assert (refused.status_code, refused.json()["code"]) == (403, "vote_closed")
    assert (inside["outcome"], outside["outcome"]) == ("approuvee", "approuvee")
    assert [row["people"]["value"] for row in inside["counts"]] == [5, 0, 1, 0]
    assert [row["people"]["value"] for row in outside["counts"]] == [5, 0, None, 0]
    assert outside["participation"] == {"value": None, "under_floor": False}  # kept back, not few


def test_when_everybody_on_a_small_list_voted_no_count_is_told_outside(client):
    voters = people.citizens(6)
    vote = ballots.proclaimed(voters, ["pour"] * 5 + ["contre"])

    with clock.frozen(AFTER):
        outside = client.get(reverse("api-vote-result", args=[vote.pk])).json()
        page = client.get(reverse("voting:vote", args=[vote.pk])).content.decode()

    assert (outside["counts"], outside["outcome"]) == ([], "approuvee")
    assert 'class="bars"' not in page
    assert "Les nombres sont trop petits" in page
    assert NOT_OPENED not in page


@pytest.mark.parametrize(("stepping_back", "told"), [(0, [9, 0, None, 0]), (2, [])])
def test_who_steps_back_after_the_announcement_is_not_counted_among_who_could_vote(
    client, django_assert_num_queries, stepping_back, told
):
    voters = people.citizens(12)
    vote = ballots.opened()
    for person in voters[10 : 10 + stepping_back]:
        recusing.declare(by=person, vote=vote, person=person, reason="Ma cousine.", now=ballots.NOW)
    ballots.cast_all(vote, dict(zip(voters[:10], ["pour"] * 9 + ["contre"], strict=True)))
    closing.settle_due(now=AFTER)

    with clock.frozen(AFTER):
        outside = client.get(reverse("api-vote-result", args=[vote.pk])).json()

    found = vote_queries.find(vote.pk)
    with django_assert_num_queries(0):
        assert visibility.stepped_back(found) == stepping_back
    assert visibility.stepped_back(Vote.objects.get(pk=vote.pk)) == stepping_back
    assert [row["people"]["value"] for row in outside["counts"]] == told


def test_without_quorum_the_page_says_that_no_ballot_was_opened(client):
    vote = ballots.proclaimed(people.citizens(6)[:1])

    with clock.frozen(AFTER):
        page = client.get(reverse("voting:vote", args=[vote.pk])).content.decode()

    assert vote.state == VoteState.NO_QUORUM
    assert NOT_OPENED in page


def test_a_vote_being_prepared_is_missing_by_every_address(client):
    vote = ballots.prepared()
    people.sign_in(client, people.facilitator())

    answers = [
        client.get(reverse(name, args=[vote.pk])).status_code for name in ("api-vote", "api-vote-result")
    ]

    assert [*answers, cast(client, vote, {"choice": "pour"}).status_code] == [404, 404, 404]


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(client, django_assert_num_queries, how_many):
    for n in range(how_many):
        ballots.opened(f"Initiative {n}")

    # How many, the votes, their answers, the notes of their ballots.
    with django_assert_num_queries(4):
        response = client.get(reverse("api-votes"))

    assert response.json()["count"] == how_many
