"""What a citizen does around a vote, by program; and who may not."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from tests import cast as people
from tests.voting import ballots
from voting.models import PostalRequest, Recusal, Remark

pytestmark = pytest.mark.django_db

IN_TIME = ballots.CLOSES_AT - timedelta(days=7)


def sent(client, name, vote, **data):
    address = reverse(f"api-vote-{name}", args=[vote.pk])
    answer = client.post(address, data, content_type="application/json")
    return answer.status_code, answer.json()["code"] if answer.content else ""


def test_a_citizen_steps_back_from_one_vote_for_themselves_alone(client):
    person = people.citizen()
    vote = ballots.opened()
    people.sign_in(client, person)

    without = sent(client, "step-back", vote, reason=" ")
    done = sent(client, "step-back", vote, reason="Ma sœur y travaille.")
    again = sent(client, "step-back", vote, reason="Encore.")

    assert [without[0], done[0], again] == [422, 204, (409, "already_recused")]
    assert [row.person for row in Recusal.objects.filter(vote=vote)] == [person]


def test_a_remark_is_left_after_voting_and_never_before(client):
    person = people.citizen()
    vote = ballots.opened()
    people.sign_in(client, person)

    before = sent(client, "remark", vote, text="Merci.")
    ballots.cast_all(vote, {person: "pour"})
    empty = sent(client, "remark", vote, text="")
    after = sent(client, "remark", vote, text="Merci.")

    assert (before, empty[0], after[0]) == ((403, "not_voted"), 422, 204)
    assert [row.text for row in Remark.objects.all()] == ["Merci."]


def test_a_ballot_by_mail_is_asked_for_in_time_by_a_citizen_of_the_list(client):
    person = people.citizen()
    vote = ballots.opened(closes_at=ballots.CLOSES_AT)
    people.sign_in(client, person)

    with clock.frozen(ballots.CLOSES_AT - timedelta(hours=1)):
        late = sent(client, "by-post", vote)
    with clock.frozen(IN_TIME):
        asked = sent(client, "by-post", vote)

    assert (late[0] in (403, 409), asked[0]) == (True, 204)
    assert PostalRequest.objects.get().roll_entry.person == person


@pytest.mark.parametrize("who", [people.facilitator, people.support, people.admin, people.superuser])
@pytest.mark.parametrize(
    ("name", "data"), [("step-back", {"reason": "…"}), ("remark", {"text": "…"}), ("by-post", {})]
)
def test_nobody_who_accompanies_does_it(client, who, name, data):
    people.citizen()
    vote = ballots.opened()
    people.sign_in(client, who())

    status, _code = sent(client, name, vote, **data)

    assert status in (403, 409, 422)
    assert [kind.objects.count() for kind in (Recusal, Remark, PostalRequest)] == [0, 0, 0]


@pytest.mark.parametrize(
    "name", ["step-back", "remark", "by-post", "paper", "paper-count", "key-part", "joint-acts"]
)
def test_signed_out_nobody_does_anything(client, name):
    people.citizen()

    assert sent(client, name, ballots.opened())[0] == 401
