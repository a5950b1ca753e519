"""Before its check, the sheet of an initiative says in plain words what it lacks and where to write it."""

import html

import pytest
from django.test import Client

from common import clock
from participation.domain import initiatives
from participation.enums import InitiativeKind, InitiativeState
from participation.models import Initiative
from participation.rules import sheet as sheets
from tests import cast
from tests.participation.core_b import scenes

pytestmark = pytest.mark.django_db

POOR = {
    "kind": InitiativeKind.UNSURE,
    "aims": [],
    "total_cents": None,
    "fund_cents": None,
    "other_cash_cents": 0,
    "in_kind_cents": 0,
    "budget_lines": [],
    "people_planned": None,
    "people_counting": "",
    "carrier": None,
    "starts_on": None,
    "ends_on": None,
}


@pytest.fixture
def people():
    return scenes.espace()


@pytest.fixture
def poor(people) -> Initiative:
    return scenes.deliberated(people, **POOR)


@pytest.fixture(autouse=True)
def _once_discussed():
    with clock.frozen(scenes.on(16)):
        yield


def read(person, path: str) -> str:
    client = cast.sign_in(Client(), person) if person else Client()
    return html.unescape(client.get(path).content.decode())


def test_what_the_rules_ask_is_told_apart_from_what_only_helps(poor):
    sheet = sheets.current_sheet(poor)

    assert [field for field, _sentence in sheets.missing_from(sheet)] == [
        "kind",
        "total_cents",
        "people_planned",
        "people_counting",
    ]
    assert [field for field, _sentence in sheets.not_written_yet(sheet)] == [
        "aims",
        "starts_on",
        "participation_cents",
        "carrier",
    ]


def test_without_an_organisation_aims_nor_dates_it_goes_to_the_check(people):
    found = scenes.deliberated(people, aims=[], carrier=None, starts_on=None, ends_on=None)

    initiatives.send_to_review(by=people[0], initiative=found, now=scenes.on(16))

    assert found.state == InitiativeState.IN_REVIEW


def test_its_author_reads_what_lacks_with_the_question_to_answer(people, poor):
    here = f"/initiatives/{poor.pk}/"

    told = read(people[0], here)
    asked = read(people[0], f"{here}verification/")

    links = [f"{here}changer/?question={slug}" for slug in ("genre", "cout", "rejoint", "dates", "organisme")]
    assert [link for link in links if link in told] == links
    assert [link for link in links if link in asked] == links
    assert "Demander la vérification" in asked
    assert '<form method="post">' not in asked


def test_facilitation_reads_what_lacks_and_nobody_else_does(people, poor):
    here = f"/initiatives/{poor.pk}/"

    by_facilitation = read(cast.facilitator(), here)
    others = [read(person, here) for person in (people[6], cast.support(), cast.signatory(), None)]

    assert ("Ce qui manque à la fiche" in by_facilitation, "?question=" in by_facilitation) == (True, False)
    assert ["Ce qui manque à la fiche" in one for one in others] == [False] * 4


def test_asked_for_all_the_same_the_page_says_what_lacks(people, poor):
    client = cast.sign_in(Client(), people[0])

    refused = client.post(f"/initiatives/{poor.pk}/verification/")
    by_other = cast.sign_in(Client(), people[6]).post(f"/initiatives/{poor.pk}/verification/")

    poor.refresh_from_db()
    assert (refused.status_code, by_other.status_code) == (422, 403)
    assert "Ce qui manque à la fiche" in refused.content.decode()
    assert poor.state == InitiativeState.DELIBERATING


def test_a_whole_sheet_has_no_list(people):
    whole = scenes.deliberated(
        people,
        budget_lines=[
            {"label": "Matériel", "cents": 900_000},
            {"label": sheets.PARTICIPATION, "cents": 100_000},
        ],
    )

    assert "Ce qui manque à la fiche" not in read(people[0], f"/initiatives/{whole.pk}/")
