"""A change proposed to one's text is in « ce qui t'attend » of each author until it is answered."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.domain.queries.people import capacity
from common import clock
from participation.domain import amendments
from participation.domain.queries import waiting
from participation.models import Amendment
from tests import cast
from tests.cast import NOW
from tests.participation.core_a import builders
from tests.participation.core_b import scenes

pytestmark = pytest.mark.django_db


def asked_of(person, now=NOW) -> list[tuple]:
    found = waiting.waiting_for(person, capacity(person, on=now.date()), now)
    return [(one.title, one.path, one.on) for one in found if one.kind == waiting.TO_AMENDMENT]


@pytest.fixture
def idea():
    idea = builders.in_deliberation(cast.citizen("Autrice"))
    idea.authors.add(cast.citizen("Coautrice"))
    return idea


@pytest.fixture
def proposed(idea) -> Amendment:
    return amendments.propose(
        by=cast.citizen("Rita"),
        initiative=idea,
        part="phrase",
        words="Une cuisine collective le mardi.",
        why="On vient à pied.",
        now=NOW,
    )


def test_it_waits_for_each_author_with_the_day_the_text_goes_on_and_for_nobody_else(idea, proposed):
    path = reverse("participation:amendment", args=[proposed.pk])
    expected = [(idea.title, path, (NOW + timedelta(days=14)).date())]

    assert [asked_of(one) for one in idea.authors.order_by("pk")] == [expected, expected]
    assert (asked_of(proposed.author), asked_of(cast.citizen("Lise"))) == ([], [])


@pytest.mark.parametrize("is_yes", [True, False])
def test_once_answered_it_waits_no_more(idea, proposed, is_yes):
    author = idea.authors.order_by("pk").first()

    if is_yes:
        amendments.accept(by=author, amendment=proposed, now=NOW)
    else:
        amendments.decline(by=author, amendment=proposed, reason="On garde le jeudi.", now=NOW)

    assert [asked_of(one) for one in idea.authors.order_by("pk")] == [[], []]


def test_taken_back_or_once_its_text_is_checked_it_waits_no_more(idea, proposed):
    author = idea.authors.order_by("pk").first()
    builders.put_at(idea, "en_analyse")
    checked = asked_of(author)
    builders.put_at(idea, "en_deliberation")
    again = len(asked_of(author))
    amendments.withdraw(by=proposed.author, amendment=proposed, now=NOW)

    assert (checked, again, asked_of(author)) == ([], 1, [])


def test_past_its_day_it_still_waits_without_a_day(idea, proposed):
    author, later = idea.authors.order_by("pk").first(), NOW + timedelta(days=20)

    assert [on for _title, _path, on in asked_of(author, later)] == [None]


def test_of_a_change_of_rule_it_waits_for_whoever_proposed_it():
    people = scenes.espace()
    scenes.established()
    change = scenes.rule_change(people)
    made = amendments.propose_to_rule(
        by=people[5], change=change, part="valeur", value=15, why="Un an de plus.", now=scenes.on(1)
    )

    assert asked_of(people[0], scenes.on(2)) == [
        ("Âge minimal pour voter", reverse("participation:amendment", args=[made.pk]), None)
    ]
    assert asked_of(people[1], scenes.on(2)) == []


def test_the_home_of_its_author_shows_the_card(client, idea, proposed):
    cast.sign_in(client, idea.authors.order_by("pk").first())

    with clock.frozen(NOW):
        page = client.get(reverse("participation:my_home")).content.decode().replace("&#x27;", "'")

    assert reverse("participation:amendment", args=[proposed.pk]) in page
    assert "Dis oui ou non. À partir du" in page.replace("\u00a0", " ")
