"""Receiving an envelope: a name, a last look, then the act that closes that person's vote on screen."""

import pytest
from django.urls import reverse

from tests import cast as people
from tests.voting import ballots
from voting.enums import Channel
from voting.models import PaperStub, RollEntry
from voting.rules import stubs

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    ginette = people.citizen("Ginette")
    vote = ballots.opened()
    people.sign_in(client, people.facilitator())
    url = reverse("voting:paper", args=[vote.pk])
    stub = stubs.said(stubs.new_number())
    entry = RollEntry.objects.get(vote=vote, person=ginette)

    def send(**more):
        page = client.post(url, {"personne": ginette.pk, "talon": stub, **more}, follow=True)
        entry.refresh_from_db()
        return page.status_code, page.content.decode(), entry.channel

    return send


def test_a_chosen_name_is_shown_again_before_anything_is_done(desk):
    status, page, channel = desk()

    assert (status, "enveloppe de Ginette?" in page) == (200, True)
    assert channel != Channel.PAPER


def test_another_name_may_be_chosen(desk):
    status, page, channel = desk(change="1")

    assert (status, 'name="confirm"' in page, channel != Channel.PAPER) == (200, False, True)


def test_the_act_says_whose_envelope_it_was_and_is_done_once(desk):
    status, page, channel = desk(confirm="1")
    again, second, _channel = desk(confirm="1")

    assert (status, "enveloppe de Ginette est reçue" in page, channel) == (200, True, Channel.PAPER)
    assert (again, "enveloppe de Ginette est reçue" in second) == (422, False)
    assert PaperStub.objects.count() == 1


@pytest.mark.parametrize("talon", ["", "123", "1234567", "un deux"])
def test_a_wrong_number_of_the_stub_comes_back_with_a_sentence(desk, talon):
    status, page, channel = desk(confirm="1", talon=talon)

    assert (status, channel != Channel.PAPER, PaperStub.objects.count()) == (422, True, 0)
    assert "talon" in page
