"""A vote says whether the Espace had adopted its rules when it was announced, and keeps saying it."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from common import clock
from participation.rules import vote_rules
from participation.rules.book import RuleBook
from participation.rules.defaults import ADOPTION
from tests import cast
from tests.participation.core_b import scenes
from voting.models import Vote

pytestmark = pytest.mark.django_db

SAID = "Ces règles sont provisoires"


def announced() -> Vote:
    people = scenes.espace()
    return scenes.announced(scenes.eligible(people), None).vote


def test_a_vote_announced_before_the_rules_are_adopted_says_so_everywhere():
    vote = announced()

    with clock.frozen(scenes.ANNOUNCED):
        page = Client().get(f"/votes/{vote.pk}/").content.decode()
        told = Client().get(
            f"/api/v1/votes/{vote.pk}/", headers={"Authorization": f"Token {cast.token(cast.citizen())}"}
        )

    assert (vote.is_provisional, told.json()["is_provisional"]) == (True, True)
    assert (SAID in page, "Règles provisoires" in page) == (True, True)


def test_once_adopted_the_votes_announced_afterwards_do_not():
    scenes.established(ADOPTION, True, label="Nos règles")

    vote = announced()

    with clock.frozen(scenes.ANNOUNCED):
        page = Client().get(f"/votes/{vote.pk}/").content.decode()
    assert not vote.is_provisional
    assert SAID not in page
    assert not vote_rules.frozen_rules(RuleBook({ADOPTION: True})).is_provisional


def test_it_stays_as_it_was_announced():
    vote = announced()

    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Vote.objects.filter(pk=vote.pk).update(is_provisional=False)
