"""A call comes in: a worker notes a concern with the keyboard alone and without JavaScript, in four screens."""

import pytest
from django.conf import settings
from django.test import Client

from accounts.domain import contacts
from accounts.enums import ContactPath
from common import clock
from participation.models import Concern, HelpedContribution
from tests import cast
from tests.journey.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "La salle ferme de janvier à mars."
SEND = "main form button.btn:not(.btn-2)"
FIELDS = """() => [...new Set([...document.querySelectorAll('main form :is(input, textarea, select)[name]')]
    .filter(field => field.type !== 'hidden').map(field => field.name))]"""


@pytest.fixture
def worker():
    return cast.support()


@pytest.fixture
def window(chromium, live_site, worker):
    """A window without JavaScript, the worker inside; nothing went wrong on the way."""
    made = Window(chromium, live_site)
    name = settings.SESSION_COOKIE_NAME
    session = cast.sign_in(Client(), worker).cookies[name].value
    made.context.add_cookies([{"name": name, "value": session, "url": live_site}])
    yield made
    assert made.wrong == []
    made.context.close()


def test_a_concern_said_by_phone_takes_four_screens_and_five_answers(window, worker):
    person = cast.citizen("Denis-Paul", "temiscouata")
    contacts.choose(by=None, person=person, path=ContactPath.PHONE, phone="418 555-0101", now=clock.now())
    screens, fields = [], []

    def look() -> None:
        screens.append(window.path)
        fields.extend(window.page.evaluate(FIELDS))

    window.goes("/animation/")
    window.strikes("main a[href='/guichet/']", "Enter")
    look()
    window.types_on("input[name=who]", "denis-paul")
    window.strikes(SEND, "Enter")
    look()
    window.types_on("textarea[name=text]", WORDS)
    for name in ("via", "readers"):
        window.reaches(f"input[name={name}]")
        window.page.keyboard.press("Space")
    window.strikes(SEND, "Enter")
    look()
    assert WORDS in window.text
    window.reaches("input[name=agreed]")
    window.page.keyboard.press("Space")
    window.strikes(SEND, "Enter")
    look()

    made = HelpedContribution.objects.get()
    assert screens == ["/guichet/", "/guichet/mots/", "/guichet/relire/", f"/guichet/{made.pk}/"]
    # Five are answered; the kind, the path already known and its detail are there only to be changed.
    assert fields == ["who", "what", "text", "via", "readers", "agreed", "path", "detail"]
    concern = Concern.objects.get()
    assert (made.person, made.via, made.written_by, concern.text) == (person, "telephone", worker, WORDS)
    assert concern.tracking_number in window.text
