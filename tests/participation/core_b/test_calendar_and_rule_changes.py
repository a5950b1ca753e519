"""Dates, and proposals to change a rule."""

from datetime import date

import pytest

from common.exceptions import BadInput, IllegalTransition, Missing, Refused
from participation.domain import calendar, rule_changes
from participation.domain.queries import calendar as calendar_queries
from participation.enums import DatePrecision, EventScope, RuleChangeState
from participation.models import CalendarEvent, RuleChange
from tests import cast
from tests.participation.core_b import scenes

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 15)


def event(slug, starts_on, scope=EventScope.ESPACE, **changed):
    values = {
        "by": None,
        "slug": slug,
        "scope": scope,
        "title": slug,
        "starts_on": starts_on,
        "now": scenes.STARTED,
    }
    return calendar.add_event(**(values | changed))


def test_what_is_coming_keeps_the_periods_the_month_and_the_year_under_way():
    event("passee", date(2026, 11, 14))
    event("aujourdhui", TODAY)
    event("periode", date(2026, 11, 9), ends_on=date(2026, 11, 20), precision=DatePrecision.RANGE)
    event("ce-mois", date(2026, 11, 1), precision=DatePrecision.MONTH)
    event("mois-passe", date(2026, 10, 1), precision=DatePrecision.MONTH)
    event("cette-annee", date(2026, 1, 1), precision=DatePrecision.YEAR)

    assert list(calendar_queries.upcoming(TODAY).values_list("slug", flat=True)) == [
        "cette-annee",
        "ce-mois",
        "periode",
        "aujourdhui",
    ]
    assert list(calendar_queries.past(TODAY).values_list("slug", flat=True)) == ["passee", "mois-passe"]


def test_the_next_meetings_are_the_next_days_of_each_body():
    table = event("table-hiver", date(2027, 2, 10), EventScope.TABLE)
    event("table-automne", date(2026, 10, 28), EventScope.TABLE)
    espace = event("cercle-4", date(2026, 12, 2))
    event("vote-automne", date(2026, 11, 16), ends_on=date(2026, 11, 20), precision=DatePrecision.RANGE)

    assert calendar_queries.next_table_meeting(TODAY) == table
    assert calendar_queries.next_espace_meeting(TODAY) == espace
    assert calendar_queries.next_table_meeting(date(2027, 3, 1)) is None


def test_facilitation_writes_dates_but_never_a_founding_one():
    facilitator = cast.facilitator()

    with pytest.raises(Refused) as citizen:
        event("rencontre", TODAY, by=cast.citizen())
    with pytest.raises(Refused) as founding:
        event("rencontre", TODAY, by=facilitator, is_founding=True)
    with pytest.raises(BadInput) as reversed_days:
        event("rencontre", TODAY, by=facilitator, ends_on=date(2026, 11, 1))
    event("rencontre", TODAY, by=facilitator)
    with pytest.raises(IllegalTransition):
        event("rencontre", TODAY, by=facilitator)

    assert [refusal.value.code for refusal in (citizen, founding, reversed_days)] == [
        "facilitators_only",
        "founding_dates_never_move",
        "ends_before_it_starts",
    ]
    assert CalendarEvent.objects.count() == 1


def test_a_citizen_proposes_another_value_and_may_take_it_back():
    scenes.established(minimum=14)
    citizen = cast.citizen()

    change = rule_changes.propose(
        by=citizen, key="min_voting_age", value=14, reason="Les jeunes aussi.", now=scenes.STARTED
    )
    with pytest.raises(Refused):
        rule_changes.withdraw(by=cast.citizen("Line"), change=change, now=scenes.on(1))
    rule_changes.withdraw(by=citizen, change=change, now=scenes.on(1))

    assert (change.thread is not None, change.state) == (True, RuleChangeState.WITHDRAWN)


@pytest.mark.parametrize(
    "make", [cast.facilitator, cast.support, cast.table_member, cast.signatory, cast.admin]
)
def test_nobody_else_proposes_to_change_a_rule(make):
    scenes.established()

    with pytest.raises(Refused) as refusal:
        rule_changes.propose(by=make(), key="min_voting_age", value=14, reason="x", now=scenes.STARTED)

    assert (refusal.value.code, RuleChange.objects.count()) == ("citizens_only", 0)


@pytest.mark.parametrize(
    ("changed", "error", "code"),
    [
        ({"key": "inconnue"}, Missing, "rule_missing"),
        ({"key": "only_citizens_vote", "value": False}, Refused, "locked_rule"),
        ({"value": 13}, BadInput, "value"),
        ({"value": "quatorze"}, BadInput, "value"),
        ({"value": 16}, BadInput, "value"),
        ({"reason": " "}, BadInput, "reason"),
    ],
)
def test_a_proposal_that_the_rule_cannot_take_is_refused(changed, error, code):
    scenes.established(minimum=14)
    scenes.established(
        "only_citizens_vote", True, label="Seules les personnes citoyennes votent", is_locked=True
    )
    values = {"key": "min_voting_age", "value": 14, "reason": "Les jeunes aussi."} | changed

    with pytest.raises(error) as refusal:
        rule_changes.propose(by=cast.citizen(), now=scenes.STARTED, **values)

    assert refusal.value.code == code
