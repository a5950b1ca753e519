"""What the pages of a vote read: notes beside the question, acts of two people, requests by post, who voted so far."""

from dataclasses import astuple
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.domain.queries import people as capacities
from common import clock, dates
from common.exceptions import IllegalTransition, Missing
from tests import cast as people
from tests.voting import ballots, scrutineers
from voting.domain import closing, joint_acts, paper_desk, preparing, scrutiny
from voting.domain.queries import joint_acts as act_queries
from voting.domain.queries import notes, post, votes
from voting.enums import Choice, NoteKind
from voting.models import Vote
from voting.rules.ballot_notes import Note

pytestmark = pytest.mark.django_db

NOW, AFTER = ballots.NOW, ballots.AFTER
FOR = Note(kind=NoteKind.FOR, text="C'est gratuit.")
AGAINST = Note(kind=NoteKind.AGAINST, text="C'est loin.")
OBJECTION = Note(kind=NoteKind.OBJECTION, text="Et l'hiver?", answer="Une navette.")


def told(person, *written: Note, last_sign: str = "0") -> notes.Told:
    vote = preparing.prepare(
        by=None,
        title="Le coffre",
        question="Est-ce que oui?",
        summary="",
        back_path="/",
        version_hash="a" * 63 + last_sign,
        rules=ballots.rules(),
        opens_at=ballots.OPENS_AT,
        closes_at=ballots.CLOSES_AT,
        notes=written,
        now=ballots.ANNOUNCED_AT,
    )
    return notes.of_vote(vote, capacities.capacity(person, on=dates.local_day(NOW)))


@pytest.mark.parametrize(("last_sign", "first"), [("0", NoteKind.FOR), ("1", NoteKind.AGAINST)])
def test_the_side_read_first_is_tossed_by_the_fingerprint_of_the_text(last_sign, first):
    read = told(None, FOR, AGAINST, last_sign=last_sign)

    sides = {NoteKind.FOR: (FOR.text,), NoteKind.AGAINST: (AGAINST.text,)}
    assert read.reasons[0][0] == first
    assert (dict(read.reasons), read.is_written) == (sides, True)


def test_without_a_reason_nothing_is_told_and_one_side_alone_leaves_the_other_empty():
    nothing, one_side = told(None), told(None, FOR)

    assert (nothing.reasons, nothing.is_written) == ((), False)
    assert (dict(one_side.reasons)[NoteKind.AGAINST], one_side.is_written) == ((), True)
    assert told(None, Note(kind=NoteKind.FOR, text="")).is_written is False


def test_objections_stay_among_the_members():
    inside, outside = told(people.citizen(), OBJECTION), told(people.table_member(), OBJECTION)

    assert [(row.text, row.answer) for row in inside.objections] == [(OBJECTION.text, OBJECTION.answer)]
    assert (outside.objections, told(None, OBJECTION).objections) == ((), ())


def test_who_voted_so_far_is_the_same_with_and_without_the_numbers_of_the_list():
    voters = people.citizens(6)
    ballots.cast_all(ballots.opened(), dict.fromkeys(voters, Choice.FOR))
    listed, bare = votes.visible_votes().get(), Vote.objects.get()

    counted = votes.participation(bare)

    assert astuple(counted)[1:] == astuple(votes.participation(listed))[1:] == (6, 6, 6)
    member = capacities.capacity(voters[0], on=dates.local_day(NOW))
    assert (counted.told_to(member), counted.told_to(None)) == (
        votes.participation(listed).told_to(member),
        votes.participation(listed).told_to(None),
    )
    assert counted.told_to(member) != counted.told_to(None)


def test_whoever_works_here_waits_for_no_ballot_and_a_running_vote_concerns_its_list():
    voter, worker = people.citizen(), people.support()
    vote = ballots.opened()

    assert (votes.waiting_for(voter, NOW), votes.waiting_for(worker, NOW)) == ([vote], [])
    assert [votes.concerns_running_vote(person) for person in (voter, worker)] == [True, False]
    closing.settle_due(now=AFTER)
    assert votes.concerns_running_vote(voter) is False


def test_a_request_by_post_that_does_not_exist_is_missing(client):
    voter = people.citizen()
    vote = ballots.opened(closes_at=ballots.CLOSES_AT + timedelta(days=9))
    asked = paper_desk.ask_by_post(by=voter, vote=vote, now=NOW)
    people.sign_in(client, people.facilitator())

    pages = [
        client.get(reverse("voting:request_to_post", args=[pk])).status_code
        for pk in (asked.pk, asked.pk + 1)
    ]

    with pytest.raises(Missing) as missing:
        post.find(asked.pk + 1)
    assert (pages, missing.value.code, post.person_of(post.find(asked.pk))) == (
        [200, 404],
        "request_missing",
        voter,
    )


def test_a_key_that_does_not_come_is_asked_for_once_by_whoever_holds_no_other():
    voters = people.citizens(3)
    scrutineers.season()
    vote = ballots.opened(custody=scrutineers.SCRUTINEERS)
    ballots.cast_all(vote, dict.fromkeys(voters, Choice.FOR))
    later = AFTER + timedelta(days=4)
    facilitator, support, citizen = people.facilitator("Autre"), people.support(), voters[0]

    def may_ask(person) -> list[bool]:
        day = dates.local_day(later)
        found = act_queries.sheets(Vote.objects.get(), capacity=capacities.capacity(person, on=day), day=day)
        return [sheet.may_ask for sheet in found]

    assert may_ask(facilitator) == []
    closing.settle_due(now=AFTER)
    assert may_ask(facilitator) == [False, False]
    one, silent = scrutineers.trustees(vote)
    scrutiny.give_share(by=one.scrutineer.person, vote=vote, content=scrutineers.part(vote, one), now=AFTER)
    scrutiny.remind(by=facilitator, trustee=silent, now=AFTER)
    # The support works for the organisation whose scrutineer gave the other key.
    assert (may_ask(facilitator), may_ask(support), may_ask(citizen)) == ([True], [False], [False])
    joint_acts.ask_to_open_sheet(by=facilitator, trustee=silent, reason="Silence.", now=later)
    assert may_ask(facilitator) == [False]


def test_the_page_of_an_act_of_two_people_that_nobody_asked_for_is_missing(client):
    vote = ballots.opened()
    act = joint_acts.ask_to_annul(by=people.facilitator(), vote=vote, reason="Erreur.", now=NOW)
    people.sign_in(client, people.second_facilitator())

    with clock.frozen(NOW):
        found, missing = (
            client.get(reverse("voting:joint_act", args=[pk])).status_code for pk in (act.pk, act.pk + 1)
        )

    assert (found, missing, act_queries.find(act.pk)) == (200, 404, act)


def test_the_platform_s_own_key_has_no_sheet_to_open():
    people.citizens(3)
    vote = ballots.opened()
    key = scrutineers.trustees(vote)[0]
    ask = {"by": people.facilitator(), "trustee": key, "reason": "Voir.", "now": NOW}

    with pytest.raises(IllegalTransition) as refused:
        joint_acts.ask_to_open_sheet(**ask)

    assert refused.value.code == "not_reminded"
