"""A recovered account never changes a ballot already cast; while a vote concerns somebody, two workers are needed."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.domain import cards, recoveries
from accounts.models import NipCode
from common import clock
from common.exceptions import Refused
from tests import cast as people
from tests.voting import ballots, sealed_ballots
from voting.domain import casting, paper_desk
from voting.enums import Choice
from voting.models import RollEntry
from voting.rules import eligibility

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOW, NEW = ballots.NOW, "864203"
EARLIER, LATER = NOW - timedelta(days=2), NOW + timedelta(days=1)


@pytest.fixture
def person(db):
    person = people.citizen(pin=people.PIN)
    cards.issue_card(by=None, person=person, now=people.NOW, number="10203040")
    return person


def recover(person, *, now=NOW):
    """By two workers, as long as a vote concerns the person."""
    recoveries.ask(by=people.facilitator(), person=person, now=now)
    made = recoveries.make_code(by=people.second_facilitator(), person=person, needs_two=True, now=now)
    request = RequestFactory().post("/", REMOTE_ADDR="10.0.0.1")
    code = recoveries.open_with_code(request=request, login="10203040", code=made.digits, now=now)
    recoveries.finish(code=code, secret=NEW, now=now)
    person.refresh_from_db()


def refused(call, **more) -> str:
    with pytest.raises(Refused) as caught:
        call(**more)
    return caught.value.code


def is_refused(statement, *values) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize("cast_at", [EARLIER, NOW])
def test_what_was_cast_before_the_recovery_stays(person, cast_at):
    vote = ballots.opened()
    casting.cast(by=person, vote=vote, choice=Choice.FOR, now=cast_at)
    recover(person)

    for at in (NOW, LATER):
        code = refused(casting.cast, by=person, vote=vote, choice=Choice.AGAINST, now=at)
        assert code == "recovered_after_voting"
    paper = refused(
        paper_desk.receive,
        stub=sealed_ballots.stub(),
        by=people.facilitator("F"),
        vote=vote,
        person=person,
        now=LATER,
    )
    assert paper == "recovered_after_voting"
    assert sealed_ballots.choice_of(person, vote) == Choice.FOR


def test_somebody_who_has_not_voted_yet_votes_after_the_recovery_and_may_change_the_next_days(person):
    vote = ballots.opened()
    recover(person)

    casting.cast(by=person, vote=vote, choice=Choice.FOR, now=NOW)
    same_day = refused(casting.cast, by=person, vote=vote, choice=Choice.AGAINST, now=NOW)
    other = people.citizen("Pas sur la liste")

    assert same_day == "recovered_after_voting"
    assert other.nip_recovered_at is None


def test_a_first_vote_on_a_later_day_may_still_change(person):
    vote = ballots.opened()
    recover(person)

    casting.cast(by=person, vote=vote, choice=Choice.FOR, now=LATER)
    casting.cast(by=person, vote=vote, choice=Choice.AGAINST, now=LATER)

    assert sealed_ballots.choice_of(person, vote) == Choice.AGAINST


def test_a_recovery_before_the_opening_changes_nothing(person):
    vote = ballots.announced()
    recover(person, now=vote.opens_at - timedelta(hours=1))

    casting.cast(by=person, vote=vote, choice=Choice.FOR, now=NOW)
    casting.cast(by=person, vote=vote, choice=Choice.AGAINST, now=NOW)

    assert sealed_ballots.choice_of(person, vote) == Choice.AGAINST


def test_page_and_api_say_it_plainly(person):
    vote = ballots.opened()
    casting.cast(by=person, vote=vote, choice=Choice.FOR, now=EARLIER)
    recover(person)
    client = people.sign_in(Client(), person)

    page = client.get(reverse("voting:ballot", args=[vote.pk])).content.decode()
    posted = client.post(reverse("voting:cast", args=[vote.pk]), {"choix": Choice.AGAINST})
    api = client.post(
        reverse("api-vote-cast", args=[vote.pk]), {"choice": "contre"}, content_type="application/json"
    )

    assert "Le vote reste comme il est." in page.replace("\u00a0", " ")
    assert (posted.status_code, api.status_code, api.json()["code"]) == (409, 409, "recovered_after_voting")


def test_raw_sql_cannot_change_it_either(person):
    vote = ballots.opened()
    casting.cast(by=person, vote=vote, choice=Choice.FOR, now=EARLIER)
    casting.cast(by=person, vote=vote, choice=Choice.AGAINST, now=EARLIER)
    recover(person)

    with pytest.raises(DatabaseError), transaction.atomic():
        sealed_ballots.add_by_hand(vote, person)
    assert sealed_ballots.choice_of(person, vote) == Choice.AGAINST
    assert is_refused("UPDATE voting_rollentry SET voted_on = %s WHERE voted_on IS NOT NULL", NOW.date())
    assert RollEntry.objects.get(person=person).voted_on == EARLIER.date()


# Two workers


def test_no_page_nor_raw_sql_makes_a_code_of_one_worker_while_a_vote_concerns_the_person(person):
    vote = ballots.announced()
    first, second = people.facilitator(), people.second_facilitator()
    pages, others = people.sign_in(Client(), first), people.sign_in(Client(), second)
    address = f"/animation/cartes/{person.pk}/nip/"

    alone = pages.post(f"{address}code/")
    pages.post(f"{address}demander/")
    own = pages.post(f"{address}code/")
    shown = others.get(address).content.decode()
    both = others.post(f"{address}code/")

    assert (alone.status_code, own.status_code, both.status_code) == (409, 403, 200)
    assert "Confirmer et voir le code" in shown
    assert both.context["made"].code.replace(" ", "\u00a0") in both.content.decode()
    code = NipCode.objects.get()
    assert (code.issued_by, code.request.asked_by) == (second, first)
    assert is_refused("UPDATE accounts_nipcode SET request_id = NULL")
    assert vote.pk


def test_the_page_of_the_worker_is_the_same_whether_the_person_has_voted_or_not(person):
    vote = ballots.opened()
    worker = people.sign_in(Client(), people.facilitator())
    address = f"/animation/cartes/{person.pk}/nip/"

    def page():
        return re.sub(r'value="\w{64}"', "", worker.get(address).content.decode())

    before = page()
    casting.cast(by=person, vote=vote, choice=Choice.FOR, now=NOW)

    assert page() == before


def test_a_code_made_by_one_worker_dies_when_a_vote_is_announced(person):
    at = ballots.ANNOUNCED_AT - timedelta(hours=1)
    made = recoveries.make_code(by=people.facilitator(), person=person, needs_two=False, now=at)
    request = RequestFactory().post("/", REMOTE_ADDR="10.0.0.1")
    code = recoveries.open_with_code(request=request, login="10203040", code=made.digits, now=at)
    ballots.announced()

    with clock.frozen(ballots.ANNOUNCED_AT):
        assert refused(recoveries.finish, code=code, secret=NEW, now=ballots.ANNOUNCED_AT) == "needs_two"
    person.refresh_from_db()
    assert person.check_password(people.PIN)


def test_once_the_vote_is_over_one_worker_is_enough(person):
    voters = [person, *people.citizens(4)]
    ballots.proclaimed(voters)
    worker = people.sign_in(Client(), people.facilitator())

    assert worker.post(f"/animation/cartes/{person.pk}/nip/code/").status_code == 200


def test_what_is_cast_on_the_day_of_a_recovery_is_said_to_stay(person):
    vote, later = ballots.opened(), ballots.prepared("Plus tard", opens_at=LATER)

    def stays(vote, now=NOW) -> bool:
        return eligibility.stays_once_cast(vote=vote, person=person, now=now)

    before = stays(vote)
    recover(person)

    assert (before, stays(vote), stays(vote, LATER), stays(later)) == (False, True, False, False)
    assert eligibility.stays_once_cast(vote=vote, person=None, now=NOW) is False
