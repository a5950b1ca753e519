"""What the database refuses by itself, with the same thing allowed at the right time."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from common import dates
from tests import cast as people
from tests.voting import ballots
from voting.domain import casting, closing
from voting.enums import Channel, Choice, VoteState
from voting.models import InterimBallot, Option, PaperCount, Recusal, RollEntry, Tally, Vote

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
        casting.receive_paper(by=people.facilitator(), vote=vote, person=voters[3], now=NOW)
    closing.close(vote=vote, now=AFTER)
    if state == VoteState.PROCLAIMED:
        closing.proclaim(vote=vote, now=AFTER)
    if state == VoteState.ANNULLED:
        vote.state, vote.annulled_reason = state, "Erreur"
        vote.save()
    assert vote.state == state
    return vote


# Counting needs its tally: going to « compte » and « sans_quorum » by hand is refused below.
BY_HAND = {
    VoteState.PREPARED: {"annonce"},
    VoteState.ANNOUNCED: {"ouvert", "annule"},
    VoteState.OPEN: {"annule"},
    VoteState.CLOSED: {"annule"},
    VoteState.COUNTED: {"proclame", "annule"},
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


def test_a_ballot_is_for_the_vote_of_its_entry_and_stays_there():
    one, other = people.citizens(2)
    vote, second = ballots.opened(), ballots.opened("Autre initiative")
    casting.cast(by=one, vote=vote, choice=Choice.FOR, now=NOW)
    own = InterimBallot.objects.filter(roll_entry__person=one, roll_entry__vote=vote)
    unsigned = RollEntry.objects.get(vote=vote, person=other)
    foreign, against = second.options.get(value=Choice.FOR), vote.options.get(value=Choice.AGAINST)

    assert is_refused(InterimBallot.objects.create, roll_entry=unsigned, option=against) is True
    assert is_refused(own.update, option=foreign) is True
    assert is_refused(own.update, roll_entry=unsigned) is True
    assert is_refused(own.delete) is True
    assert is_refused(own.update, option=against) is False


def test_a_closed_urn_takes_and_loses_nothing():
    voters = people.citizens(4)
    vote = ballots.opened()
    ballots.cast_all(vote, dict.fromkeys(voters[:3], Choice.FOR))
    closing.close(vote=vote, now=AFTER)
    against = vote.options.get(value=Choice.AGAINST)

    assert is_refused(InterimBallot.objects.update, option=against) is True
    assert is_refused(InterimBallot.objects.all().delete) is True
    closing.proclaim(vote=vote, now=AFTER)
    assert is_refused(InterimBallot.objects.update, option=against) is True
    assert is_refused(InterimBallot.objects.all().delete) is False


def test_a_ballot_may_not_change_where_the_rule_says_so():
    person = people.citizen()
    vote = ballots.opened(may_change=False)
    casting.cast(by=person, vote=vote, choice=Choice.FOR, now=NOW)

    assert is_refused(InterimBallot.objects.update, option=vote.options.get(value=Choice.AGAINST)) is True


def test_results_are_written_once_and_only_when_the_vote_is_closed():
    ballots.proclaimed(people.citizens(3))
    open_vote = ballots.opened("Autre initiative")
    early = {"vote": open_vote, "participation": 0, "territory_count": 0, "is_quorum_met": False}
    counts = dict.fromkeys(("for_count", "reserved_count", "against_count", "abstain_count"), 0)
    staff = people.facilitator()
    recusal = Recusal.objects.create(vote=open_vote, person=staff, reason="Emploi", declared_on=TODAY)

    assert is_refused(Tally.objects.create, **early, outcome="quorum_non_atteint", made_at=NOW) is True
    assert is_refused(PaperCount.objects.create, vote=open_vote, by=staff, counted_at=NOW, **counts) is True
    assert is_refused(Tally.objects.update, for_count=9) is True
    assert is_refused(Tally.objects.all().delete) is True
    assert is_refused(run, "DELETE FROM voting_tally_territories") is True
    assert is_refused(Recusal.objects.filter(pk=recusal.pk).update, reason="Autre") is True
    assert is_refused(recusal.delete) is True
