"""Whose turn it is before an urn closes and before it opens: seasons, phrases, keys, as each person reads them."""

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse

from common import clock
from common.exceptions import Missing
from tests import cast as people
from tests.voting import ballots, scrutineers
from voting.crypto import phrases
from voting.domain import closing, scrutiny
from voting.domain.queries import keys, seasons
from voting.enums import Choice, VoteState
from voting.models import ScrutineerKey

pytestmark = pytest.mark.django_db

NOW, AFTER = ballots.NOW, ballots.AFTER


def sign_in(client, scrutineer):
    client.logout()
    return people.sign_in(client, scrutineer.person)


def test_it_is_facilitation_s_turn_then_each_scrutineer_s_then_nobody_s():
    without = keys.missing(now=NOW, at_least=2)
    season = scrutineers.season(ready=False)
    one, other = season.scrutineers.order_by("pk")

    too_few = keys.missing(now=NOW, at_least=3)
    both = keys.missing(now=NOW, at_least=2)
    scrutineers.give_keys(one)
    unsealed = keys.missing(now=NOW, at_least=2)
    scrutiny.sheet_is_sealed(by=people.facilitator("Autre"), scrutineer=one, now=NOW)
    last = keys.missing(now=NOW, at_least=2)
    scrutineers.give_keys(other)
    scrutiny.sheet_is_sealed(by=people.facilitator("Encore"), scrutineer=other, now=NOW)

    assert without == too_few == keys.Missing()
    names = tuple(scrutineer.organisation.name for scrutineer in (one, other))
    assert both == unsealed == keys.Missing(names)
    assert last == keys.Missing(names[1:])
    assert keys.missing(now=NOW, at_least=2) is None
    assert keys.missing(now=NOW + timedelta(days=400), at_least=2) == keys.Missing()


def test_a_scrutineer_draws_a_phrase_on_their_own_page_and_nobody_else_s(client):
    season = scrutineers.season(ready=False, places=2)
    one, other = season.scrutineers.order_by("pk")
    page = reverse("voting:phrase", args=[other.pk])

    foreign = sign_in(client, one).get(page).status_code
    sign_in(client, other)
    home = client.get(reverse("voting:scrutiny")).content.decode()
    seen = client.get(page)
    refused = client.post(page, {"keys": "{"})
    nothing = ScrutineerKey.objects.count()
    sent = {
        "keys": json.dumps(scrutineers.keys_of(other)),
        "checksum": phrases.checksum_of(scrutineers.phrase_of(other)),
    }
    done = client.post(page, sent, follow=True)

    assert foreign == 404
    assert (page in home, season.name in home) == (True, True)
    # « Phrase 2 of 2 », for the two free places of the season.
    assert (seen.context["number"], seen.context["count"]) == (2, 2)
    assert json.loads(seen.context["votes_json"]) == [
        place.uuid for place in season.places.order_by("position")
    ]
    assert (refused.status_code, nothing, ScrutineerKey.objects.count()) == (422, 0, 2)
    assert "Faites maintenant sceller la fiche" in done.content.decode()
    assert page not in done.content.decode()


def test_a_season_that_is_over_asks_nothing_of_anybody(client):
    one = scrutineers.season(ready=False).scrutineers.first()

    assert seasons.of_person(one.person, day=date(2027, 6, 30)) == [one]
    assert seasons.of_person(one.person, day=date(2027, 7, 1)) == []


def closed():
    scrutineers.season()
    voters = people.citizens(3)
    vote = ballots.opened(custody=scrutineers.SCRUTINEERS)
    ballots.cast_all(vote, dict.fromkeys(voters, Choice.FOR))
    return vote


def test_an_urn_is_there_to_open_once_closed_for_its_own_scrutineers_alone(client):
    vote = closed()
    one, other = scrutineers.trustees(vote)
    page = reverse("voting:open_urn", args=[vote.pk])

    def status(person, now=AFTER):
        client.logout()
        with clock.frozen(now):
            return people.sign_in(client, person).get(page).status_code

    early = status(one.scrutineer.person, NOW), seasons.urns_for(one.scrutineer.person)
    closing.settle_due(now=AFTER)
    stranger = status(people.scrutineer("Une autre scrutatrice", "ailleurs"))

    assert (early, stranger, status(people.facilitator("Autre"))) == ((404, []), 404, 403)
    assert status(one.scrutineer.person) == 200
    assert seasons.urns_for(one.scrutineer.person) == [one]
    assert seasons.key_of(other.scrutineer.person, vote) == other


def test_each_part_is_given_on_the_page_a_wrong_one_comes_back_and_the_last_one_publishes(client):
    vote = closed()
    closing.settle_due(now=AFTER)
    one, other = scrutineers.trustees(vote)
    page = reverse("voting:open_urn", args=[vote.pk])
    home = reverse("voting:scrutiny")

    with clock.frozen(AFTER):
        sign_in(client, one.scrutineer)
        asked = client.get(home).content.decode()
        refused = [client.post(page, {"part": part}).status_code for part in ("", "{}", '"\\ud800"')]
        first = client.post(page, {"part": scrutineers.part(vote, one).decode()}, follow=True)
        told = client.get(home).content.decode()
        sign_in(client, other.scrutineer)
        last = client.post(page, {"part": scrutineers.part(vote, other).decode()}, follow=True)

    vote.refresh_from_db()
    assert (page in asked, page in told) == (True, False)
    assert refused == [422, 422, 422]
    assert (first.context["is_over"], last.context["is_over"], last.context["ballots"]) == (False, True, 3)
    assert (vote.state, vote.tally.for_count) == (VoteState.PROCLAIMED, 3)


def test_nothing_is_there_to_open_under_quorum():
    scrutineers.season()
    people.citizens(3)
    vote = ballots.opened(custody=scrutineers.SCRUTINEERS)
    person = scrutineers.trustees(vote)[0].scrutineer.person
    closing.settle_due(now=AFTER)

    with pytest.raises(Missing) as refused:
        seasons.key_of(person, vote)

    assert (refused.value.code, seasons.urns_for(person)) == ("nothing_to_open", [])
