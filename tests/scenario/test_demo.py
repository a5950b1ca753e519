"""The demonstration: about today, consistent, entered with the accounts it prints."""

import subprocess
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import AccessCard, CardBatch, Person
from common import audit, clock
from common.context import DEMO_EVENT, is_demo
from common.exceptions import IllegalTransition
from participation.domain.queries import notices as notice_queries
from participation.domain.queries import taking_part
from participation.domain.queries import transmissions as transmission_queries
from participation.enums import DELIVERED
from participation.models import (
    CalendarEvent,
    Concern,
    FundingYear,
    Initiative,
    Notice,
    NotMyWords,
    StageChange,
    Transmission,
)
from participation.rules import clock_words
from scenario import accounts, dates, demo
from scenario.names import WAITING_CARD, WELCOMED_NAME
from scenario.pack_reader import OWN_PACK, read
from tests import cast
from tests.voting import scrutineers
from voting.crypto import verify
from voting.domain.queries import boards as board_queries
from voting.models import Vote

# A Wednesday long before the pack's « aujourd'hui », so that mandates are also in force on the day the tests run.
NOW = dates.at(date(2025, 3, 12), "13:30")


@pytest.fixture(scope="module")
def region(django_db_setup, django_db_blocker):
    """Loaded once for this file, then undone."""
    with django_db_blocker.unblock(), transaction.atomic(), scrutineers.hold_the_keys():
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


def test_the_doors_show_a_workshop_a_waiting_welcome_and_lines_in_a_journal(region, client):
    ginette, elodie = (Person.objects.get(username=name) for name in ("ginette", "elodie"))
    with clock.frozen(NOW):
        mine = cast.sign_in(client, ginette).get("/moi/journal/").content.decode()
        home = client.get(reverse("participation:home"), follow=True).content.decode()
        client.logout()
        works = cast.sign_in(client, elodie)
        pages = [works.get(f"/animation/{one}/").content.decode() for one in ("accueils", "cartes/ateliers")]

    assert (mine.count("Élodie (animation"), "pas-moi" in mine, "pas-moi" in home) == (4, True, False)
    assert (WELCOMED_NAME in pages[0], CardBatch.objects.count()) == (True, 1)
    assert "4 cartes" in pages[1].replace("\u00a0", " ")


def test_words_told_by_phone_show_ce_ne_sont_pas_mes_mots_and_one_waits_for_a_call(region, client):
    ginette, elodie = (Person.objects.get(username=name) for name in ("ginette", "elodie"))
    with clock.frozen(NOW):
        news = cast.sign_in(client, ginette).get("/nouvelles/").content.decode()
        desk = cast.sign_in(Client(), elodie).get("/a-rappeler/").content.decode()

    assert "Ce ne sont pas mes mots" in news
    assert [one.wish for one in NotMyWords.objects.filter(handled_at=None)] == ["corriger"]
    assert "pas mes mots" in desk.lower()


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
            home = client.get(answer["Location"], follow=True)
            if home.resolver_match.view_name == "accounts:second_step":
                code = accounts.code(account.login, now=NOW).code
                home = client.post(home.redirect_chain[-1][0], {"code": code}, follow=True)
                assert home.resolver_match.view_name != "accounts:recovery_codes"
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
    cast.sign_in(client, voter)
    with clock.frozen(NOW):
        answer = client.post(reverse("voting:cast", args=[vote.pk]), {"choix": "pour"})
    assert answer["Location"] == reverse("voting:receipt", args=[vote.pk])


def test_the_accounts_are_printed_again_only_where_the_demonstration_is(region):
    said = accounts.lines(now=NOW)
    assert len(said) == 9
    assert "./run manage code elodie" in said[7]
    assert "ginette" in said[1]
    assert WAITING_CARD in said[8]
    assert "482 917 365" in said[8]


def test_a_refusal_on_the_way_leaves_the_database_empty(db, monkeypatch):
    Person.objects.all().count()
    monkeypatch.setattr(demo, "schedule_all", lambda timeline, times: timeline.add(NOW, "broken", _broken))
    before = Person.objects.count()
    with pytest.raises(demo.DemoFailed):
        demo.load(now=NOW, force=True)
    assert Person.objects.count() == before


def _broken(world, now):
    raise IllegalTransition("broken", "broken")


def boards():
    return [(vote, b"".join(board_queries.archive(vote.urn))) for vote in Vote.objects.order_by("pk")]


def test_every_board_of_the_demonstration_holds_and_says_the_result_of_its_vote(region):
    for vote, archive in boards():
        report = verify.verify(archive)
        counts = vote.tally.counts if hasattr(vote, "tally") else None
        told = [list(counts.values())] if counts else None
        assert (report.verdict, report.result, report.trustees) == ("ok", told, 2), vote.title


@pytest.mark.oracle
def test_the_independent_tool_accepts_every_board_of_the_demonstration(region, tmp_path):
    for vote, archive in boards():
        folder = tmp_path / str(vote.pk)
        folder.mkdir()
        (folder / f"{vote.urn.uuid}.bel").write_bytes(archive)
        command = ["belenios-tool", "election", "verify", "--dir", str(folder)]
        try:
            done = subprocess.run(command, capture_output=True, text=True)
        except FileNotFoundError:
            pytest.skip("belenios-tool is not installed")
        has_result = hasattr(vote, "tally") and vote.tally.counts is not None
        assert done.returncode == 0, done.stderr
        assert "all checks passed" in done.stderr
        assert ("no result to check" in done.stderr) == (not has_result)


def test_whoever_an_answer_is_about_was_told_in_ten_days_or_is_on_a_list(region):
    """Authors and supporters, by the path each chose: all of them have the news, given in time or still to give."""
    answers = [answer for one in transmission_queries.public_answers(NOW.date()) for answer in one.answers]
    to_call = {one.person.pk for one in notice_queries.to_tell()}
    seen, missing, given = 0, [], []

    for answer in answers:
        own, others = taking_part.concerned(answer.transmission)
        told = {one.person_id: one for one in Notice.objects.filter(event=f"answer:{answer.pk}")}
        for pk in own | others:
            seen += 1
            one = told.get(pk)
            if one is None:
                missing.append((answer.transmission.title, pk))
            elif one.outcome in DELIVERED:
                given.append(one.delivered_at - one.created_at <= timedelta(days=10))
            else:
                given.append(pk in to_call or one.due_on >= NOW.date())

    assert seen > 10
    assert missing == []
    assert 100 * sum(given) >= 95 * seen
