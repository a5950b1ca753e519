"""A change of rule after its vote: taken again, proposed again, each only from its day; and where its value comes from."""

import html
from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from common.exceptions import Refused
from participation.domain import decisions, rule_changes
from participation.domain.queries import rules as rule_queries
from participation.enums import NoticeKind, RuleChangeState
from participation.models import Notice, RuleChange
from tests import cast
from tests.participation.core_a import builders
from tests.participation.core_b import scenes
from tests.participation.core_b.test_outcomes import AFTER, _voted_rule
from voting.domain import annulling

pytestmark = pytest.mark.django_db


def settled(picked):
    people = scenes.espace(12)
    scenes.established()
    change, _decision = _voted_rule(people, picked)
    decisions.settle(now=AFTER)
    change.refresh_from_db()
    return people, change


def again(change, *, opens_in: int):
    opens_at = scenes.CLOSES + timedelta(days=opens_in)
    return decisions.put_rule_change_to_vote(
        by=cast.facilitator(),
        change=change,
        opens_at=opens_at,
        closes_at=opens_at + timedelta(days=10),
        now=max(AFTER, opens_at - timedelta(days=4)),
    )


def test_after_a_missed_quorum_facilitation_waits_like_the_calendar():
    _people, change = settled(scenes.choices(5))
    wait = rule_queries.rule_book(AFTER).retry_days_after_quorum_failure

    with pytest.raises(Refused) as early:
        again(change, opens_in=wait - 1)
    again(change, opens_in=wait + 1)

    change.refresh_from_db()
    assert (early.value.code, change.state) == ("retry_too_early", RuleChangeState.VOTE_ANNOUNCED)


def test_what_a_vote_did_not_approve_is_not_proposed_again_at_once_by_any_door(client):
    people, change = settled(scenes.choices(2, 9))
    wait = timedelta(days=rule_queries.rule_book(AFTER).resubmit_days_after_rejection)
    same = {"key": change.key, "value": change.proposed_value, "reason": "Encore une fois."}

    with pytest.raises(Refused) as early:
        rule_changes.propose(by=people[0], now=AFTER, **same)
    cast.sign_in(client, people[0])
    with clock.frozen(AFTER):
        page = client.post(
            reverse("participation:rule", args=[change.key]),
            {"value": change.proposed_value, "reason": "Encore."},
        )
    count = RuleChange.objects.count()
    other = rule_changes.propose(by=people[0], now=AFTER, **(same | {"value": change.proposed_value - 1}))
    later = rule_changes.propose(by=people[0], now=scenes.CLOSES + wait, **same)

    assert change.state == RuleChangeState.REJECTED
    assert (early.value.code, count) == ("proposed_again_too_soon", 1)
    assert page.status_code in (403, 422)
    assert {other.state, later.state} == {RuleChangeState.PROPOSED}


@pytest.mark.parametrize("picked", [scenes.choices(5, 5), scenes.choices(5)])
def test_a_tie_and_a_missed_quorum_bar_nobody_from_proposing_the_same(picked):
    people, change = settled(picked)
    notice = Notice.objects.filter(kind=NoticeKind.VOTE_RESULT).first()

    other = rule_changes.propose(
        by=people[1], key=change.key, value=change.proposed_value, reason="La même.", now=AFTER
    )

    assert rule_queries.refused_on(change.key, change.proposed_value) is None
    assert (change.state, other.state) == (RuleChangeState.DELIBERATING, RuleChangeState.PROPOSED)
    assert notice.words == "On en discute encore."


def test_after_a_tie_the_days_of_discussion_are_the_wait():
    _people, change = settled(scenes.choices(5, 5))
    days = rule_queries.rule_book(AFTER).min_deliberation_days

    with pytest.raises(Refused) as early:
        again(change, opens_in=days + 2)
    again(change, opens_in=days + 5)

    change.refresh_from_db()
    assert (early.value.code, change.state) == ("not_deliberated_enough", RuleChangeState.VOTE_ANNOUNCED)


@pytest.mark.parametrize("is_counting", [False, True])
def test_an_annulled_vote_refuses_nothing_even_after_its_end(is_counting):
    people = scenes.espace(12)
    scenes.established()
    change, decision = _voted_rule(people, scenes.choices(9))
    decisions.settle(now=scenes.OPENS)
    if is_counting:
        builders.put_at(change, RuleChangeState.COUNTING)
    annulled_at = scenes.on(30)
    annulling.annul(
        by=cast.facilitator(),
        second=cast.second_facilitator(),
        vote=decision.vote,
        reason="La question était mal écrite.",
        now=annulled_at,
    )

    decisions.settle(now=annulled_at)

    change.refresh_from_db()
    assert (change.state, change.deliberation_started_at) == (RuleChangeState.DELIBERATING, annulled_at)
    assert rule_queries.refused_on(change.key, change.proposed_value) is None


def test_a_voted_value_says_that_the_citizens_chose_it(client):
    _people, change = settled(scenes.choices(9, 2))

    with clock.frozen(AFTER):
        page = client.get(reverse("participation:rule", args=[change.key])).content.decode()

    found = rule_queries.current(AFTER)[change.key]
    assert (found.version, found.basis) == (2, "vote")
    assert "Les citoyennes et citoyens de l'Espace ont choisi" in html.unescape(page)


def test_a_change_says_that_the_rules_are_provisional_until_they_are_adopted(client):
    people = scenes.espace(12)
    scenes.established()
    change = scenes.rule_change(people)

    with clock.frozen(AFTER):
        page = client.get(reverse("participation:rule_change", args=[change.pk])).content.decode()

    assert "Règle provisoire" in page
