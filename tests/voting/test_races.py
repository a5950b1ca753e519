"""Two things at the same instant: the database decides, nothing is lost nor doubled."""

import threading
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection

from accounts.domain import mandates
from accounts.enums import Role
from common.exceptions import Refused
from tests import cast as people
from tests.voting import ballots, sealed_ballots
from voting.domain import casting, closing
from voting.enums import Choice, VoteState
from voting.models import RollEntry, Vote

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def together(*acts: Callable[[], object]) -> list[str]:
    """Runs every act at once, each in its own thread and connection; the code of what was refused."""
    start, answers = threading.Barrier(len(acts)), [""] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            start.wait(timeout=10)
            act()
            answers[place] = "done"
        except Refused as refused:
            answers[place] = refused.code
        except DatabaseError as error:
            answers[place] = type(error).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


def test_one_person_casting_on_two_devices_leaves_one_ballot():
    person = people.citizen()
    vote = ballots.opened()

    def cast(choice):
        return lambda: casting.cast(by=person, vote=vote, choice=choice, now=ballots.NOW)

    answers = together(*[cast(choice) for choice in [Choice.FOR, Choice.AGAINST] * 3])

    assert answers == ["done"] * 6
    assert (sealed_ballots.count(), RollEntry.objects.voted().count()) == (1, 1)


@pytest.mark.parametrize("attempt", range(3))
def test_what_is_accepted_while_closing_is_what_is_counted(attempt):
    voters = people.citizens(8)
    vote = ballots.opened()
    ballots.cast_all(vote, dict.fromkeys(voters[:3], Choice.FOR))

    def cast(person):
        return lambda: casting.cast(by=person, vote=vote, choice=Choice.AGAINST, now=ballots.NOW)

    answers = together(
        lambda: closing.settle_due(now=vote.closes_at), *[cast(person) for person in voters[3:]]
    )

    vote.refresh_from_db()
    accepted = answers[1:].count("done")
    assert set(answers[1:]) <= {"done", "vote_closed"}
    assert (answers[0], vote.state) == ("done", VoteState.PROCLAIMED)
    assert (vote.tally.for_count, vote.tally.against_count) == (3, accepted)
    assert sealed_ballots.count() == 3 + accepted


def test_two_jobs_settling_at_once_count_once():
    voters = people.citizens(4)
    vote = ballots.opened()
    ballots.cast_all(vote, dict.fromkeys(voters, Choice.FOR))

    together(*[lambda: closing.settle_due(now=vote.closes_at)] * 3)

    vote.refresh_from_db()
    assert (vote.state, vote.tally.for_count) == (VoteState.PROCLAIMED, 4)


def test_a_role_taken_while_casting_never_leaves_a_vote_of_that_role():
    person = people.citizen()
    vote = ballots.opened()
    today = ballots.NOW.date()

    def change_role():
        mandate = person.mandates.get(role=Role.CITIZEN)
        mandates.end(by=None, mandate=mandate, on=ballots.OPENS_AT.date(), now=ballots.NOW)
        mandates.grant(by=None, person=person, role=Role.SUPPORT, starts_on=today, now=ballots.NOW)

    cast_answer, _role = together(
        lambda: casting.cast(by=person, vote=vote, choice=Choice.FOR, now=ballots.NOW), change_role
    )

    assert (cast_answer == "done") == (sealed_ballots.count() > 0)
    assert Vote.objects.get(pk=vote.pk).state == VoteState.OPEN
