"""The demonstration: about today, consistent, entered with the accounts it prints."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from accounts.models import AccessCard, Person
from common import audit, clock
from common.context import DEMO_EVENT, is_demo
from common.exceptions import IllegalTransition
from participation.domain.queries import transmissions as transmission_queries
from participation.models import CalendarEvent, Concern, FundingYear, Initiative, StageChange, Transmission
from participation.rules import clock_words
from scenario import accounts, dates, demo
from scenario.names import WAITING_CARD
from scenario.pack_reader import OWN_PACK, read
from voting.models import Vote

# A Wednesday long before the pack's « aujourd'hui », so that mandates are also in force on the day the tests run.
NOW = dates.at(date(2025, 3, 12), "13:30")


@pytest.fixture(scope="module")
def region(django_db_setup, django_db_blocker):
    """Loaded once for this file, then undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield demo.load(now=NOW)
        transaction.set_rollback(True)


pytestmark = pytest.mark.django_db


def test_the_open_vote_is_open_today_and_the_late_answer_is_past_its_date(region):
    opened = Vote.objects.open()
    assert [vote.opens_at < NOW < vote.closes_at for vote in opened] == [True]
    clocks = [one.clock.status for one in transmission_queries.public_answers(NOW.date())]
    assert clocks.count(clock_words.PAST_WISHED) == 1


def test_every_state_of_the_pack_is_reached(region):
    rows = [*region.pack.concerns, *region.pack.initiatives]
    found = {row.id: _thing(region, row).state for row in rows}
    assert found == {row.id: row.state for row in rows}


def _thing(region, row):
    noun = "concerns" if region.has("concerns", row.id) else "initiatives"
    return region.get(noun, row.id)


def test_founding_dates_do_not_move_and_invented_ones_move_by_whole_weeks(region):
    original = {event.id: event for event in read(OWN_PACK).events}
    moved = timedelta(weeks=region.pack.weeks)
    assert region.pack.weeks < -80
    for event in CalendarEvent.objects.filter(precision="day"):
        expected = date.fromisoformat(original[event.slug].date)
        assert event.starts_on == (expected if event.is_founding else expected + moved)


def test_dates_written_in_words_say_the_moved_day(region):
    sent = Transmission.objects.get(pk=region.get("transmissions", "tr1").pk)
    decided = Initiative.objects.get(pk=sent.initiative_id).decided_at
    assert f"le {dates.in_words(dates.local(decided).date())}" in sent.body


def test_nothing_of_the_demonstration_is_later_than_now(region):
    assert StageChange.objects.filter(at__gt=NOW).count() == 0
    assert FundingYear.objects.get(pk=region.get("funding_years", "2026-2027").pk).starts_on <= NOW.date()


def test_facilitation_finds_something_to_read(region):
    waiting = Concern.objects.waiting_for_facilitation()
    assert sorted(waiting.values_list("state", flat=True)) == ["en_verification", "soumise"]


def test_loading_twice_is_refused_and_changes_nothing(region):
    before = Person.objects.count()
    with pytest.raises(IllegalTransition) as refused:
        demo.load(now=NOW)
    assert (refused.value.code, Person.objects.count()) == ("not_empty", before)


def test_the_pages_know_that_this_is_a_demonstration(region):
    assert audit.exists(DEMO_EVENT)
    assert is_demo()


def test_each_printed_account_enters_and_reaches_its_home(region, client):
    printed = accounts.accounts(now=NOW)
    assert [account.login for account in printed] == [
        "ginette", "etoile", "elodie", "analyste", "secretariat", "administration",
    ]  # fmt: skip
    with clock.frozen(NOW):
        for account in printed:
            answer = client.post(reverse("accounts:enter"), {"login": account.login, "pin": account.pin})
            assert (account.login, answer.status_code) == (account.login, 302)
            home = client.get(answer["Location"])
            assert (account.login, home.status_code) == (account.login, 200)
            client.logout()


def test_a_citizen_enters_with_the_card_too(region, client):
    card = next(account.card for account in accounts.accounts(now=NOW) if account.card)
    assert AccessCard.objects.filter(number=card.replace(" ", "")).exists()
    answer = client.post(reverse("accounts:enter"), {"login": card, "pin": accounts.CITIZEN_PIN})
    assert answer.status_code == 302


def test_the_second_citizen_may_still_vote(region, client):
    voter = Person.objects.get(username=accounts.accounts(now=NOW)[1].login)
    vote = Vote.objects.open().get()
    client.force_login(voter)
    with clock.frozen(NOW):
        answer = client.post(reverse("voting:cast", args=[vote.pk]), {"choix": "pour"})
    assert answer["Location"] == reverse("voting:receipt", args=[vote.pk])


def test_the_accounts_are_printed_again_only_where_the_demonstration_is(region):
    said = accounts.lines(now=NOW)
    assert len(said) == 8
    assert "ginette" in said[1]
    assert WAITING_CARD in said[7]
    assert "482 917 365" in said[7]


def test_a_refusal_on_the_way_leaves_the_database_empty(db, monkeypatch):
    Person.objects.all().count()
    monkeypatch.setattr(demo, "schedule_all", lambda timeline, times: timeline.add(NOW, "broken", _broken))
    before = Person.objects.count()
    with pytest.raises(demo.DemoFailed):
        demo.load(now=NOW, force=True)
    assert Person.objects.count() == before


def _broken(world, now):
    raise IllegalTransition("broken", "broken")
