"""A change of rule and a recommendation that wait for the scrutineers' keys say so, as an initiative does."""

import html

import pytest
from django.test import Client

from common import clock
from participation.domain import transmissions
from participation.domain.queries import keys_awaited
from participation.domain.queries import rules as rule_queries
from participation.enums import TransmissionKind
from participation.models import RuleChange, Transmission
from tests import cast
from tests.participation.core_b import scenes, sendings
from tests.voting import scrutineers

pytestmark = [pytest.mark.django_db, pytest.mark.scrutineers]


def reread() -> Transmission:
    made = sendings.prepared(TransmissionKind.RECOMMANDATION)
    return transmissions.reread(by=cast.citizen("Carmen"), transmission=made, now=scenes.on(46))


def change_of_rule() -> RuleChange:
    scenes.established()
    return scenes.rule_change(scenes.espace())


def page(path: str, *, day: int) -> str:
    with clock.frozen(scenes.on(day)):
        client = cast.sign_in(Client(), cast.citizen("Lectrice"))
        return html.unescape(client.get(path).content.decode())


def test_a_recommendation_says_it_waits_for_the_keys_until_they_are_given():
    scenes.espace()
    made = reread()
    scrutineers.season(ready=False)
    now = scenes.on(47)

    awaited = keys_awaited.of_recommendation(made, now=now, book=rule_queries.rule_book(now))
    before = page(f"/envois/{made.pk}/", day=47)

    assert awaited is not None
    assert awaited.since == scenes.on(46).date()
    assert awaited.sentence in before


def test_nothing_is_said_once_the_keys_are_given():
    scenes.espace()
    made = reread()
    scrutineers.season()
    now = scenes.on(47)

    assert keys_awaited.of_recommendation(made, now=now, book=rule_queries.rule_book(now)) is None


def test_a_change_of_rule_says_it_once_discussed_long_enough():
    change = change_of_rule()
    scrutineers.season(ready=False)
    book = rule_queries.rule_book(scenes.on(16))

    early = keys_awaited.of_rule_change(change, now=scenes.on(5), book=book)
    awaited = keys_awaited.of_rule_change(change, now=scenes.on(16), book=book)

    assert early is None
    assert awaited is not None
    assert awaited.sentence in page(f"/regles/changements/{change.pk}/", day=16)
