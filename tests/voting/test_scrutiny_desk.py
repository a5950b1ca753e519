"""Facilitation's desk of scrutineers: a season, who keeps a phrase, sealed sheets, reminders."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common.exceptions import IllegalTransition
from tests import cast as people
from tests.voting import ballots, scrutineers
from voting.domain import closing, scrutiny
from voting.models import Scrutineer, Season, Trustee

pytestmark = pytest.mark.django_db

DESK = reverse("voting:scrutiny_desk")
SEASON = {"name": "2027-2028", "starts_on": "1er septembre 2027", "ends_on": "30 juin 2028"}


@pytest.fixture
def desk(client):
    people.sign_in(client, people.facilitator())
    return client


def closed_vote():
    season = scrutineers.season()
    voters = people.citizens(6)
    vote = ballots.opened(custody=scrutineers.SCRUTINEERS)
    ballots.cast_all(vote, dict.fromkeys(voters, "pour"))
    return season, vote


def test_a_season_is_checked_then_opened(desk):
    url = reverse("voting:season_open")

    check = desk.post(url, SEASON)
    before = Season.objects.count()
    done = desk.post(url, {**SEASON, "confirm": "1"}, follow=True)

    assert ("2027-2028" in check.content.decode(), before) == (True, 0)
    assert Season.objects.get().places.count() == scrutiny.PLACES
    assert "Saison 2027-2028" in done.content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "nom de la saison"),
        ({"ends_on": "1er août 2027"}, "La saison doit finir après"),
        ({"starts_on": "1er octobre 2026", "ends_on": "1er octobre 2027"}, "Une autre saison"),
    ],
)
def test_a_season_that_cannot_be_comes_back_with_a_sentence(desk, wrong, sentence):
    scrutineers.season()

    page = desk.post(reverse("voting:season_open"), {**SEASON, **wrong, "confirm": "1"})

    assert (page.status_code, sentence in page.content.decode()) == (422, True)
    assert Season.objects.count() == 1


def test_a_scrutineer_is_named_with_another_organisation_for_the_sheet(desk):
    season = scrutiny.open_season(
        by=None,
        name="2026-2027",
        starts_on=people.NOW.date(),
        ends_on=people.NOW.date() + timedelta(days=200),
        now=people.NOW,
    )
    person = people.scrutineer("Marie-Ève", "maison-rivage")
    own, other = person.mandates.get().organisation, people.organisation("relais")
    url = reverse("voting:scrutineer_name", args=[season.pk])

    refused = desk.post(url, {"person": person.pk, "keeper": own.pk, "confirm": "1"})
    done = desk.post(url, {"person": person.pk, "keeper": other.pk, "confirm": "1"}, follow=True)

    assert (refused.status_code, "un autre organisme qui garde" in refused.content.decode()) == (422, True)
    assert Scrutineer.objects.get().keeper == other
    assert "Marie-Ève" in done.content.decode()


def test_the_sheet_is_sealed_after_the_rehearsal_and_never_before(desk):
    season = scrutineers.season(ready=False)
    ready, waiting = season.scrutineers.order_by("pk")
    scrutineers.give_keys(ready)

    too_soon = desk.post(reverse("voting:sheet_sealed", args=[waiting.pk]))
    done = desk.post(reverse("voting:sheet_sealed", args=[ready.pk]), follow=True)

    ready.refresh_from_db()
    waiting.refresh_from_db()
    assert (too_soon.status_code, waiting.sealed_on) == (409, None)
    assert ready.sealed_on is not None
    assert "1 sur 2" in done.content.decode()


def test_a_reminder_is_written_down_once_the_urn_waits_and_everybody_reads_it(desk, client):
    _season, vote = closed_vote()
    key = vote.urn.trustees.first()

    with pytest.raises(IllegalTransition) as early:
        scrutiny.remind(by=None, trustee=key, now=ballots.NOW)
    closing.settle_due(now=ballots.AFTER)
    waits = client.get(reverse("voting:vote", args=[vote.pk])).content.decode()
    desk.post(reverse("voting:scrutineer_remind", args=[key.pk]))

    assert early.value.code == "not_waited_for"
    assert "La clé de" in waits
    assert "Rappel fait" not in waits
    assert Trustee.objects.get(pk=key.pk).reminded_on is not None
    client.logout()
    assert "Rappel fait le" in client.get(reverse("voting:vote", args=[vote.pk])).content.decode()


def test_the_desk_is_for_facilitation(client):
    people.sign_in(client, people.support())

    assert client.get(DESK).status_code == 403
    assert client.post(reverse("voting:season_open"), {**SEASON, "confirm": "1"}).status_code == 403
    assert Season.objects.count() == 0
