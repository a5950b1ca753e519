"""A closed vote waits for phrases: each scrutineer is told so, then told of the reminder, by the path they chose."""

from datetime import timedelta

import pytest

from accounts.domain import contacts
from accounts.enums import ContactPath
from participation.domain import due
from participation.domain.queries import notices as notice_queries
from participation.enums import NoticeKind, NoticeOutcome
from participation.models import Notice
from tests import cast as people
from tests.voting import ballots, scrutineers
from voting.domain import scrutiny

pytestmark = pytest.mark.django_db

AFTER = ballots.AFTER


def told(state: str) -> set[int]:
    return set(Notice.objects.filter(kind=NoticeKind.KEY, state=state).values_list("person_id", flat=True))


def holders(vote) -> list:
    return [trustee.scrutineer.person for trustee in scrutineers.trustees(vote)]


def give_part(vote, trustee) -> None:
    person = trustee.scrutineer.person
    scrutiny.give_share(by=person, vote=vote, content=scrutineers.part(vote, trustee), now=AFTER)


@pytest.fixture
def vote():
    scrutineers.season()
    voters = people.citizens(4)
    opened = ballots.opened(custody=scrutineers.SCRUTINEERS)
    ballots.cast_all(opened, dict.fromkeys(voters, "pour"))
    return opened


def test_each_scrutineer_is_told_once_the_vote_is_over_and_nobody_before(vote):
    due.run_due(now=ballots.NOW)
    before = told("attendue")
    due.run_due(now=AFTER)
    due.run_due(now=AFTER + timedelta(hours=1))

    assert before == set()
    assert told("attendue") == {person.pk for person in holders(vote)}
    assert Notice.objects.filter(kind=NoticeKind.KEY).count() == 2
    assert told("rappel") == set()


def test_whoever_gave_their_part_is_not_reminded_and_who_is_phoned_enters_the_list_of_calls(vote):
    given, silent = scrutineers.trustees(vote)
    person = silent.scrutineer.person
    contacts.choose(by=person, person=person, path=ContactPath.PHONE, phone="418 555-0100", now=ballots.NOW)
    due.run_due(now=AFTER)
    give_part(vote, given)

    due.run_due(now=AFTER + timedelta(days=5))

    assert told("rappel") == {person.pk}
    waiting = [one for one in notice_queries.to_tell() if one.person == person]
    assert [one.state for one in waiting[0].notices if one.kind == NoticeKind.KEY] == ["rappel"]


def test_facilitation_s_own_reminder_is_told_too_and_the_result_takes_its_place(vote):
    first, second = scrutineers.trustees(vote)
    due.run_due(now=AFTER)
    scrutiny.remind(by=people.facilitator(), trustee=first, now=AFTER)
    due.run_due(now=AFTER)
    assert told("rappel") == {first.scrutineer.person_id}

    for trustee in (first, second):
        give_part(vote, trustee)
    due.run_due(now=AFTER + timedelta(hours=2))

    of_keys = Notice.objects.filter(kind=NoticeKind.KEY)
    assert set(of_keys.values_list("outcome", flat=True)) == {NoticeOutcome.REPLACED}


def test_the_platform_s_own_key_asks_nobody():
    voters = people.citizens(4)
    vote = ballots.opened()
    ballots.cast_all(vote, dict.fromkeys(voters, "pour"))
    due.run_due(now=AFTER)

    assert not Notice.objects.filter(kind=NoticeKind.KEY).exists()
