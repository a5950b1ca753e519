"""The page of a change of rule says what comes, dated; saying yes to another value warns that the days start again."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock, dates
from participation.domain import amendments, decisions, rule_changes
from participation.domain.queries import timeline
from participation.models import Amendment
from tests import cast
from tests.participation.core_b import scenes
from tests.participation.core_b.test_outcomes import AFTER, _voted_rule

pytestmark = pytest.mark.django_db

DAYS = 14


@pytest.fixture
def people():
    scenes.established()
    return scenes.espace(12)


def step_of(change, now) -> timeline.Step:
    change.refresh_from_db()
    return timeline.next_steps([change], now=now)[0]


def page_of(client, change, now) -> str:
    with clock.frozen(now):
        page = client.get(reverse("participation:rule_change", args=[change.pk]))
    return page.content.decode().replace("\u00a0", " ").replace("&#x27;", "'")


def test_in_discussion_it_says_from_which_day_it_may_be_voted(client, people):
    change = scenes.rule_change(people)

    step = step_of(change, scenes.on(3))
    page = page_of(client, change, scenes.on(3))

    assert (step.who, step.on, step.is_late) == ("citizen", scenes.on(DAYS).date(), False)
    with clock.frozen(scenes.on(3)):
        assert dates.day(step.on).replace("\u00a0", " ") in page
    assert "On en discute, puis on vote." in page


def test_another_value_a_tie_and_a_missed_quorum_put_the_day_off(people):
    reworded = scenes.rule_change(people)
    rule_changes.revise(
        by=people[0], change=reworded, value=15, reason="Un an de plus.", because="Discuté.", now=scenes.on(6)
    )
    after_rewording = step_of(reworded, scenes.on(7)).on
    rule_changes.withdraw(by=people[0], change=reworded, now=scenes.on(7))
    tied, _decision = _voted_rule(people, scenes.choices(5, 5))
    missed, _decision = _voted_rule(people, scenes.choices(3))
    decisions.settle(now=AFTER)

    assert after_rewording == scenes.on(6 + DAYS).date()
    assert step_of(tied, AFTER).on == (scenes.CLOSES + timedelta(days=DAYS)).date()
    assert step_of(missed, AFTER).on == (scenes.CLOSES + timedelta(days=21)).date()


def test_in_a_vote_it_is_dated_by_the_vote_and_once_over_nothing_comes(client, people):
    change, _decision = _voted_rule(people, scenes.choices(3, 8))
    announced = step_of(change, scenes.on(26))
    decisions.settle(now=scenes.OPENS)
    opened = step_of(change, scenes.on(30))
    decisions.settle(now=AFTER)

    assert (announced.on, opened.on) == (scenes.OPENS.date(), scenes.CLOSES.date())
    assert "À agir" not in page_of(client, change, AFTER)
    assert step_of(change, AFTER).who == ""


def proposed(people, change, **changed) -> Amendment:
    asked = {"part": "valeur", "value": 15, "why": "Un an de plus."} | changed
    return amendments.propose_to_rule(by=people[5], change=change, now=scenes.on(2), **asked)


def asked_page(client, person, amendment, now) -> str:
    cast.sign_in(client, person)
    with clock.frozen(now):
        page = client.get(reverse("participation:amendment", args=[amendment.pk]))
    return page.content.decode().replace("\u00a0", " ").replace("&#x27;", "'")


def test_saying_yes_to_another_value_warns_with_the_day_before_the_act(client, people):
    change = scenes.rule_change(people)
    value = proposed(people, change)
    reason = proposed(people, change, part="raison", value=None, words="Les jeunes ont des idées.")
    now = scenes.on(4)

    warned = asked_page(client, people[0], value, now)
    not_warned = asked_page(client, people[0], reason, now)
    to_a_reader = asked_page(client, people[6], value, now)
    amendments.accept(by=people[0], amendment=value, now=now)

    with clock.frozen(now):
        day = dates.day(scenes.on(4 + DAYS)).replace("\u00a0", " ")
    said = f"Les jours de discussion recommencent : pas de vote annoncé avant le {day}."
    assert [said in page for page in (warned, not_warned, to_a_reader)] == [True, False, False]
    assert step_of(change, now).on == scenes.on(4 + DAYS).date()
