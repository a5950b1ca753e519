"""« Where it comes from »: each date with its words and its source; nothing promised that nobody knows."""

from datetime import date

import pytest
from django.urls import reverse

from common import clock
from participation.domain.calendar import add_event
from participation.enums import DatePrecision, EventScope
from participation.web.pages import founding
from tests.participation.core_b.test_anonymity import pack

pytestmark = pytest.mark.django_db


def a_date(slug: str, on: date, **more):
    return add_event(
        by=None,
        now=clock.now(),
        slug=slug,
        starts_on=on,
        **{"scope": EventScope.REGION, "title": "Une étape", "is_founding": True} | more,
    )


def test_each_step_has_its_words_its_source_and_its_state(client):
    a_date("ca", date(2024, 10, 31), source="semence l.132-134")
    a_date("plan-4", date(2024, 1, 1), ends_on=date(2029, 12, 31), precision=DatePrecision.RANGE)
    a_date("fin-initiatives", date(2028, 12, 31), is_deadline=True, source="infodimanche.com, juin 2025")

    steps = {
        step["detail"]: (step["state"], step["when"])
        for group in founding.steps(date(2026, 11, 29))
        for step in group["items"]
    }

    assert [state for state, _when in steps.values()] == ["now", "done", "later"]
    assert any("lignes 132 à 134" in detail for detail in steps)
    assert any("(infodimanche.com, juin 2025)" in detail for detail in steps)
    assert "132 à 134" in client.get(reverse("participation:founding")).content.decode()


def test_a_deadline_that_is_past_is_asked_for_and_never_said_to_be_done(client):
    a_date("depot-plan", date(2025, 3, 31), is_deadline=True)

    step = founding.steps(date(2026, 11, 29))[0]["items"][0]

    assert step["state"] == "later"
    assert step["when"].startswith("Demandé")


def test_a_date_of_our_own_is_not_of_the_founding_text(client):
    a_date("cercle-1", date(2026, 4, 22), is_founding=False, scope=EventScope.ESPACE, title="Notre accueil")

    page = client.get(reverse("participation:founding"))

    assert page.context["groups"] == []
    assert "Notre accueil" not in page.content.decode()


def test_every_founding_date_of_the_pack_is_said_in_our_words_or_by_its_title():
    known = {event["id"] for event in pack("calendar")["events"] if event["source"] != "fictif"}

    assert set(founding.EXPLAINED) <= known
    assert known - set(founding.EXPLAINED) == {"plan-1", "travail-plan", "lancement", "entente-fin"}


def test_the_dates_known_to_the_day_go_in_a_diary(client):
    a_date("ca", date(2024, 10, 31), title="Présentation")
    a_date("loi-112", date(2002, 1, 1), precision=DatePrecision.YEAR, title="La loi")

    answer = client.get(reverse("participation:founding_ics"))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "SUMMARY:Présentation" in answer.content.decode()
    assert "La loi" not in answer.content.decode()


@pytest.mark.parametrize("name", ["home", "seats", "calendar"])
def test_the_page_is_one_link_away(client, name):
    assert reverse("participation:founding") in client.get(reverse(f"participation:{name}")).content.decode()


def test_the_page_asks_nothing_of_another_site(client):
    page = client.get(reverse("participation:founding")).content.decode()

    assert 'href="http' not in page.split("<main")[1].split("</main>")[0]
