"""What the calendar does with urns: opens at the hour, never opens one under quorum nor one that does not agree."""

import logging

import pytest

from common import dates
from common.exceptions import IllegalTransition, Missing
from common.models import AuditEvent
from tests import cast as people
from tests.voting import ballots, sealed_ballots
from voting.domain import casting, closing, erasing, opening, paper, paper_desk, recusing
from voting.domain import urn as urns
from voting.domain.queries import awaited, boards
from voting.enums import Channel, Choice, VoteState
from voting.models import Right, RollEntry, Tally, Vote

pytestmark = pytest.mark.django_db

NOW, AFTER = ballots.NOW, ballots.AFTER


def kinds(vote) -> list[str]:
    return list(vote.urn.events.order_by("height").values_list("kind", flat=True))


def test_the_calendar_opens_what_is_due_and_leaves_the_rest():
    due, later = ballots.announced(), ballots.announced("Plus tard", opens_at=NOW)

    opened = opening.open_due(now=due.opens_at)

    later.refresh_from_db()
    assert (opened, opened[0].state, later.state) == ([due], VoteState.OPEN, VoteState.ANNOUNCED)
    assert [vote.pk for vote in closing.settle_due(now=NOW)] == [later.pk]


def test_a_vote_that_is_gone_is_missing_and_changes_nothing():
    before = AuditEvent.objects.count()

    for act in (opening.open_vote, closing.close, closing.proclaim):
        with pytest.raises(Missing) as gone:
            act(vote=Vote(pk=0), now=NOW)
        assert gone.value.code == "vote_missing"
    assert AuditEvent.objects.count() == before


def test_a_vote_closed_by_hand_under_quorum_is_never_opened():
    voters = people.citizens(4)
    few, enough = ballots.opened(), ballots.opened("Autre initiative")
    ballots.cast_all(few, dict.fromkeys(voters[:2], Choice.FOR))
    ballots.cast_all(enough, dict.fromkeys(voters, Choice.FOR))
    # Somebody with the database moves both past the look at the quorum.
    Vote.objects.update(state=VoteState.CLOSED, closed_at=AFTER)

    with pytest.raises(IllegalTransition) as refused:
        closing.end_urn(vote=few, now=AFTER)
    changed = closing.settle_due(now=AFTER)

    few.refresh_from_db()
    assert (refused.value.code, changed, few.state) == ("no_quorum", [enough], VoteState.CLOSED)
    assert kinds(few) == ["Setup", "Ballot", "Ballot"]
    assert kinds(enough)[-1] == "Result"


def test_what_was_signed_without_a_ballot_stops_the_opening(caplog):
    voters = people.citizens(4)
    vote, fine = ballots.opened(), ballots.opened("Autre initiative")
    for each in (vote, fine):
        ballots.cast_all(each, dict.fromkeys(voters[:3], Choice.FOR))
    # Somebody with the database signs for who did not come.
    RollEntry.objects.filter(vote=vote, person=voters[3]).update(
        voted_on=dates.local_day(NOW), channel=Channel.WEB
    )

    with caplog.at_level(logging.WARNING, logger="voting.domain.closing"):
        closing.settle_due(now=AFTER)

    vote.refresh_from_db()
    fine.refresh_from_db()
    assert (vote.state, fine.state) == (VoteState.OPEN, VoteState.PROCLAIMED)
    assert (kinds(vote)[-1], Tally.objects.filter(vote=vote).exists()) == ("Ballot", False)
    assert "urn_mismatch" in caplog.text


def test_a_ballot_on_paper_without_its_stub_stops_the_opening_and_everybody_reads_what_is_awaited():
    voters = people.citizens(4)
    facilitators = people.facilitator(), people.second_facilitator()
    vote = ballots.opened()
    ballots.cast_all(vote, dict.fromkeys(voters[:2], Choice.FOR))
    paper_desk.receive(by=facilitators[0], vote=vote, person=voters[2], stub=sealed_ballots.stub(), now=NOW)
    # The number of the stub of this one was never written down.
    RollEntry.objects.filter(vote=vote, person=voters[3]).update(
        voted_on=dates.local_day(NOW), channel=Channel.PAPER
    )
    assert awaited.of_vote(vote) == awaited.Awaited(False, ())

    closing.settle_due(now=AFTER)
    vote.refresh_from_db()
    waits = awaited.of_vote(vote)
    for by in facilitators:
        paper.record_paper_count(by=by, vote=vote, counts={"contre": 2}, now=AFTER)
    with pytest.raises(IllegalTransition) as refused:
        closing.end_urn(vote=vote, now=AFTER)

    assert (waits.paper, waits.keys, bool(waits)) == (True, (), True)
    assert (refused.value.code, closing.settle_due(now=AFTER)) == ("stub_mismatch", [])
    assert kinds(vote) == ["Setup", "Ballot", "Ballot"]


def test_once_the_links_are_erased_nobody_finds_their_ballot_and_it_is_written_once():
    voters = people.citizens(3)
    vote = ballots.proclaimed(voters)
    entry = vote.roll.get(person=voters[0])
    held = boards.my_receipt(vote=vote, person=voters[0])
    early = erasing.erase(vote=vote, now=AFTER)
    late = vote.proclaimed_at + (AFTER - NOW) * 9

    erased, again = erasing.erase(vote=vote, now=late), erasing.erase(vote=vote, now=late)

    assert held is not None
    assert (early, erased, again, Right.objects.count()) == (0, 3, 0, 0)
    assert (urns.last_of(entry), boards.my_receipt(vote=vote, person=voters[0])) == (None, None)
    assert AuditEvent.objects.filter(kind="vote.links_erased").count() == 1


def test_stepping_back_before_the_announcement_leaves_the_person_out_of_the_list():
    away, voter = people.citizens(2)
    vote = ballots.prepared()

    recusing.declare(by=away, vote=vote, person=away, reason="Emploi", now=ballots.ANNOUNCED_AT)
    ballots.announce(vote)
    opening.open_vote(vote=vote, now=vote.opens_at)
    casting.cast(by=voter, vote=vote, choice=Choice.FOR, now=NOW)

    assert list(vote.roll.values_list("person", flat=True)) == [voter.pk]
