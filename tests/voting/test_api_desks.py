"""The desks by program: envelopes, totals of paper, parts of the key, acts of two people; and every refusal."""

import pytest
from django.urls import reverse

from common import clock
from tests import cast as people
from tests.voting import ballots, scrutineers
from voting.domain import closing
from voting.enums import Channel, VoteState
from voting.models import JointAct, PaperCount, PaperStub, RollEntry, Trustee
from voting.rules import stubs

pytestmark = pytest.mark.django_db

AFTER = ballots.AFTER
REASON = "La question avait une erreur."


def sent(client, name, pk, **data):
    answer = client.post(reverse(f"api-{name}", args=[pk]), data, content_type="application/json")
    return answer.status_code, answer.json() if answer.content else {}


def envelope(person):
    return {"person": person.pk, "stub": stubs.said(stubs.new_number())}


def test_facilitation_receives_an_envelope_once_and_that_persons_vote_on_screen_is_closed(client):
    ginette = people.citizen("Ginette")
    vote = ballots.opened()
    people.sign_in(client, people.facilitator())

    status, said = sent(client, "vote-paper", vote.pk, **envelope(ginette))
    again = sent(client, "vote-paper", vote.pk, **envelope(ginette))

    assert (status, said) == (
        201,
        {"received": 1, "is_receiving": True, "waits_for_count": True, "counts_differ": False},
    )
    assert (again[0], again[1]["code"]) == (409, "paper_received")
    assert RollEntry.objects.get(vote=vote, person=ginette).channel == Channel.PAPER


def test_somebody_who_may_not_vote_and_nobody_get_one_answer(client):
    people.citizen("Ginette")
    vote = ballots.opened()
    support = people.support()
    people.sign_in(client, people.facilitator())

    answers = [
        sent(client, "vote-paper", vote.pk, **envelope(support)),
        sent(client, "vote-paper", vote.pk, **(envelope(support) | {"person": 987_654})),
    ]

    assert answers[0] == answers[1]
    assert answers[0][0] == 422
    assert not PaperStub.objects.exists()


@pytest.mark.parametrize("who", [people.citizen, people.support, people.admin, people.superuser])
def test_nobody_but_facilitation_receives_or_counts_the_envelopes(client, who):
    ginette = people.citizen("Ginette")
    vote = ballots.opened()
    people.sign_in(client, who())

    read = client.get(reverse("api-vote-paper", args=[vote.pk])).status_code
    received = sent(client, "vote-paper", vote.pk, **envelope(ginette))[0]

    assert (read, received, PaperStub.objects.exists()) == (403, 403, False)


def closed_with_paper(client):
    voters = people.citizens(3)
    vote = ballots.opened()
    people.sign_in(client, people.facilitator())
    for person in voters:
        assert sent(client, "vote-paper", vote.pk, **envelope(person))[0] == 201
    closing.settle_due(now=AFTER)
    vote.refresh_from_db()
    return vote


def test_two_counts_of_two_employers_put_the_paper_in_the_urn(client):
    vote = closed_with_paper(client)
    counts = {"pour": 2, "contre": 1}

    with clock.frozen(AFTER):
        wrong = sent(client, "vote-paper-count", vote.pk, counts={"pour": 1})
        first = sent(client, "vote-paper-count", vote.pk, counts=counts)
        twice = sent(client, "vote-paper-count", vote.pk, counts=counts)
        people.sign_in(client, people.second_facilitator())
        second = sent(client, "vote-paper-count", vote.pk, counts=counts)

    assert [wrong[0], first[0], twice[1]["code"], second[0]] == [422, 204, "already_counted", 204]
    assert PaperCount.objects.filter(vote=vote).count() == 2


@pytest.mark.parametrize("who", [people.citizen, people.admin, people.superuser, people.scrutineer])
def test_a_citizen_or_the_administration_counts_no_paper(client, who):
    vote = closed_with_paper(client)
    people.sign_in(client, who())

    with clock.frozen(AFTER):
        status, said = sent(client, "vote-paper-count", vote.pk, counts={"pour": 3})

    assert (status, said["code"], PaperCount.objects.exists()) == (403, "counters_only", False)


@pytest.fixture
def urn_to_open():
    scrutineers.season()
    voters = people.citizens(4)
    vote = ballots.opened(custody=scrutineers.SCRUTINEERS)
    ballots.cast_all(vote, dict.fromkeys(voters, "pour"))
    closing.settle_due(now=AFTER)
    vote.refresh_from_db()
    return vote


def test_each_scrutineer_gives_their_part_and_the_last_one_publishes(client, urn_to_open):
    states = []
    for trustee in scrutineers.trustees(urn_to_open):
        people.sign_in(client, trustee.scrutineer.person)
        part = scrutineers.part(urn_to_open, trustee).decode()
        with clock.frozen(AFTER):
            broken = sent(client, "vote-key-part", urn_to_open.pk, part=part[:-9])
            given = sent(client, "vote-key-part", urn_to_open.pk, part=part)
        urn_to_open.refresh_from_db()
        states.append((broken[0], given[0], urn_to_open.state))

    assert states == [(422, 204, VoteState.CLOSED), (422, 204, VoteState.PROCLAIMED)]


@pytest.mark.parametrize("who", [people.citizen, people.facilitator, people.admin, people.superuser])
def test_nobody_else_gives_a_part_of_the_key(client, urn_to_open, who):
    part = scrutineers.part(urn_to_open, scrutineers.trustees(urn_to_open)[0]).decode()
    people.sign_in(client, who("Quelqu'un" if who is not people.superuser else "racine"))

    with clock.frozen(AFTER):
        status, said = sent(client, "vote-key-part", urn_to_open.pk, part=part)

    assert (status, said["code"]) == (403, "scrutineers_only")
    assert not Trustee.objects.filter(shared_on__isnull=False).exists()


def test_a_vote_is_annulled_by_two_people_of_two_employers_or_the_request_is_dropped(client):
    people.citizens(3)
    vote = ballots.opened()
    people.sign_in(client, people.facilitator())

    dropped = sent(client, "vote-joint-acts", vote.pk, reason=REASON)[1]["id"]
    gone = client.delete(reverse("api-joint-act", args=[dropped])).status_code
    status, asked = sent(client, "vote-joint-acts", vote.pk, reason=REASON)
    alone = sent(client, "joint-act", asked["id"])[0]
    people.sign_in(client, people.second_facilitator())
    listed = client.get(reverse("api-vote-joint-acts", args=[vote.pk])).json()
    done = sent(client, "joint-act", asked["id"])[0]
    again = sent(client, "joint-act", asked["id"])

    vote.refresh_from_db()
    assert (gone, status, asked["may_do"], alone) == (204, 201, False, 403)
    assert [(one["id"], one["may_do"]) for one in listed] == [(asked["id"], True)]
    assert (done, again[1]["code"], vote.state) == (204, "not_asked", VoteState.ANNULLED)


def test_a_sealed_sheet_is_not_asked_for_before_a_reminder_nor_for_a_key_of_another_vote(client, urn_to_open):
    people.sign_in(client, people.support())
    key = scrutineers.trustees(urn_to_open)[0].pk

    with clock.frozen(AFTER):
        early = sent(client, "vote-joint-acts", urn_to_open.pk, reason=REASON, trustee=key)
        other = sent(client, "vote-joint-acts", urn_to_open.pk, reason=REASON, trustee=987_654)

    assert (early[0] in (403, 409), other[0]) == (True, 422)
    assert not JointAct.objects.exists()


@pytest.mark.parametrize("who", [people.citizen, people.admin, people.superuser])
def test_no_citizen_nor_administration_asks_for_an_act_of_two(client, who):
    vote = ballots.opened()
    people.sign_in(client, who())

    listed = client.get(reverse("api-vote-joint-acts", args=[vote.pk])).status_code
    asked = sent(client, "vote-joint-acts", vote.pk, reason=REASON)[0]

    assert (listed, asked, JointAct.objects.exists()) == (403, 403, False)
