"""On a phone of 360 × 800, a citizen's home is three screens: head and main part together."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Person
from common import clock
from participation.domain import drafts
from tests import cast
from tests.routes import world

SCREENS = 3
PHONE = {"width": 360, "height": 800}
LONG_TITLE = "L'autobus du rang passe une seule fois par jour et je manque mes rendez-vous à la clinique"


def height_of_home(page, site: str, person: Person) -> float:
    client = cast.sign_in(Client(), person)
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
    page.set_viewport_size(PHONE)
    answer = page.goto(f"{site}/mon-accueil/")
    assert answer.status == 200
    return page.evaluate("document.querySelector('main').getBoundingClientRect().bottom + window.scrollY")


def busy(made: world.World, now: datetime) -> Person:
    """Somebody with votes, a draft, an unfinished idea and many long concerns."""
    person = made.people["author"]
    for number in range(4):
        world.say(person, f"{LONG_TITLE}, {number} fois par mois.")
    drafts.save(by=person, form="initiative", answers={"title": LONG_TITLE}, now=now)
    return person


@pytest.mark.parametrize("who", ["unwelcomed", "citizen", "author", "busy"])
def test_a_citizens_home_fits_in_three_phone_screens(page, live_site, who):
    made = world.build()
    with clock.frozen(world.NOW):
        person = busy(made, world.NOW) if who == "busy" else made.people[who]
        # A change that somebody else made to the account stands above all until it is read: not the home of every day.
        cast.sign_in(Client(), person).post(reverse("accounts:journal_seen"))

        assert height_of_home(page, live_site, person) <= SCREENS * PHONE["height"]


def test_the_measure_sees_a_home_that_is_too_long(page, live_site):
    made = world.build()
    with clock.frozen(world.NOW):
        person = busy(made, world.NOW)
        height_of_home(page, live_site, person)
        page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
        bottom = page.evaluate("document.querySelector('main').getBoundingClientRect().bottom")

    assert bottom > SCREENS * PHONE["height"]
