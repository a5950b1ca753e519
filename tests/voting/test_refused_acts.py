"""Acts around a vote that are refused with a sentence and leave nothing behind, each beside its allowed case."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from common.exceptions import Refused
from common.models import AuditEvent
from tests import cast as people
from tests.voting import ballots, scrutineers, sealed_ballots
from voting.crypto import group
from voting.domain import (
    annulling,
    casting,
    closing,
    joint_acts,
    paper,
    paper_desk,
    preparing,
    recusing,
    remarks,
    scrutiny,
)
from voting.domain import urn as urns
from voting.enums import Choice, NoteKind, VoteState
from voting.models import (
    BallotNote,
    BoardEvent,
    JointAct,
    PaperCount,
    PaperStub,
    Recusal,
    Remark,
    RollEntry,
    Trustee,
    Vote,
)
from voting.rules.ballot_notes import Note

pytestmark = pytest.mark.django_db

NOW, AFTER = ballots.NOW, ballots.AFTER


def refusal(act, **given) -> str:
    """The code; nothing is written in the journal, and the sentence is there."""
    before = AuditEvent.objects.count()
    with pytest.raises(Refused) as caught:
        act(**given)
    assert str(caught.value.sentence)
    assert AuditEvent.objects.count() == before
    return caught.value.code


def test_a_vote_closes_after_it_opens_and_its_notes_are_numbered_kind_by_kind():
    fine = {
        "by": None,
        "title": "Le coffre",
        "question": "Est-ce que oui?",
        "summary": "",
        "back_path": "/",
        "version_hash": ballots.HASH,
        "rules": ballots.rules(),
        "opens_at": ballots.OPENS_AT,
        "closes_at": ballots.CLOSES_AT,
        "notes": [
            Note(kind=NoteKind.FOR, text="Utile."),
            Note(kind=NoteKind.AGAINST, text="Cher."),
            Note(kind=NoteKind.FOR, text="Gratuit."),
        ],
        "now": ballots.ANNOUNCED_AT,
    }

    refused = refusal(preparing.prepare, **(fine | {"closes_at": ballots.OPENS_AT}))
    nothing = Vote.objects.count()
    preparing.prepare(**fine)

    assert (refused, nothing) == ("closes_before_opening", 0)
    assert sorted(BallotNote.objects.values_list("kind", "position", "text")) == sorted(
        [(NoteKind.FOR, 1, "Utile."), (NoteKind.AGAINST, 1, "Cher."), (NoteKind.FOR, 2, "Gratuit.")]
    )


def test_before_its_announcement_a_vote_has_no_urn():
    people.citizens(2)
    vote = ballots.prepared()

    assert refusal(urns.of_vote, vote=vote) == "no_urn"
    ballots.announce(vote)
    assert urns.of_vote(vote).vote == vote


def test_nobody_annuls_without_a_reason():
    vote = ballots.opened()
    act = {"by": people.facilitator(), "second": people.second_facilitator(), "vote": vote, "now": NOW}

    assert refusal(annulling.annul, reason=" \n", **act) == "reason_missing"
    assert Vote.objects.get().state == VoteState.OPEN
    assert annulling.annul(reason="Erreur.", **act).state == VoteState.ANNULLED


def test_asking_for_an_act_of_two_people_takes_a_reason_that_is_not_too_long():
    ask = {"by": people.facilitator(), "vote": ballots.opened(), "now": NOW}

    too_long = refusal(joint_acts.ask_to_annul, reason="x" * (joint_acts.REASON_MAX + 1), **ask)
    nothing = JointAct.objects.count()
    joint_acts.ask_to_annul(reason="x" * joint_acts.REASON_MAX, **ask)

    assert (too_long, nothing, JointAct.objects.count()) == ("reason_too_long", 0, 1)


def test_stepping_back_takes_a_short_reason_once_by_somebody_of_the_list():
    voter, other = people.citizens(2)
    vote = ballots.opened()
    stranger = people.citizen("Arrivée après")

    def declare(person, reason="Emploi", now=NOW):
        return {"by": person, "vote": vote, "person": person, "reason": reason, "now": now}

    long = "x" * (recusing.REASON_MAX + 1)
    assert refusal(recusing.declare, **declare(voter, long)) == "reason_too_long"
    assert refusal(recusing.declare, **declare(stranger)) == "not_on_roll"
    assert refusal(recusing.declare, **declare(voter, now=vote.closes_at)) == "vote_closed"
    assert (Recusal.objects.count(), RollEntry.objects.filter(barred_on__isnull=False).count()) == (0, 0)
    recusing.declare(**declare(voter, long[1:]))
    assert refusal(recusing.declare, **declare(voter)) == "already_recused"
    closing.settle_due(now=AFTER)
    assert refusal(recusing.declare, **declare(other)) == "vote_closed"
    assert list(Recusal.objects.values_list("person", flat=True)) == [voter.pk]


def test_a_remark_has_words_not_too_many_and_comes_before_the_minutes():
    voters = people.citizens(3)
    vote = ballots.opened()
    ballots.cast_all(vote, dict.fromkeys(voters, Choice.FOR))
    leave = {"by": voters[0], "vote": vote, "now": NOW}

    assert refusal(remarks.leave_remark, text=" \n ", **leave) == "remark_empty"
    assert refusal(remarks.leave_remark, text="x" * (remarks.REMARK_MAX + 1), **leave) == "remark_too_long"
    assert Remark.objects.count() == 0
    remarks.leave_remark(text="x" * remarks.REMARK_MAX, **leave)
    closing.settle_due(now=AFTER)
    assert refusal(remarks.leave_remark, text="Trop tard.", **leave) == "minutes_written"
    assert Remark.objects.count() == 1


def test_a_stub_is_received_once_and_a_ballot_posted_once():
    one, other = people.citizens(2)
    facilitator = people.facilitator()
    vote = ballots.opened(closes_at=ballots.CLOSES_AT + timedelta(days=9))
    stub = sealed_ballots.stub()
    receive = {"by": facilitator, "vote": vote, "now": NOW}

    paper_desk.receive(person=one, stub=stub, **receive)
    assert refusal(paper_desk.receive, person=other, stub=stub, **receive) == "stub_taken"
    assert (PaperStub.objects.count(), RollEntry.objects.voted().count()) == (1, 1)
    asked = paper_desk.ask_by_post(by=other, vote=vote, now=NOW)
    first = paper_desk.mark_posted(by=facilitator, request=asked, now=NOW)
    before = AuditEvent.objects.count()
    again = paper_desk.mark_posted(by=facilitator, request=asked, now=NOW + timedelta(days=1))
    assert (again.posted_on, AuditEvent.objects.count()) == (first.posted_on, before)
    paper_desk.receive(person=other, stub=sealed_ballots.stub(), **receive)
    assert PaperStub.objects.count() == 2


def test_a_count_of_paper_is_of_whole_numbers_and_once_a_person():
    voters = people.citizens(3)
    facilitator, second = people.facilitator(), people.second_facilitator()
    vote = ballots.opened()
    ballots.cast_all(vote, dict.fromkeys(voters[:2], Choice.FOR))
    paper_desk.receive(by=facilitator, vote=vote, person=voters[2], stub=sealed_ballots.stub(), now=NOW)
    closing.settle_due(now=AFTER)
    count = {"by": facilitator, "vote": vote, "now": AFTER}

    less = refusal(paper.record_paper_count, counts={"pour": 2, "contre": -1}, **count)
    nothing = PaperCount.objects.count()
    paper.record_paper_count(counts={"contre": 1}, **count)
    twice = refusal(paper.record_paper_count, counts={"contre": 1}, **count)
    paper.record_paper_count(**(count | {"by": second}), counts={"contre": 1})

    assert (less, nothing, twice, PaperCount.objects.count()) == ("bad_counts", 0, "already_counted", 2)


def test_a_sheet_is_sealed_and_a_scrutineer_reminded_once():
    voters = people.citizens(3)
    season = scrutineers.season()
    facilitator = people.facilitator("Autre")
    vote = ballots.opened(custody=scrutineers.SCRUTINEERS)
    ballots.cast_all(vote, dict.fromkeys(voters, Choice.FOR))
    closing.settle_due(now=AFTER)
    key = scrutineers.trustees(vote)[0]
    reminded = scrutiny.remind(by=facilitator, trustee=key, now=AFTER)
    before = AuditEvent.objects.count()

    again = scrutiny.remind(by=facilitator, trustee=key, now=AFTER + timedelta(days=1))
    sealed = [
        scrutiny.sheet_is_sealed(by=facilitator, scrutineer=one, now=AFTER)
        for one in season.scrutineers.all()
    ]

    assert (again.reminded_on, AuditEvent.objects.count()) == (reminded.reminded_on, before)
    assert {one.sealed_on for one in sealed} == {NOW.date()}


def test_once_a_vote_of_the_season_is_announced_its_scrutineers_are_those_who_are_named():
    people.citizens(2)
    season = scrutineers.season()
    vote = ballots.prepared(custody=scrutineers.SCRUTINEERS)
    third, fourth = (people.scrutineer(slug, slug) for slug in ("accueil", "ailleurs"))

    def name(person, keeper):
        given = {"by": people.facilitator(keeper), "season": season, "person": person, "now": NOW}
        return given | {"keeper": people.organisation(keeper)}

    named = scrutiny.name_scrutineer(**name(third, "loin"))
    ballots.announce(vote)
    late = name(fourth, "bien-loin")

    assert refusal(scrutiny.name_scrutineer, **late) == "season_begun"
    assert (season.scrutineers.count(), season.scrutineers.last()) == (3, named)


@pytest.mark.parametrize(
    "content", [b"x" * (scrutiny.MOST_BYTES + 1), b'"\\ud800"', b'{"decryption_factors":[],"more":[]}']
)
def test_a_part_too_heavy_or_written_another_way_is_refused_and_the_right_one_is_still_taken(content):
    voters = people.citizens(3)
    scrutineers.season()
    vote = ballots.opened(custody=scrutineers.SCRUTINEERS)
    ballots.cast_all(vote, dict.fromkeys(voters, Choice.FOR))
    closing.settle_due(now=AFTER)
    key = scrutineers.trustees(vote)[0]
    give = {"by": key.scrutineer.person, "vote": vote, "now": AFTER}

    assert refusal(scrutiny.give_share, content=content, **give) == "share_wrong"
    assert Trustee.objects.filter(shared_on__isnull=False).count() == 0
    scrutiny.give_share(content=scrutineers.part(vote, key), **give)
    assert Trustee.objects.get(shared_on__isnull=False) == key


@pytest.mark.parametrize("text", ["{}", '"clés"', "7", "null"])
def test_keys_that_are_no_list_are_keys_that_are_missing(text):
    one = scrutineers.season(ready=False).scrutineers.first()
    give = {"by": one.person, "scrutineer": one, "checksum": "", "now": NOW}

    assert refusal(scrutiny.give_keys, given=scrutiny.read_keys(text), **give) == "keys_wrong"


def test_a_device_whose_chance_repeats_itself_gets_no_ballot_in_the_urn(monkeypatch):
    person = people.citizen()
    vote = ballots.opened()
    # The same number hides each of the four answers: whoever compares them reads the choice.
    with monkeypatch.context() as weak:
        weak.setattr(group, "random_exponent", lambda: 12_345)
        content = sealed_ballots.made_outside(person, vote, Choice.FOR)

    cast = {"by": person, "vote": vote, "now": NOW}
    assert refusal(casting.cast_sealed, content=content, **cast) == "sent_again"
    assert (sealed_ballots.count(), RollEntry.objects.voted().count()) == (0, 0)
    fine = sealed_ballots.made_outside(person, vote, Choice.FOR)
    casting.cast_sealed(content=fine, **cast)
    assert sealed_ballots.count() == 1


def test_two_ballots_never_have_one_receipt():
    person, other = people.citizens(2)
    vote = ballots.opened()
    content = sealed_ballots.made_outside(person, vote, Choice.FOR)
    urn = urns.of_vote(vote)
    receipt = urns.receipt_of(urns.check(urn, content).tracker)
    # As if the ballot of somebody else had drawn the same picture and words.
    casting.sign(vote.roll.get(person=other), today=NOW.date(), channel="web")
    taken = sealed_ballots.add_by_hand(vote, other, receipt=receipt.key)
    # Refused by the database for another reason (the place on the board is taken): it is an error, not a sentence.
    with pytest.raises(IntegrityError):
        casting.cast(by=person, vote=vote, choice=Choice.FOR, now=NOW)
    assert vote.roll.get(person=person).voted_on is None
    urn.height += 1
    urn.save(update_fields=["height"])

    cast = {"by": person, "vote": vote, "now": NOW}
    assert refusal(casting.cast_sealed, content=content, **cast) == "receipt_taken"
    assert list(BoardEvent.objects.filter(kind="Ballot")) == [taken]
    casting.cast(choice=Choice.FOR, **cast)
    assert sealed_ballots.count() == 2
