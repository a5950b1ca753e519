"""What nobody does alone: annulling a vote, opening a sealed sheet. Asked by one, done by another employer's person."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from tests import cast as people
from tests.voting import ballots, scrutineers
from voting.domain import closing, scrutiny
from voting.enums import VoteState
from voting.models import JointAct

pytestmark = [pytest.mark.django_db, pytest.mark.database]

REASON = "La question avait une erreur."


@pytest.fixture
def first(client):
    people.sign_in(client, people.facilitator())
    return client


def second_person(client, person=None):
    client.logout()
    people.sign_in(client, person or people.second_facilitator())
    return client


def ask_to_annul(client, vote):
    url = reverse("voting:ask_to_annul", args=[vote.pk])
    client.post(url, {"reason": REASON})
    assert JointAct.objects.count() == 0
    client.post(url, {"reason": REASON, "confirm": "1"})
    return JointAct.objects.get()


def test_a_vote_is_annulled_by_a_second_person_of_another_employer_and_it_is_published(first):
    people.citizens(3)
    vote = ballots.opened()
    act = ask_to_annul(first, vote)
    url = reverse("voting:joint_act", args=[act.pk])

    alone = first.post(url)
    vote.refresh_from_db()
    still = vote.state
    second_person(first).post(url)

    vote.refresh_from_db()
    first.logout()
    page = first.get(reverse("voting:vote", args=[vote.pk])).content.decode()
    assert (alone.status_code, still, vote.state) == (403, VoteState.OPEN, VoteState.ANNULLED)
    assert REASON in page
    assert "animation (CRD) et animation (Porte bleue)" in page
    assert "Élodie" not in page


def test_a_colleague_of_the_same_employer_is_not_a_second_person(first):
    vote = ballots.opened()
    act = ask_to_annul(first, vote)
    colleague = second_person(first, people.facilitator("Collègue"))

    page = colleague.get(reverse("voting:joint_act", args=[act.pk])).content.decode()
    refused = colleague.post(reverse("voting:joint_act", args=[act.pk]))

    vote.refresh_from_db()
    assert "Une deuxième personne" in page
    assert (refused.status_code, vote.state) == (403, VoteState.OPEN)


def test_a_request_is_dropped_and_nothing_is_done(first):
    vote = ballots.opened()
    act = ask_to_annul(first, vote)

    by_support = second_person(first, people.support()).post(reverse("voting:joint_act_drop", args=[act.pk]))
    second_person(first).post(reverse("voting:joint_act_drop", args=[act.pk]))
    after = first.post(reverse("voting:joint_act", args=[act.pk]))

    vote.refresh_from_db()
    assert (by_support.status_code, after.status_code, vote.state) == (403, 409, VoteState.OPEN)


def test_a_published_result_is_not_annulled(first):
    vote = ballots.proclaimed(people.citizens(6))

    page = first.post(reverse("voting:ask_to_annul", args=[vote.pk]), {"reason": REASON, "confirm": "1"})

    assert (page.status_code, JointAct.objects.count()) == (409, 0)


@pytest.fixture
def silent_key():
    """A closed vote: one scrutineer gave their part, the other does not answer."""
    scrutineers.season()
    voters = people.citizens(6)
    vote = ballots.opened(custody=scrutineers.SCRUTINEERS)
    ballots.cast_all(vote, dict.fromkeys(voters, "pour"))
    closing.settle_due(now=ballots.AFTER)
    given, silent = scrutineers.trustees(vote)
    scrutiny.give_share(
        by=given.scrutineer.person, vote=vote, content=scrutineers.part(vote, given), now=ballots.AFTER
    )
    return vote, silent


def test_a_sealed_sheet_waits_for_a_reminder_and_its_delay(first, silent_key):
    _vote, silent = silent_key
    url = reverse("voting:ask_to_open_sheet", args=[silent.pk])
    answer = {"reason": "Personne ne répond.", "confirm": "1"}

    with clock.frozen(ballots.AFTER):
        unasked = first.post(url, answer).status_code
        first.post(reverse("voting:scrutineer_remind", args=[silent.pk]))
    with clock.frozen(ballots.AFTER + timedelta(days=2)):
        too_soon = first.post(url, answer).status_code
    with clock.frozen(ballots.AFTER + timedelta(days=3)):
        in_time = first.post(url, answer).status_code

    assert (unasked, too_soon, in_time) == (409, 409, 302)
    assert JointAct.objects.get().trustee == silent


def test_two_people_open_the_sheet_the_result_comes_and_it_is_published(first, silent_key):
    vote, silent = silent_key
    scrutiny.remind(by=None, trustee=silent, now=ballots.AFTER)
    with clock.frozen(ballots.AFTER + timedelta(days=4)):
        first.post(
            reverse("voting:ask_to_open_sheet", args=[silent.pk]),
            {"reason": "Personne ne répond.", "confirm": "1"},
        )
        url = reverse("voting:joint_act", args=[JointAct.objects.get().pk])
        part = scrutineers.part(vote, silent).decode()
        alone = first.post(url, {"part": part})
        vote.refresh_from_db()
        still = vote.state
        # Its organisation already holds the other key.
        two_keys = second_person(first, people.support()).post(url, {"part": part})
        vote.refresh_from_db()
        not_yet = vote.state
        second = second_person(first)
        box = second.get(url).content.decode()
        wrong = second.post(url, {"part": "{}"})
        second.post(url, {"part": part})
        vote.refresh_from_db()
        first.logout()
        page = first.get(reverse("voting:vote", args=[vote.pk])).content.decode()

    # The first person only sees that a second one is needed.
    assert (alone.status_code, still) == (200, VoteState.CLOSED)
    assert (two_keys.status_code, not_yet) == (200, VoteState.CLOSED)
    assert f'data-key="{silent.public}"' in box
    assert "Les 24 mots de la fiche" in box
    assert wrong.status_code == 422
    assert vote.state == VoteState.PROCLAIMED
    assert "La fiche scellée de" in page
    assert "Personne ne répond." in page


def test_the_page_of_a_vote_leads_staff_there_and_nobody_else(client):
    citizen = people.citizen("Ginette")
    vote = ballots.opened()
    link = reverse("voting:joint_acts", args=[vote.pk])
    page = reverse("voting:vote", args=[vote.pk])

    people.sign_in(client, citizen)
    as_citizen = client.get(page).content.decode()
    refused = client.get(link).status_code
    staff = second_person(client, people.support())

    assert (link in as_citizen, refused) == (False, 403)
    assert link in staff.get(page).content.decode()
    assert staff.get(link).status_code == 200
