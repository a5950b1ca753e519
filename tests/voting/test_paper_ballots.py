"""The ballot on paper: the words of the screen, one sheet each, nothing that tells one from another."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from common import clock
from tests import cast as people
from tests.face.windows import window
from tests.voting import ballots
from voting.domain import annulling, closing
from voting.rules import stubs

pytestmark = pytest.mark.django_db

AFTER = ballots.AFTER


def sheets(client, vote, **asked):
    return client.get(reverse("voting:paper_ballots", args=[vote.pk]), asked)


def ballots_in(html: str) -> list[str]:
    return re.findall(r'<section class="sheet"[^>]*>(.*?)</section>', html, re.DOTALL)


def spoken(html: str) -> list[str]:
    return [" ".join(part.split()) for part in re.findall(r">([^<>]+)<", html) if part.strip()]


@pytest.fixture
def facilitation(client):
    return people.sign_in(client, people.facilitator())


@pytest.mark.parametrize("make", [ballots.announced, ballots.opened])
def test_facilitation_prints_ballots_before_and_during_a_vote(client, facilitation, make):
    vote = make()

    one, many = sheets(client, vote), sheets(client, vote, combien=25)

    assert (one.status_code, many.status_code) == (200, 200)
    assert [len(ballots_in(page.content.decode())) for page in (one, many)] == [1, 25]


def test_the_sheets_are_all_the_same_but_the_number_of_the_stub(client, facilitation):
    made = ballots_in(sheets(client, ballots.opened(), combien=3).content.decode())

    numbers = [re.search(r'<b class="num">([^<]+)</b>', one)[1] for one in made]
    assert len(set(numbers)) == 3
    assert all(stubs.may_be_a_stub(number) for number in numbers)
    without = {one.replace(number, "") for one, number in zip(made, numbers, strict=True)}
    assert len(without) == 1
    ballot, stub = made[0].split('<hr class="cut">')
    assert (numbers[0] in ballot, numbers[0] in stub) == (False, True)


def test_paper_says_the_four_answers_as_the_screen_does(client):
    voter = people.citizen()
    vote = ballots.opened()
    people.sign_in(client, voter)
    screen = client.get(reverse("voting:ballot", args=[vote.pk])).content.decode()
    people.sign_in(client, people.facilitator())
    paper = ballots_in(sheets(client, vote).content.decode())[0]

    answers = spoken(re.search(r'<ul class="tick">.*?</ul>', paper, re.DOTALL)[0])

    assert len(answers) == 8
    on_screen = [text for text in spoken(screen) if text in answers]
    assert on_screen == answers


@pytest.mark.parametrize("asked", ["0", "26", "-1", "", "beaucoup", "2.5"])
def test_another_number_of_sheets_comes_back_with_a_sentence(client, facilitation, asked):
    page = sheets(client, ballots.opened(), combien=asked)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["combien"]
    assert ballots_in(page.content.decode()) == []


@pytest.mark.parametrize(
    "who", [people.citizen, people.support, people.crd_agent, people.table_member, people.signatory]
)
def test_only_facilitation_prints_ballots(client, who):
    vote = ballots.opened()
    people.sign_in(client, who())

    assert sheets(client, vote).status_code == 403


def test_a_vote_that_is_over_or_annulled_gives_no_ballot_and_the_desk_no_way_to_it(client, facilitation):
    over, annulled = ballots.opened("Fini"), ballots.opened("Annulé")
    annulling.annul(
        by=people.facilitator("Élodie 2"),
        second=people.second_facilitator(),
        vote=annulled,
        reason="Une erreur.",
        now=ballots.NOW,
    )
    link = reverse("voting:paper_ballots", args=[over.pk])
    desk = reverse("voting:paper", args=[over.pk])
    before = link in client.get(desk).content.decode()

    with clock.frozen(AFTER):
        late = sheets(client, over).status_code  # closed by the clock, even when its job is late
        closing.settle_due(now=AFTER)
        people.sign_in(client, people.facilitator("Élodie 3"))
        settled = sheets(client, over).status_code
        after = link in client.get(desk).content.decode()

    people.sign_in(client, people.facilitator("Élodie 4"))
    assert (late, settled, sheets(client, annulled).status_code) == (409, 409, 409)
    assert (before, after) == (True, False)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("length", [74, 200])
def test_each_ballot_is_one_letter_page_without_the_frame_of_the_site(live_site, chromium, length):
    soon = timezone.now() + timedelta(days=1)  # the site runs by its own clock
    title = ("Une initiative au titre assez long pour prendre deux lignes sur la feuille " * 3)[
        :length
    ].strip()
    vote = ballots.announced(title, opens_at=soon, closes_at=soon + timedelta(days=5))
    page = window(chromium, live_site, people.facilitator())
    page.goto(live_site + reverse("voting:paper_ballots", args=[vote.pk]) + "?combien=3")

    paper = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 3
    assert set(re.findall(rb"/MediaBox\s*\[([^\]]+)\]", paper)) == {b"0 0 612 792"}
    page.emulate_media(media="print")
    shown = "one => one.getClientRects().length > 0"
    assert [page.locator(name).first.evaluate(shown) for name in (".top", ".foot", "main form")] == [
        False
    ] * 3
