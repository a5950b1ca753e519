"""What the database refuses by itself, with the same thing allowed at the right time."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from common import dates
from tests import cast as people
from tests.voting import ballots, sealed_ballots
from voting.domain import annulling, casting, closing, paper_desk
from voting.enums import Channel, Choice, JointActKind, VoteState
from voting.models import (
    BoardEvent,
    JointAct,
    Option,
    PaperCount,
    Recusal,
    Right,
    RollEntry,
    Tally,
    Urn,
    Vote,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOW, AFTER = ballots.NOW, ballots.AFTER
TODAY = dates.local_day(NOW)
FROZEN = {
    "kind": "rencontre",
    "title": "Autre",
    "question": "Autre?",
    "summary": "Autre",
    "back_path": "/autre/",
    "version_hash": "b" * 64,
    "is_conditional": True,
    "threshold": "deux_tiers",
    "quorum_min": 1,
    "quorum_share_num": 1,
    "quorum_share_den": 99,
    "min_territories": 1,
    "may_change": False,
    "roll_size": 1,
    "opens_at": ballots.OPENS_AT - timedelta(days=1),
    "closes_at": ballots.CLOSES_AT + timedelta(days=1),
    "announced_at": NOW,
    "custody": "scrutateurs",
    "min_scrutineers": 9,
    "contest_days": 1,
    "is_trial": True,
}


def is_refused(act, *args, **kwargs) -> bool:
    try:
        with transaction.atomic():
            act(*args, **kwargs)
    except DatabaseError:
        return True
    return False


def run(sql: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize("column", FROZEN)
def test_a_column_is_free_before_the_announcement_and_frozen_after(column):
    prepared, announced = ballots.prepared(), ballots.announced("Autre initiative")
    change = {column: FROZEN[column]}

    assert is_refused(Vote.objects.filter(pk=prepared.pk).update, **change) is False
    assert is_refused(Vote.objects.filter(pk=announced.pk).update, **change) is True


def reached(state: str) -> Vote:
    """A vote in that state, by the domain; counted votes are left before their publication."""
    voters = people.citizens(4)
    if state == VoteState.PREPARED:
        return ballots.prepared()
    if state == VoteState.ANNOUNCED:
        return ballots.announced()
    vote = ballots.opened()
    if state == VoteState.OPEN:
        return vote
    if state == VoteState.NO_QUORUM:
        closing.close(vote=vote, now=AFTER)
        return vote
    ballots.cast_all(vote, dict.fromkeys(voters[:3], Choice.FOR))
    if state == VoteState.CLOSED:
        paper_desk.receive(
            by=people.facilitator(), vote=vote, person=voters[3], stub=sealed_ballots.stub(), now=NOW
        )
    closing.close(vote=vote, now=AFTER)
    if state == VoteState.PROCLAIMED:
        closing.proclaim(vote=vote, now=AFTER)
    if state == VoteState.ANNULLED:
        one, other = people.facilitator("Une"), people.second_facilitator("Autre")
        vote = annulling.annul(by=one, second=other, vote=vote, reason="Erreur", now=AFTER)
    assert vote.state == state
    return vote


# Counting needs its tally, and annulling what two people did: by hand alone, both are refused.
BY_HAND = {
    VoteState.PREPARED: {"annonce"},
    VoteState.ANNOUNCED: {"ouvert"},
    VoteState.OPEN: set(),
    VoteState.CLOSED: set(),
    VoteState.COUNTED: {"proclame"},
    VoteState.PROCLAIMED: set(),
    VoteState.NO_QUORUM: set(),
    VoteState.ANNULLED: set(),
}


@pytest.mark.parametrize("state", BY_HAND)
def test_a_state_moves_along_the_table_only(state):
    vote = reached(state)
    moved = set()

    for target in VoteState.values:
        if target == state:
            continue
        sid = transaction.savepoint()
        update = Vote.objects.filter(pk=vote.pk).update
        if not is_refused(update, state=target, annulled_reason="Erreur"):
            moved.add(target)
        transaction.savepoint_rollback(sid)

    assert moved == BY_HAND[state]


@pytest.mark.parametrize("state", [VoteState.ANNOUNCED, VoteState.OPEN, VoteState.CLOSED, VoteState.COUNTED])
def test_annulling_by_hand_needs_what_two_people_did_which_stays(state):
    vote = reached(state)
    one, other = people.facilitator("Une"), people.second_facilitator("Autre")
    update = Vote.objects.filter(pk=vote.pk).update
    about = {"vote": vote, "kind": JointActKind.ANNUL, "reason": "Erreur", "asked_by": one, "asked_at": NOW}
    act = JointAct.objects.create(**about)

    alone = is_refused(update, state="annule", annulled_reason="Erreur")
    same_person = is_refused(JointAct.objects.filter(pk=act.pk).update, done_by=one, done_at=NOW)
    nobody = is_refused(JointAct.objects.filter(pk=act.pk).update, done_at=NOW)
    JointAct.objects.filter(pk=act.pk).update(done_by=other, done_at=NOW)
    together = is_refused(update, state="annule", annulled_reason="Erreur")

    assert (alone, same_person, nobody, together) == (True, True, True, False)
    assert is_refused(JointAct.objects.filter(pk=act.pk).update, reason="Autre chose")
    assert is_refused(JointAct.objects.filter(pk=act.pk).delete)


def test_an_open_vote_is_not_closed_before_its_hour_even_by_hand():
    vote = ballots.opened()
    update = Vote.objects.filter(pk=vote.pk).update

    assert is_refused(update, state="ferme", closed_at=vote.closes_at - timedelta(seconds=1)) is True
    assert is_refused(update, state="ferme", closed_at=vote.closes_at) is False


def test_a_vote_begins_prepared_and_only_then_is_deleted():
    prepared, announced = ballots.prepared(), ballots.announced("Autre initiative")
    begin = Vote(state="ouvert", opens_at=NOW, closes_at=AFTER, threshold="simple", version_hash="c")
    begin.quorum_min = begin.quorum_share_num = begin.min_territories = 0

    assert is_refused(begin.save) is True
    assert is_refused(announced.delete) is True
    assert is_refused(prepared.delete) is False


def test_options_are_frozen_with_their_vote():
    prepared, announced = ballots.prepared(), ballots.announced("Autre initiative")

    def rename(vote):
        return is_refused(Option.objects.filter(vote=vote, position=4).update, position=9)

    def add(vote):
        Option.objects.filter(vote=vote, position=1).delete()

    assert (rename(prepared), rename(announced)) == (False, True)
    assert (is_refused(add, prepared), is_refused(add, announced)) == (False, True)
    moved = Option.objects.filter(vote=prepared, position=2)
    assert is_refused(moved.update, vote=announced, position=9, value="autre") is True


def test_the_roll_is_frozen_with_its_vote():
    person, newcomer = people.citizen(), None
    announced = ballots.announced()
    newcomer = people.citizen("Réjean", "les-basques")
    entry = RollEntry.objects.get(vote=announced, person=person)
    own = RollEntry.objects.filter(pk=entry.pk)

    assert is_refused(RollEntry.objects.create, vote=announced, person=newcomer, entitled_on=TODAY) is True
    assert is_refused(entry.delete) is True
    assert is_refused(own.update, person=newcomer) is True
    assert is_refused(own.update, territory=newcomer.territory) is True
    assert is_refused(own.update, entitled_on=TODAY + timedelta(days=1)) is True
    assert is_refused(own.update, voted_on=TODAY, channel=Channel.WEB) is True
    assert is_refused(own.update, barred_on=TODAY) is False
    prepared = ballots.prepared("Autre initiative")
    free = RollEntry.objects.create(vote=prepared, person=newcomer, entitled_on=TODAY)
    assert is_refused(free.delete) is False


def test_having_voted_is_never_taken_back():
    person = people.citizen()
    vote = ballots.opened()
    casting.cast(by=person, vote=vote, choice=Choice.FOR, now=NOW)
    own = RollEntry.objects.filter(vote=vote, person=person)

    assert is_refused(own.update, voted_on=None, channel="") is True
    assert is_refused(own.update, voted_on=TODAY - timedelta(days=1)) is True
    assert is_refused(own.update, channel=Channel.PAPER) is True
    assert is_refused(own.update, voted_on=TODAY + timedelta(days=1)) is False


def test_a_ballot_is_of_somebody_who_signed_with_their_own_right_and_stays_there():
    one, other = people.citizens(2)
    vote, second = ballots.opened(), ballots.opened("Autre initiative")
    casting.cast(by=one, vote=vote, choice=Choice.FOR, now=NOW)
    own = BoardEvent.objects.filter(urn__vote=vote, kind="Ballot")
    foreign = Right.objects.get(urn__vote=second, roll_entry__person=one)

    assert is_refused(sealed_ballots.add_by_hand, vote, other) is True  # on the roll, has not signed
    assert is_refused(own.update, tracker="autre") is True
    assert is_refused(own.update, right_digest=foreign.digest) is True
    assert is_refused(own.delete) is True
    assert is_refused(Right.objects.filter(pk=foreign.pk).update, urn=vote.urn) is True
    assert is_refused(Right.objects.filter(urn__vote=vote).delete) is True
    assert is_refused(sealed_ballots.add_by_hand, vote, one) is False


def test_a_closed_urn_takes_and_loses_nothing_and_its_links_go_only_after_the_result():
    voters = people.citizens(4)
    vote = ballots.opened()
    ballots.cast_all(vote, dict.fromkeys(voters[:3], Choice.FOR))
    assert is_refused(vote.urn.events.all().delete) is True
    closing.close(vote=vote, now=AFTER)
    Urn.objects.get(vote=vote)

    assert is_refused(sealed_ballots.add_by_hand, vote, voters[0]) is True
    assert is_refused(BoardEvent.objects.all().delete) is True
    assert is_refused(Right.objects.all().delete) is True
    assert is_refused(Urn.objects.filter(vote=vote).update, is_ended=False) is True
    closing.proclaim(vote=vote, now=AFTER)
    assert is_refused(BoardEvent.objects.all().delete) is True
    assert is_refused(Right.objects.all().delete) is False


def test_a_ballot_may_not_change_where_the_rule_says_so():
    person = people.citizen()
    vote = ballots.opened(may_change=False)
    casting.cast(by=person, vote=vote, choice=Choice.FOR, now=NOW)

    assert is_refused(sealed_ballots.add_by_hand, vote, person) is True


def test_the_board_takes_events_in_their_order_only():
    person = people.citizen()
    vote = ballots.opened()
    casting.cast(by=person, vote=vote, choice=Choice.FOR, now=NOW)
    urn = Urn.objects.get(vote=vote)

    def add(kind, height=urn.height, **more):
        return is_refused(BoardEvent.objects.create, urn=urn, kind=kind, height=height, content=b"0", **more)

    kinds = ("Setup", "EndBallots", "EncryptedTally", "PartialDecryption", "Result", "Shuffle")
    assert [add(kind) for kind in kinds] == [True] * 6
    assert is_refused(Urn.objects.filter(pk=urn.pk).update, height=urn.height - 1, head="b" * 64) is True
    assert is_refused(Urn.objects.filter(pk=urn.pk).update, head="b" * 64) is True
    for column in ("election", "fingerprint", "credentials_hash", "uuid"):
        assert is_refused(Urn.objects.filter(pk=urn.pk).update, **{column: "autre"}) is True
    assert is_refused(urn.trustees.all().delete) is True
    assert is_refused(urn.trustees.update, public="5") is True


def test_results_are_written_once_and_only_when_the_vote_is_closed():
    ballots.proclaimed(people.citizens(3))
    open_vote = ballots.opened("Autre initiative")
    early = {"vote": open_vote, "participation": 0, "territory_count": 0, "is_quorum_met": False}
    counts = {"ballots": {"pour": 1}}
    staff = people.facilitator()
    recusal = Recusal.objects.create(vote=open_vote, person=staff, reason="Emploi", declared_on=TODAY)

    assert is_refused(Tally.objects.create, **early, outcome="quorum_non_atteint", made_at=NOW) is True
    assert is_refused(PaperCount.objects.create, vote=open_vote, by=staff, counted_at=NOW, **counts) is True
    assert is_refused(Tally.objects.update, for_count=9) is True
    assert is_refused(Tally.objects.all().delete) is True
    assert is_refused(run, "DELETE FROM voting_tally_territories") is True
    assert is_refused(Recusal.objects.filter(pk=recusal.pk).update, reason="Autre") is True
    assert is_refused(recusal.delete) is True
