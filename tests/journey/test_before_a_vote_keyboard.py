"""Before a vote, with the keyboard alone and without JavaScript: a reason, an objection, its answer, another wording."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from common import clock
from participation.domain import initiatives, supports
from participation.models import Amendment, Initiative, Objection, Reason
from tests import cast
from tests.journey.window import Window
from tests.participation.core_b import scenes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEND = "main form button.btn:not(.btn-2)"
REASON = "Les enfants ont ce qu'il faut."
OBJECTION = "Le local ferme l'hiver."
ANSWER = "On garde la salle ouverte tout l'hiver."
SHORTER = "Le coffre"


@pytest.fixture
def people(transactional_db):
    return scenes.espace(6)


@pytest.fixture
def initiative(people) -> Initiative:
    now = clock.now() - timedelta(days=5)
    made = initiatives.propose(by=people[0], sheet=scenes.sheet(), from_concerns=[], now=now)
    for person in people[1:4]:
        supports.support_initiative(by=person, initiative=made, now=now)
    made.refresh_from_db()
    return made


@pytest.fixture
def inside(chromium, live_site):
    """Opens a small window without JavaScript for somebody; at the end, nothing went wrong in any."""
    opened = []

    def enter(person) -> Window:
        window = Window(chromium, live_site)
        name = settings.SESSION_COOKIE_NAME
        session = cast.sign_in(Client(), person).cookies[name].value
        window.context.add_cookies([{"name": name, "value": session, "url": live_site}])
        opened.append(window)
        return window

    yield enter
    assert [window.wrong for window in opened] == [[] for _window in opened]
    for window in opened:
        window.context.close()


def test_a_reason_an_objection_its_answer_and_other_words(people, initiative, inside):
    here = f"/initiatives/{initiative.pk}/"
    citizen, author = inside(people[5]), inside(people[0])

    citizen.goes(here)
    citizen.strikes(f"main a[href='{here}raisons/']", "Enter")
    citizen.strikes(f"main a[href='{here}raisons/?phrase=pour-1']", "Enter")
    citizen.types_on("textarea[name=text]", REASON)
    citizen.strikes(SEND, "Enter")
    assert REASON in citizen.text
    citizen.goes(here)
    citizen.strikes(f"main a[href='{here}accord/']", "Enter")
    citizen.types_on("textarea[name=text]", OBJECTION)
    citizen.strikes(SEND, "Enter")
    assert OBJECTION in citizen.text
    said = Objection.objects.get()

    author.goes(f"{here}accord/")
    author.strikes(f"main a[href='/objections/{said.pk}/repondre/']", "Enter")
    author.types_on("textarea[name=text]", ANSWER)
    author.strikes(SEND, "Enter")
    assert ANSWER in author.text

    citizen.goes(f"{here}accord/")
    citizen.strikes(f"main form[action='/objections/{said.pk}/ca-me-va/'] button", "Enter")
    citizen.goes(f"{here}amendements/proposer/?partie=titre")
    citizen.types_on("[name=words]", SHORTER)
    citizen.types_on("[name=why]", "C'est plus court.")
    citizen.strikes(SEND, "Enter")
    assert SHORTER in citizen.text
    citizen.strikes("main form button[name=confirm]", "Enter")
    waiting = Amendment.objects.get()

    author.goes(f"/amendements/{waiting.pk}/")
    author.strikes(f"main form[action='/amendements/{waiting.pk}/accepter/'] button", "Enter")

    said.refresh_from_db()
    waiting.refresh_from_db()
    initiative.refresh_from_db()
    assert Reason.objects.get().text == REASON
    assert (said.state, said.answer) == ("levee", ANSWER)
    assert (waiting.state, initiative.current.number, SHORTER in initiative.title) == ("acceptee", 2, True)
